import type { FileEdit } from '../../edit/edit.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { appName } from '../apps.js';
import { lowestPython } from './python-version.js';

const NAMES = ['health', 'health_check', 'health_endpoint', 'liveness_health'];

/**
 * The endpoint that answers while the process can serve requests. `async def`, so that it does not
 * wait for a free thread when all are busy; not in the OpenAPI schema, so that clients generated
 * from it stay as they are; it asks nothing else, for a database that is down must not restart it.
 */
export function healthBlock(extension: Extension, app: ApiApp, path: string): string {
  const { version } = extension.manifest;
  const entries = [
    '"status": "healthy"',
    `"service": ${JSON.stringify(appName(extension, app))}`,
    ...(version === undefined ? [] : [`"version": ${JSON.stringify(version)}`]),
  ];
  const [major, minor] = lowestPython(extension, app);
  const returns = major > 3 || minor >= 9 ? 'dict[str, str]' : 'dict';
  return [
    `@${app.variable}.get(${JSON.stringify(path)}, include_in_schema=False)`,
    `async def ${functionName(extension, app)}() -> ${returns}:`,
    `    return {${entries.join(', ')}}`,
    '',
  ].join('\n');
}

/** The edit that adds the endpoint; the same one for every rule that needs it. */
export function addHealthEndpoint(extension: Extension, app: ApiApp, path: string): FileEdit {
  return {
    kind: 'python',
    file: app.file,
    operations: [
      {
        op: 'insert-block',
        after: app.variable,
        code: healthBlock(extension, app, path),
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
