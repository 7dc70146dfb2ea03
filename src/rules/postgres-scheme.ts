import type { Extension } from '../extension/model.js';

/** Code that puts a driver behind the word would put a second one behind the first. */
const REWRITES = /\.replace\(\s*["']postgres(ql)?["']/;

/**
 * The scheme of a PostgreSQL URL for an API, where nothing else tells it: it names the driver that is
 * installed, unless that is psycopg2, which SQLAlchemy takes where a URL names none (SQLAlchemy,
 * "Database URLs"), or the code names one itself.
 */
export function postgresScheme(
  { databases, files }: Extension,
  dir: string,
  has: (name: string) => boolean,
): string {
  const isRewritten = [...files.values()].some(
    ({ path, text }) => path.startsWith(`${dir}/`) && path.endsWith('.py') && REWRITES.test(text),
  );
  const isAsync = databases.some((each) => each.dir === dir && each.engine?.isAsync === true);
  const order = isAsync ? ASYNCHRONOUS : SYNCHRONOUS;
  const driver = order.find(has);
  const isNamed = driver === 'asyncpg' || driver === 'psycopg';
  return isNamed && !isRewritten ? `postgresql+${driver}` : 'postgresql';
}

const SYNCHRONOUS = ['psycopg2', 'psycopg2-binary', 'psycopg', 'asyncpg'];
const ASYNCHRONOUS = ['asyncpg', 'psycopg', 'psycopg2', 'psycopg2-binary'];
