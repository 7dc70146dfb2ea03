import { entriesOf } from '../../edit/python/set-entry.js';
import { parsePython } from '../../edit/python/syntax.js';
import { positionAt } from '../../edit/refusal.js';
import type { ApiRoute, Extension } from '../../extension/model.js';
import { servedApps } from '../apps.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { livenessOf } from './liveness.js';
import { handlerOf } from './route-source.js';

const KEY = 'version';
const VERSION = /^v?\d+\.\d+(\.\d+)?([-+.\w]*)$/;

/** A version that a health endpoint has written into it. */
interface Told {
  readonly route: ApiRoute;
  readonly path: string;
  readonly inFunction: string;
  readonly value: string;
  readonly offset: number;
  /** The one that it should be. */
  readonly wanted: string;
  readonly isRight: boolean;
}

/** Who looks at /health after a deployment wants to see whether the new version runs. */
export const healthVersion: Rule = {
  meta: {
    id: 'health-version',
    aspect: 'monitoring',
    severity: 'warning',
    fix: 'safe',
    title: 'The health endpoint tells the version that runs',
    failureTitle: 'The health endpoint tells another version',
    why: 'Who looks at it after a deployment or a rollback is told that the old version runs.',
  },

  check(extension) {
    const told = versionsTold(extension);
    if (told.length === 0) {
      const reason = 'no health endpoint has a version written into it';
      return { status: 'not-applicable', reason };
    }
    return verdict(told.filter(({ isRight }) => !isRight).map((each) => describe(extension, each)));
  },

  fix(extension) {
    return versionsTold(extension)
      .filter(({ isRight }) => !isRight)
      .map(({ route: { file }, path, inFunction, value: was, wanted: value }) => ({
        summary: `let GET ${path} tell version ${value}`,
        edits: [
          {
            kind: 'python',
            file,
            operations: [{ op: 'set-entry', inFunction, key: KEY, was, value }],
          },
        ],
      }));
  },
};

function versionsTold(extension: Extension): Told[] {
  const { version } = extension.manifest;
  if (version === undefined || !VERSION.test(version)) return [];
  return servedApps(extension).flatMap((app) => {
    const liveness = livenessOf(extension, app);
    if (liveness.kind !== 'route') return [];
    const { route, path } = liveness;
    const handler = handlerOf(extension, route);
    const inFunction = /\bdef (\w+)/.exec(handler)?.[1];
    if (inFunction === undefined || !handler.includes(KEY)) return [];
    return entriesOf(parsePython(moduleOf(extension, route)), KEY)
      .filter(({ name, value }) => name === inFunction && VERSION.test(value))
      .map(({ value, offset }) => ({
        ...{ route, path, inFunction, value, offset },
        wanted: value.startsWith('v') ? `v${plain(version)}` : plain(version),
        isRight: plain(value) === plain(version),
      }));
  });
}

function plain(version: string): string {
  return version.replace(/^v/, '');
}

/** Without the byte order mark, which no offset counts. */
function moduleOf({ files }: Extension, { file }: ApiRoute): string {
  return files.get(file)?.text.replace(/^\uFEFF/, '') ?? '';
}

function describe(extension: Extension, { route, path, value, offset, wanted }: Told): Finding {
  const position = positionAt(moduleOf(extension, route), offset);
  const source = `${extension.manifest.file} has ${plain(wanted)}`;
  return {
    file: route.file,
    ...position,
    message: `GET ${path} tells version ${value}, and ${source}.`,
  };
}
