import type { CatchToo } from '../../edit/python/index.js';
import { narrowHandlers } from '../../edit/python/catch-too.js';
import { parsePython } from '../../edit/python/syntax.js';
import { positionAt } from '../../edit/refusal.js';
import { storesOf } from '../../extension/database/stores.js';
import type { ApiApp, Extension, SourceFile } from '../../extension/model.js';
import { isBelow } from '../../extension/python/project.js';
import type { Change, Finding } from '../rule.js';
import { readinessOf } from './readiness.js';
import { handlerOf } from './route-source.js';

/** SQLAlchemy wraps the errors of a server; a connection refused, asyncpg raises as it comes. */
const ERRORS = { caught: 'SQLAlchemyError', also: 'OSError' } as const;
const ASKS = /\bexecute\(|\bconnect\(/;

/** A function that a readiness endpoint asks the database with, and what gets past its handlers. */
interface Outage {
  readonly file: string;
  readonly name: string;
  readonly offset: number;
  readonly text: string;
}

/** A database that cannot be reached makes the endpoint fail, instead of saying so. */
export function outageFindings(extension: Extension, app: ApiApp): Finding[] {
  return outages(extension, app).map(({ file, name, offset, text }) => ({
    file,
    ...positionAt(text, offset),
    message: `${name} catches ${ERRORS.caught} alone: where nothing listens, asyncpg raises an ${ERRORS.also}, and the readiness endpoint answers 500 instead of 503.`,
  }));
}

/** Catches that too. */
export function outageChanges(extension: Extension, app: ApiApp): Change[] {
  return outages(extension, app).map(({ file, name }) => {
    const operation: CatchToo = { op: 'catch-too', name, ...ERRORS };
    return {
      summary: `have ${name} see a database that cannot be reached`,
      edits: [{ kind: 'python', file, operations: [operation] }],
    };
  });
}

function outages(extension: Extension, app: ApiApp): Outage[] {
  const route = readinessOf(extension, app);
  if (route === undefined || !usesAsyncpg(extension, app)) return [];
  const handler = handlerOf(extension, route);
  const names = new Set([...handler.matchAll(/\b(\w+)\(/g)].map(([, name = '']) => name));
  return modulesOf(extension, app)
    .filter(({ text }) => text.includes(`except ${ERRORS.caught}`) && ASKS.test(text))
    .flatMap(({ path, text: whole }) => {
      // No offset counts a byte order mark.
      const text = whole.replace(/^\uFEFF/, '');
      const defined = [...text.matchAll(/\bdef (\w+)\(/g)].map(([, name = '']) => name);
      return defined
        .filter((name) => names.has(name))
        .flatMap((name) => {
          const [first] = narrowHandlers(parsePython(text), { name, ...ERRORS });
          return first === undefined ? [] : [{ file: path, name, offset: first.from, text }];
        });
    });
}

function usesAsyncpg(extension: Extension, app: ApiApp): boolean {
  const isAsync = storesOf(extension.files, app).some(
    ({ kind, isAsync: each }) => kind === 'sql' && each,
  );
  return isAsync && modulesOf(extension, app).some(({ text }) => text.includes('asyncpg'));
}

function modulesOf({ files }: Extension, { dir }: ApiApp): SourceFile[] {
  return [...files.values()].filter(({ path }) => path.endsWith('.py') && isBelow(path, dir));
}
