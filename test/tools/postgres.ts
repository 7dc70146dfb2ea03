import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, type ThrowAwayServer } from '../../src/baseline/postgres.js';
import { postgresPrograms, serverUser } from '../../src/baseline/programs.js';

/** Is PostgreSQL here? As root, where apt-get is, it is installed. */
export function hasPostgres(): boolean {
  if (postgresPrograms() === undefined && process.getuid?.() === 0) {
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return postgresPrograms() !== undefined;
}

/** A server of our own; throws with the reason where none starts. */
export async function startServer(): Promise<ThrowAwayServer> {
  const started = await startPostgres();
  if ('reason' in started) throw new Error(started.reason);
  return started;
}

/** Runs SQL with psycopg and returns the rows of the last statement, each as one line. */
export function sql(python: string, url: string, statements: string): string[] {
  const program = `import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    cursor = connection.execute(sys.stdin.read())
    while cursor.nextset(): pass
    for row in cursor.fetchall() if cursor.description else []: print(*row, sep="|")
`;
  const out = execFileSync(python, ['-c', program, url], { input: statements, encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '');
}

/** Stops a server that runs on this machine, as in an outage, and starts it again. */
export function outage(python: string, url: string): { begin(): void; end(): void } {
  const [data = ''] = sql(python, url, 'SHOW data_directory');
  const words = readFileSync(join(data, 'postmaster.opts'), 'utf8').match(/"[^"]*"/g) ?? [];
  const settings = words.filter((word) => word !== '"-D"' && word !== `"${data}"`).join(' ');
  const control = (...args: string[]): void => {
    const program = join(postgresPrograms() ?? '', 'pg_ctl');
    execFileSync(program, ['-D', data, '-w', ...args], {
      cwd: data,
      stdio: 'ignore',
      ...serverUser(),
    });
  };
  return {
    begin: () => {
      control('-m', 'fast', 'stop');
    },
    end: () => {
      control('-o', settings, '-l', join(data, '../log'), 'start');
    },
  };
}
