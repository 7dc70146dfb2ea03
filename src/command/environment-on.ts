import type { Database } from '../extension/database/model.js';
import type { Extension } from '../extension/model.js';
import { postgresScheme } from '../rules/postgres-scheme.js';
import { scratchEnvironment } from '../rules/migrations/scratch-environment.js';

/** What an API needs in its environment to be imported beside the server at `url`; `names`: what it installs. */
export function environmentOn(
  url: string,
  extension: Extension,
  { dir }: Database,
  names: readonly string[],
): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const server = {
    ...{ host: hostname, port, user: username, password },
    database: pathname.slice(1),
  };
  const scheme = postgresScheme(extension, dir, (name) => names.includes(name));
  return scratchEnvironment(extension.variables, dir, server, process.env, scheme);
}
