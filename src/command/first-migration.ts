import { join, relative } from 'node:path';
import { makeBaseline } from '../baseline/autogenerate.js';
import { reader } from '../baseline/environment.js';
import { wantedNames } from '../baseline/installation.js';
import { startPostgres, whyNoServer } from '../baseline/postgres.js';
import { withScratch } from '../baseline/scratch.js';
import { tellingLine } from '../baseline/telling-line.js';
import { Unplannable } from '../baseline/unplannable.js';
import type { Database } from '../extension/database/model.js';
import type { Extension } from '../extension/model.js';
import { interruptible } from '../files/interruption.js';
import { visible } from '../report/visible.js';
import { databaseImage } from '../rules/migrations/database-image.js';
import { takesUrl } from '../rules/migrations/first-migration.js';
import type { Console } from './console.js';
import { environmentOn } from './environment-on.js';
import { pythonFor } from './python-for.js';

/** What became of the first migrations that were wanted. */
export interface FirstMigrations {
  /** The files that were written, as paths in the extension. */
  readonly written: readonly string[];
  /** Some could not be made; the reason has been said. */
  readonly hasFailed: boolean;
  readonly isInterrupted: boolean;
}

/** Why a first migration was not made; `output` is what a program said, in full. */
class NotMade extends Error {
  override readonly name = 'NotMade';

  constructor(
    reason: string,
    readonly output = '',
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
        if (!(error instanceof NotMade || error instanceof Unplannable)) throw error;
        if (signal.aborted) break;
        hasFailed = true;
        if (isDetailed && error instanceof NotMade) console.err(error.output);
        console.err(`rally-ext: ${database.dir}: ${visible(error.message)}\n`);
      }
    }
    return signal.aborted;
  });
  if (isInterrupted) {
    const what = written.length === 0 ? 'the first migration was not made, ' : '';
    console.err(`rally-ext: stopped; ${what}what was written before stays\n`);
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
  // Before minutes go by for nothing.
  const obstacle = whyNoServer();
  if (obstacle !== undefined) throw withoutServer(obstacle);
  const progress = (step: string): void => {
    console.err(`${dir}: ${step} …\n`);
  };
  return withScratch(async (scratch) => {
    const names = wantedNames(reader(join(extension.root, dir)));
    const python = await pythonFor({ extension, dir, names, scratch, progress, signal });
    progress('starting a PostgreSQL that is thrown away afterwards');
    const server = await startPostgres(databaseImage(extension)?.image);
    if ('reason' in server) {
      throw withoutServer(server.reason);
    }
    process.once('exit', server.stop);
    try {
      const outcome = await makeBaseline({
        directory: join(extension.root, dir),
        versions: join(extension.root, database.alembic?.location ?? '', 'versions'),
        ...{ python, url: server.url, progress, signal },
        environment: environmentOn(server.url, extension, database, names),
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

function withoutServer(reason: string): NotMade {
  return new NotMade(
    `no PostgreSQL could be started: ${reason}. With PostgreSQL (initdb, pg_ctl) or Docker running, run "rally-ext alembic --autogenerate"`,
  );
}
