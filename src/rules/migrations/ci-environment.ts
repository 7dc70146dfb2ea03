import type { Variable } from '../../extension/environment/model.js';
import type { Extension } from '../../extension/model.js';
import { postgresScheme } from '../postgres-scheme.js';
import { hasDependency } from '../python-dependency.js';

type Entry = readonly [name: string, value: string];

const DATABASE = /postgres|pg|db|database|sql/i;
const URL_SCHEME = /^[a-z0-9+]+(?=:\/\/)/i;

/** A PostgreSQL, and who may do everything there. */
export interface Server {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The one that a workflow starts beside its job. */
const CI_SERVER: Server = {
  host: '127.0.0.1',
  port: '5432',
  user: 'postgres',
  password: 'postgres',
  database: 'postgres',
};

/** What an API needs in its environment to reach a PostgreSQL on 127.0.0.1 with the usual names. */
export function ciEnvironment(extension: Extension, dir: string): Entry[] {
  const scheme = postgresScheme(extension, dir, (name) => hasDependency(extension, dir, { name }));
  return extension.variables.flatMap((variable): Entry[] => {
    const { name, code } = variable;
    if (code?.dir !== dir) return [];
    const known = code.default.kind === 'known' ? code.default.text : undefined;
    const value = isOfDatabase(name)
      ? databaseValue(name, known ?? `${scheme}://`, CI_SERVER)
      : undefined;
    if (value !== undefined) return value === known ? [] : [[name, value]];
    return code.default.kind === 'required' ? [[name, placeholder(variable)]] : [];
  });
}

/** Does its name speak of a database? */
export function isOfDatabase(name: string): boolean {
  return DATABASE.test(name);
}

/** By the last word of the name: `POSTGRES_SERVER`, `DB_HOST`, `DATABASE_URL`. A URL keeps the scheme it has. */
export function databaseValue(
  name: string,
  known: string | undefined,
  { host, port, user, password, database }: Server,
): string | undefined {
  if (/(URL|URI|DSN)$/i.test(name)) {
    const scheme = URL_SCHEME.exec(known ?? '')?.[0] ?? 'postgresql';
    return scheme.startsWith('postgres')
      ? `${scheme}://${user}:${password}@${host}:${port}/${database}`
      : undefined;
  }
  if (/(SERVER|HOST|HOSTNAME)$/i.test(name)) return host;
  if (/PORT$/i.test(name)) return port;
  if (/(USER|USERNAME)$/i.test(name)) return user;
  if (/(PASSWORD|PASS)$/i.test(name)) return password;
  return /(DB|DATABASE|DBNAME|DATABASE_NAME|DB_NAME)$/i.test(name) ? database : undefined;
}

/** Something of the right type where the application only has to start. */
export function placeholder({ name, code }: Variable): string {
  if (/(URL|URI)$/i.test(name)) return 'http://127.0.0.1';
  switch (code?.type?.kind) {
    case 'integer':
    case 'number':
      return '1';
    case 'boolean':
      return 'false';
    default:
      return code?.json === true ? '[]' : 'for-ci-only';
  }
}
