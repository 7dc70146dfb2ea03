import type { Database } from '../extension/database/model.js';
import type { Extension } from '../extension/model.js';
import { scratchEnvironment } from '../rules/migrations/scratch-environment.js';

/** What an API needs in its environment to be imported beside the server at `url`; `names`: what it installs. */
export function environmentOn(
  url: string,
  { variables }: Extension,
  { dir, engine }: Database,
  names: readonly string[],
): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const server = {
    ...{ host: hostname, port, user: username, password },
    database: pathname.slice(1),
  };
  const has = (driver: string): boolean => names.includes(driver);
  const isPsycopg3 = has('psycopg') && !has('psycopg2') && !has('psycopg2-binary');
  const driver = engine?.isAsync === true && has('asyncpg') ? 'asyncpg' : 'psycopg';
  const scheme = driver === 'asyncpg' || isPsycopg3 ? `postgresql+${driver}` : 'postgresql';
  return scratchEnvironment(variables, dir, server, process.env, scheme);
}
