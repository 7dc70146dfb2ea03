import type { Variable } from '../../extension/environment/model.js';

type Entry = readonly [name: string, value: string];

const DATABASE = /postgres|pg|db|database|sql/i;
const URL_SCHEME = /^[a-z0-9+]+(?=:\/\/)/i;

/** What an API needs in its environment to reach a PostgreSQL on 127.0.0.1 with the usual names. */
export function ciEnvironment(variables: readonly Variable[], dir: string): Entry[] {
  return variables.flatMap((variable): Entry[] => {
    const { name, code } = variable;
    if (code?.dir !== dir) return [];
    const known = code.default.kind === 'known' ? code.default.text : undefined;
    const value = DATABASE.test(name) ? databaseValue(name, known) : undefined;
    if (value !== undefined) return value === known ? [] : [[name, value]];
    return code.default.kind === 'required' ? [[name, placeholder(variable)]] : [];
  });
}

/** By the last word of the name: `POSTGRES_SERVER`, `DB_HOST`, `DATABASE_URL`. */
function databaseValue(name: string, known: string | undefined): string | undefined {
  if (/(URL|URI|DSN)$/i.test(name)) {
    const scheme = URL_SCHEME.exec(known ?? '')?.[0] ?? 'postgresql';
    return scheme.startsWith('postgres')
      ? `${scheme}://postgres:postgres@127.0.0.1:5432/postgres`
      : undefined;
  }
  if (/(SERVER|HOST|HOSTNAME)$/i.test(name)) return '127.0.0.1';
  if (/PORT$/i.test(name)) return '5432';
  if (/(USER|USERNAME|PASSWORD|PASS)$/i.test(name)) return 'postgres';
  return /(DB|DATABASE|DBNAME|DATABASE_NAME|DB_NAME)$/i.test(name) ? 'postgres' : undefined;
}

/** Something of the right type where the application only has to start. */
function placeholder({ name, code }: Variable): string {
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
