import { join, relative } from 'node:path';
import { makeBaseline } from '../baseline/autogenerate.js';
import { startPostgres } from '../baseline/postgres.js';
import { howToInstall, pythonOf } from '../baseline/python.js';
import type { Database } from '../extension/database/model.js';
import { inspect } from '../extension/inspect.js';
import type { Extension } from '../extension/model.js';
import { visible } from '../report/visible.js';
import { ciEnvironment } from '../rules/migrations/ci-environment.js';
import { databaseImage } from '../rules/migrations/database-image.js';
import { parts } from '../rules/parts.js';
import type { Console } from './console.js';
import { exit } from './exit.js';
import { hardenCommand, type HardenRequest } from './harden.js';
import { refreshLocks } from './locks.js';

/** `alembic`: sets migrations up and, where asked to, lets Alembic write the first one. Returns the exit code. */
export async function alembicCommand(
  request: HardenRequest,
  autogenerate: boolean,
  console: Console,
): Promise<number> {
  const only = request.selection.only ?? parts.alembic;
  const part = { ...request, selection: { ...request.selection, only } };
  const code = await hardenCommand(part, console);
  if (!autogenerate || code !== exit.fine || request.dryRun || request.check) return code;
  refreshDatabaseLocks(request.directory, console);
  const made = await baselineCommand(request.directory, console);
  // With a first migration, there is something for a workflow to try.
  return made === exit.fine ? hardenCommand(part, console) : made;
}

/** Brings the lock files of all APIs with a database up to date: Alembic is run from what they install. */
export function refreshDatabaseLocks(directory: string, console: Console): void {
  const extension = inspect(directory);
  const directories = extension.databases.map(({ dir }) => dir);
  refreshLocks(extension, directories, console);
}

/** Makes the first migration of every API that has an environment and none. Returns the exit code. */
export async function baselineCommand(directory: string, console: Console): Promise<number> {
  const extension = inspect(directory);
  const waiting = extension.databases.filter(({ alembic }) => alembic?.revisions.length === 0);
  const codes: number[] = [];
  for (const database of waiting) codes.push(await baseline(extension, database, console));
  if (waiting.length === 0) console.err('rally-ext: no API waits for its first migration\n');
  return Math.max(exit.fine, ...codes);
}

async function baseline(
  extension: Extension,
  database: Database,
  console: Console,
): Promise<number> {
  const { dir } = database;
  const fail = (reason: string): number => {
    console.err(`rally-ext: ${dir}: ${visible(reason)}\n`);
    return exit.bad;
  };
  const env = extension.files.get(database.alembic?.env ?? '')?.text ?? '';
  // Anything else would go to whatever database the settings name.
  if (!env.includes('get_x_argument')) {
    const command = 'python -m alembic revision --autogenerate -m baseline';
    return fail(
      `its env.py takes no other URL: run "${command}" yourself, against an empty database`,
    );
  }
  const directory = join(extension.root, dir);
  const progress = (step: string): void => {
    console.err(`${dir}: ${step} …\n`);
  };
  progress('looking for a Python that has its dependencies');
  const python = pythonOf(directory);
  if (python === undefined) {
    return fail(
      `no Python with alembic and sqlalchemy was found: run "${howToInstall(directory)}" in ${dir}, then this again`,
    );
  }
  progress('starting a PostgreSQL that is thrown away afterwards');
  const server = await startPostgres(databaseImage(extension)?.image);
  if ('reason' in server) {
    return fail(
      `no PostgreSQL could be started: ${server.reason}. With PostgreSQL (initdb, pg_ctl) or Docker running, run this again`,
    );
  }
  process.once('exit', server.stop);
  try {
    const environment = Object.fromEntries(ciEnvironment(extension.variables, dir));
    const outcome = makeBaseline({ directory, python, url: server.url, environment, progress });
    if (outcome.kind === 'failed') {
      console.err(outcome.output);
      return fail(`"alembic ${outcome.step}" failed; what it said is above`);
    }
    const tables = outcome.tables === 1 ? '1 table' : `${outcome.tables} tables`;
    const file = relative(extension.root, outcome.file);
    console.out(
      `written ${file}: ${tables}, tried up, down and up again. Read it, then commit it.\n`,
    );
    return exit.fine;
  } finally {
    process.removeListener('exit', server.stop);
    server.stop();
  }
}
