import { join, relative } from 'node:path';
import { makeBaseline } from '../baseline/autogenerate.js';
import { makeEnvironment, reader } from '../baseline/environment.js';
import { wantedNames } from '../baseline/installation.js';
import { startPostgres } from '../baseline/postgres.js';
import { findPython, howToInstall, type PythonCommand } from '../baseline/python.js';
import { withScratch } from '../baseline/scratch.js';
import { tellingLine } from '../baseline/telling-line.js';
import { Unplannable } from '../baseline/unplannable.js';
import type { Database } from '../extension/database/model.js';
import type { Extension } from '../extension/model.js';
import { interruptible } from '../files/interruption.js';
import { visible } from '../report/visible.js';
import { databaseImage } from '../rules/migrations/database-image.js';
import { takesUrl } from '../rules/migrations/first-migration.js';
import { imagePython } from '../rules/migrations/image-python.js';
import { scratchEnvironment } from '../rules/migrations/scratch-environment.js';
import type { Console } from './console.js';

/** What became of the first migrations that were wanted. */
export interface FirstMigrations {
  /** The files that were written, as paths in the extension. */
  readonly written: readonly string[];
  /** Some could not be made; the reason has been said. */
  readonly hasFailed: boolean;
  readonly isInterrupted: boolean;
}

/** Why a first migration was not made; `output` is what a program said. */
class NotMade extends Error {
  override readonly name = 'NotMade';

  constructor(
    reason: string,
    readonly output?: string,
  ) {
    super(reason);
  }
}

/**
 * Lets Alembic make the first migration of some APIs, which runs their code. Ctrl-C ends it with
 * nothing left behind. `isDetailed`: a failure is shown with all that the program said; `isText`: what
 * was written is said where reports go.
 */
export async function makeFirstMigrations(
  extension: Extension,
  databases: readonly Database[],
  console: Console,
  { isDetailed, isText }: { isDetailed: boolean; isText: boolean },
): Promise<FirstMigrations> {
  const written: string[] = [];
  let hasFailed = false;
  const isInterrupted = await interruptible(async (signal) => {
    for (const database of databases) {
      try {
        const { file, tables } = await firstMigration(extension, database, console, signal);
        written.push(file);
        const count = tables === 1 ? '1 table' : `${tables} tables`;
        const said = `written ${file}: ${count}, tried up, down and up again. Read it, then commit it.\n`;
        if (isText) console.out(said);
        else console.err(said);
      } catch (error) {
        if (!(error instanceof NotMade)) throw error;
        if (signal.aborted) break;
        hasFailed = true;
        if (isDetailed && error.output !== undefined) console.err(error.output);
        console.err(`rally-ext: ${database.dir}: ${visible(error.message)}\n`);
      }
    }
    return signal.aborted;
  });
  if (isInterrupted) {
    console.err(
      'rally-ext: stopped; the first migration was not made, what was written before stays\n',
    );
  }
  return { written, hasFailed, isInterrupted };
}

async function firstMigration(
  extension: Extension,
  database: Database,
  console: Console,
  signal: AbortSignal,
): Promise<{ file: string; tables: number }> {
  const { dir } = database;
  // Anything else would go to whatever database the settings name.
  if (!takesUrl(extension, database)) {
    const command = 'python -m alembic revision --autogenerate -m baseline';
    throw new NotMade(
      `its env.py takes no other URL: run "${command}" yourself, against an empty database`,
    );
  }
  const progress = (step: string): void => {
    console.err(`${dir}: ${step} …\n`);
  };
  return withScratch(async (scratch) => {
    const names = wantedNames(reader(join(extension.root, dir)));
    const python = await pythonFor(extension, dir, names, scratch, progress, signal);
    progress('starting a PostgreSQL that is thrown away afterwards');
    const server = await startPostgres(databaseImage(extension)?.image);
    if ('reason' in server) {
      throw new NotMade(
        `no PostgreSQL could be started: ${server.reason}. With PostgreSQL (initdb, pg_ctl) or Docker running, run this again`,
      );
    }
    process.once('exit', server.stop);
    try {
      const outcome = await makeBaseline({
        directory: join(extension.root, dir),
        versions: join(extension.root, database.alembic?.location ?? '', 'versions'),
        ...{ python, url: server.url, progress, signal },
        environment: environmentOf(extension, database, server.url, names),
      });
      if (outcome.kind === 'made') {
        return { file: relative(extension.root, outcome.file), tables: outcome.tables };
      }
      const { step, output } = outcome;
      throw new NotMade(`"alembic ${step}" failed: ${tellingLine(output)}`, output);
    } finally {
      process.removeListener('exit', server.stop);
      server.stop();
    }
  });
}

/** An environment that is there, else a new one; what is there but lacks something is the last resort. */
async function pythonFor(
  extension: Extension,
  dir: string,
  names: readonly string[],
  scratch: string,
  progress: (step: string) => void,
  signal: AbortSignal,
): Promise<PythonCommand> {
  const directory = join(extension.root, dir);
  progress('looking for a Python that has its dependencies');
  const found = await findPython(directory, names, signal);
  if (found?.missing.length === 0) return found.python;
  progress('installing its dependencies into a temporary environment, which may take minutes');
  try {
    const preferred = imagePython(extension, dir);
    return await makeEnvironment({ directory, scratch, preferred, signal });
  } catch (error) {
    if (!(error instanceof Unplannable)) throw error;
    if (found !== undefined) return found.python;
    throw new NotMade(
      `no Python with its dependencies (${error.message}): run "${howToInstall(directory)}" in ${dir}, then "rally-ext alembic --autogenerate"`,
    );
  }
}

function environmentOf(
  { variables }: Extension,
  { dir, engine }: Database,
  url: string,
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
