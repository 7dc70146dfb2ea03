import type { FileEdit } from '../../edit/edit.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { appName } from '../apps.js';
import type { Options } from '../options.js';
import { lowestPython } from './python-version.js';

const NAMES = ['health', 'health_check', 'health_endpoint', 'liveness_health'];
/** What release-please's generic updater replaces a version between. */
const RAISED = {
  start: '    # x-release-please-start-version',
  end: '    # x-release-please-end',
};

/**
 * The endpoint that answers while the process can serve requests. `async def`, so that it does not
 * wait for a free thread when all are busy; not in the OpenAPI schema, so that clients generated
 * from it stay as they are; it asks nothing else, for a database that is down must not restart it.
 */
export function healthBlock(
  extension: Extension,
  app: ApiApp,
  { healthPath: path, releaseFlow }: Options,
): string {
  const { version } = extension.manifest;
  const entries = [
    '"status": "healthy"',
    `"service": ${JSON.stringify(appName(extension, app))}`,
    ...(version === undefined ? [] : [`"version": ${JSON.stringify(version)}`]),
  ];
  const answer = `    return {${entries.join(', ')}}`;
  const isRaised = releaseFlow === 'release-please' && version !== undefined;
  const [major, minor] = lowestPython(extension, app);
  const returns = major > 3 || minor >= 9 ? 'dict[str, str]' : 'dict';
  return [
    `@${app.variable}.get(${JSON.stringify(path)}, include_in_schema=False)`,
    `async def ${functionName(extension, app)}() -> ${returns}:`,
    ...(isRaised ? [RAISED.start, answer, RAISED.end] : [answer]),
    '',
  ].join('\n');
}

/** The edit that adds the endpoint; the same one for every rule that needs it. */
export function addHealthEndpoint(extension: Extension, app: ApiApp, options: Options): FileEdit {
  return {
    kind: 'python',
    file: app.file,
    operations: [
      {
        op: 'insert-block',
        after: app.variable,
        code: healthBlock(extension, app, options),
        defines: functionName(extension, app),
      },
    ],
  };
}

/** A name that the module does not use for anything else. */
function functionName(extension: Extension, app: ApiApp): string {
  const text = extension.files.get(app.file)?.text ?? '';
  const isFree = (name: string): boolean =>
    !new RegExp(`(?<![./\\w"'])${name}\\b(?!["'])`).test(text);
  return NAMES.find(isFree) ?? 'rally_ext_health';
}
