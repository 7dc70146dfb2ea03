import { kept, keptByName, sameList } from '../kept.js';
import type { SourceFile } from '../model.js';
import { isBelow } from '../python/project.js';
import { filesByKind } from '../source/kinds.js';
import { alembicOf, hasSeveralEnvironments } from './alembic.js';
import { basesOf, metadataOf } from './base.js';
import { createAllIn } from './create-all.js';
import { engineOf } from './engine.js';
import type { Database, ModelModule } from './model.js';
import { modulesOf, type Modules } from './modules.js';
import { reachableFrom } from './reach.js';
import { ownTables, schemaOf } from './schema.js';
import { tablesOf, type TableDefinition } from './tables.js';

type Files = ReadonlyMap<string, SourceFile>;

const SQLALCHEMY = /^\s*(from|import)\s+(sqlalchemy|sqlmodel)\b/m;
const POSTGRES = /postgres|psycopg|asyncpg|pg8000/i;
/** Lock files list the extras of SQLAlchemy, for every database; prose compares. */
const IN_PASSING = /\.(lock|md)$/;
const VERSION_2 = /\b(DeclarativeBase|mapped_column|MappedAsDataclass|async_sessionmaker)\b/;
const REQUIRED = /^\W*sqlalchemy\b[^\n]*?(\d+)\.(\d+)/im;

/** The databases of the APIs that keep tables in PostgreSQL with SQLAlchemy. */
export function readDatabases(
  files: Files,
  paths: ReadonlySet<string>,
  apiDirectories: readonly string[],
): Database[] {
  const { python } = filesByKind(files);
  const apis = apiDirectories
    .map((dir) => ({ dir, own: [...files.values()].filter(({ path }) => isBelow(path, dir)) }))
    .filter(
      ({ dir, own }) =>
        !hasSeveralEnvironments(files, dir) &&
        python.some((file) => isBelow(file.path, dir) && importsSqlalchemy(file)) &&
        own.some((file) => !IN_PASSING.test(file.path) && namesPostgres(file)),
    );
  const alembic = [...files.values()].filter(({ path }) => /\.(ini|mako)$/.test(path));
  const all = sameList([...python, ...alembic]);
  return apis.flatMap(({ dir, own }) => {
    const api = { dir, isOnly: apis.length === 1, sqlalchemy: versionOf(own) };
    return databases(all, JSON.stringify(api), () => read(files, paths, api)) ?? [];
  });
}

/** By the code, and what Alembic has besides. */
const databases = keptByName<Database | undefined>();
const importsSqlalchemy = kept(({ text }: SourceFile) => SQLALCHEMY.test(text));
const namesPostgres = kept(({ text }: SourceFile) => POSTGRES.test(text));
const needsVersion2 = kept(({ text }: SourceFile) => VERSION_2.test(text));

interface Api {
  readonly dir: string;
  /** True where no other API of the extension has such a database. */
  readonly isOnly: boolean;
  readonly sqlalchemy: Database['sqlalchemy'];
}

function read(
  files: Files,
  paths: ReadonlySet<string>,
  { dir, isOnly, sqlalchemy }: Api,
): Database | undefined {
  const modules = modulesOf(files, dir);
  const bases = basesOf(modules);
  const all = tablesOf(modules, bases);
  const base = bases
    .map((each) => ({ each, count: all.filter((table) => sameBase(table.base, each)).length }))
    .sort((a, b) => b.count - a.count)[0]?.each;
  const tables = ownTables(
    base === undefined ? [] : all.filter((table) => sameBase(table.base, base)),
  );
  const schema = schemaOf(tables, modules);
  const engine = engineOf(modules);
  if (engine === undefined && tables.length === 0) return undefined;
  const modelModules = modelModulesOf(tables, modules);
  const alembic = alembicOf(files, paths, dir, isOnly);
  return {
    dir,
    importRoot: modules.importRoot,
    sqlalchemy,
    engine,
    metadata: base && {
      ...metadataOf(base, modules),
      file: base.source.file,
      position: base.source.position(base.node),
    },
    modelModules,
    schema,
    createAll: createAllIn(modules),
    alembic: alembic && { ...alembic, unseen: unseenBy(alembic.env, modelModules, files, modules) },
  };
}

/** The modules with tables that an env.py does not bring along. */
function unseenBy(
  env: string | undefined,
  modelModules: readonly ModelModule[],
  files: Files,
  modules: Modules,
): ModelModule[] {
  // Outside of the API its imports may start at a directory that nothing here knows.
  if (env === undefined || !isBelow(env, modules.dir)) return [];
  const file = files.get(env);
  const reached = file && reachableFrom(file, modules.project);
  return reached === undefined ? [] : modelModules.filter((each) => !reached.has(each.file));
}

function sameBase(a: TableDefinition['base'], b: TableDefinition['base']): boolean {
  if (a.kind === 'sqlmodel') return b.kind === 'sqlmodel';
  return a.node === b.node;
}

function modelModulesOf(tables: readonly TableDefinition[], modules: Modules): ModelModule[] {
  const found = new Map<string, ModelModule>();
  for (const { source, node } of tables) {
    if (found.has(source.file)) continue;
    const name = modules.nameOf(source.file);
    found.set(source.file, { file: source.file, name, position: source.position(node) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the code needs, else what the project asks for; the current one where nothing tells. */
function versionOf(own: readonly SourceFile[]): '1.4' | '2' {
  const code = own.filter(({ path }) => path.endsWith('.py'));
  if (code.some(needsVersion2)) return '2';
  const asked = own
    .filter(({ path }) => /(pyproject\.toml|requirements[\w.-]*\.txt)$/.test(path))
    .map(({ text }) => REQUIRED.exec(text)?.[1])
    .find((major) => major !== undefined);
  return asked === '1' ? '1.4' : '2';
}
