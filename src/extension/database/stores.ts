import { posix } from 'node:path';
import { callsIn } from './calls.js';
import type { SourceFile } from '../model.js';
import { mongoDependency } from './mongo-dependency.js';
import type { DataStore } from './model.js';
import { modulesOf, type Modules } from './modules.js';
import { reachableFrom } from './reach.js';
import { handleOf } from './store-handle.js';

type Files = ReadonlyMap<string, SourceFile>;

const ENGINE = /^(sqlalchemy|sqlmodel)\.(\w+\.)*(create_engine|create_async_engine)$/;
const CLIENT =
  /^(motor|pymongo)\.(\w+\.)*(AsyncIOMotorClient|AsyncMongoClient|MongoClient)$|^motor\.\w+\.MotorClient$/;
const SIDE = /(^|\/)(scripts?|tools?|seeds?|examples?)\/|seed|demo/;
const LIBRARY =
  /^[ \t]*(?:from|import)[ \t]+(sqlalchemy|sqlmodel|motor|pymongo|beanie|odmantic|mongoengine|asyncpg|psycopg2?|databases|tortoise|peewee|pony|aiomysql|pymysql|mysql|aiosqlite|sqlite3|ormar|piccolo|gino)\b/m;

/** The application whose databases are looked for. */
export interface StoreSearch {
  readonly dir: string;
  /** The module of the application: what it does not import is not what it works with. */
  readonly file: string;
  readonly variable: string;
}

/** The databases an application works with, one of each kind: async before sync, known before not. */
export function storesOf(files: Files, app: StoreSearch): DataStore[] {
  const modules = modulesOf(files, app.dir);
  const isLoaded = loadedBy(modules, app.file);
  const found = modules
    .matching(/create_(async_)?engine|MotorClient|MongoClient/)
    .filter(({ file }) => isLoaded(file))
    .flatMap((source) =>
      callsIn(source).flatMap(({ node, callee }): DataStore[] => {
        const kind = ENGINE.test(callee) ? 'sql' : CLIENT.test(callee) ? 'mongo' : undefined;
        if (kind === undefined) return [];
        const isAsync = kind === 'sql' ? callee.endsWith('create_async_engine') : isAwaited(callee);
        const handle =
          handleOf(node, source, modules, { ...app, kind }) ??
          (kind === 'mongo' && isAsync ? mongoDependency(modules, isLoaded) : undefined);
        return [{ kind, isAsync, handle, file: source.file, position: source.position(node) }];
      }),
    )
    .sort((a, b) => rank(b, app.dir) - rank(a, app.dir));
  return (['sql', 'mongo'] as const).flatMap(
    (kind) => found.find((each) => each.kind === kind) ?? [],
  );
}

/** The library an application talks to a database with, and where it is imported. */
export function databaseLibrary(
  files: Files,
  app: StoreSearch,
): { readonly name: string; readonly file: string; readonly line: number } | undefined {
  const modules = modulesOf(files, app.dir);
  const isLoaded = loadedBy(modules, app.file);
  for (const { file, whole } of modules.matching(LIBRARY)) {
    const match = LIBRARY.exec(whole);
    if (match === null || !isLoaded(file)) continue;
    return {
      name: match[1] ?? '',
      file,
      line: whole.slice(0, match.index).split('\n').length,
    };
  }
  return undefined;
}

/** Which modules the application brings along; any, where some are only found at run time. */
function loadedBy(modules: Modules, start: string): (file: string) => boolean {
  const main = modules.project.files.get(start);
  const reached = main && reachableFrom(main, modules.project);
  return (file) => file === start || (reached?.has(file) ?? true);
}

function isAwaited(callee: string): boolean {
  return /Motor|AsyncMongo/.test(callee);
}

function rank({ file, isAsync, handle }: DataStore, dir: string): number {
  const isSide = SIDE.test(posix.relative(dir, file));
  return (isSide ? 0 : 4) + (isAsync ? 2 : 0) + (handle === undefined ? 0 : 1);
}
