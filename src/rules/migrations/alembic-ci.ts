import { posix } from 'node:path';
import { renderTemplate } from '../../assets/template.js';
import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import { isBelow } from '../../extension/python/project.js';
import type { Workflow } from '../../extension/workflows/model.js';
import { jobOperations } from '../ci-cd/job-operations.js';
import { validatingWorkflow } from '../ci-cd/validation.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { ciEnvironment } from './ci-environment.js';
import { driftingBaseline } from './drifting-baseline.js';
import { canTellHeads, hiddenModules } from './hidden-modules.js';
import { imagePython } from './image-python.js';
import { databaseImage, platformImage } from './database-image.js';

const WORKFLOW = '.github/workflows/migrations.yml';
const PYTHON = '3.12';

/** A model without its migration works on every machine but the one that matters. */
export const alembicCi: Rule = {
  meta: {
    id: 'alembic-ci',
    aspect: 'migrations',
    severity: 'warning',
    fix: 'safe',
    title: 'Migrations are tried on a real PostgreSQL before they are merged',
    failureTitle: 'No workflow tries the migrations',
    why: 'A changed model without a migration, or one that cannot be taken back, shows in production only.',
  },

  check(extension) {
    const migrated = withMigrations(extension);
    if (migrated.length === 0)
      return { status: 'not-applicable', reason: 'there are no migrations' };
    return verdict(migrated.flatMap((database) => untried(extension, database)));
  },

  fix(extension) {
    const apis = withMigrations(extension).filter(
      (each) =>
        isInside(each) &&
        untried(extension, each).length > 0 &&
        // A job that fails from its first run on teaches nobody anything.
        obstacle(extension, each) === undefined,
    );
    if (apis.length === 0) return [];
    const validating = validatingWorkflow(extension);
    if (validating !== undefined) return [intoWorkflow(extension, validating, apis)];
    if (extension.paths.has(WORKFLOW)) return [];
    const text = renderTemplate(WORKFLOW, {
      branch: extension.git.defaultBranch ?? 'main',
      apis: apis.map((database) => ({ id: idOf(database), ...jobOf(extension, database) })),
    });
    return [
      {
        summary: 'try migrations in a workflow',
        edits: [{ kind: 'create', file: WORKFLOW, text }],
      },
    ];
  },
};

/** A job for each API beside those that are there. */
function intoWorkflow(
  extension: Extension,
  { path, jobs }: Workflow,
  apis: readonly Database[],
): Change {
  const taken = new Set(jobs.map(({ id }) => id));
  const operations = apis.flatMap((database) => {
    const own = `migrations-${idOf(database)}`;
    const names = [...(apis.length === 1 ? ['migrations'] : []), own, `${own}-postgres`];
    const id = names.find((name) => !taken.has(name)) ?? own;
    const api = { id, ...jobOf(extension, database) };
    return jobOperations(renderTemplate('partials/migrations-job.yml', { api }));
  });
  return {
    summary: `try migrations in ${path}`,
    edits: [{ kind: 'yaml', file: path, operations }],
  };
}

function withMigrations({ databases }: Extension): Database[] {
  return databases.filter(({ alembic }) => (alembic?.revisions.length ?? 0) > 0);
}

/** The workflow runs in the API's directory, where Alembic finds no file of a directory around it. */
function isInside({ dir, alembic }: Database): boolean {
  return alembic?.ini === undefined || isBelow(alembic.ini, dir);
}

function untried(extension: Extension, database: Database): Finding[] {
  const { workflows } = extension;
  const { dir, alembic } = database;
  const scripts = workflows.flatMap(({ jobs }) =>
    jobs.map(({ steps }) => steps.map(({ run }) => run ?? '').join('\n')),
  );
  const runs = (words: string): boolean =>
    scripts.some((script) => new RegExp(`\\balembic\\b[^\\n]*\\b${words}\\b`).test(script));
  const lacks = [
    ...(runs('upgrade') ? [] : ['upgrades an empty database']),
    ...(runs('check') ? [] : ['checks that every model has its migration']),
    ...(runs('downgrade') ? [] : ['takes the migrations back']),
  ];
  if (lacks.length === 0) return [];
  const file = alembic?.ini ?? alembic?.env ?? dir;
  const first = obstacle(extension, database);
  const before = first === undefined ? '' : ` None can before ${first}.`;
  const message = `For ${dir} no workflow ${lacks.join(', or ')}.${before}`;
  return [{ file, line: 1, column: 1, message }];
}

/** What keeps the revisions from being run on an empty database. */
function obstacle(extension: Extension, database: Database): string | undefined {
  const [hidden] = hiddenModules(extension, database);
  if (hidden !== undefined) return `revisions find ${hidden.name} (alembic-configured)`;
  const [drifting] = driftingBaseline(extension, database);
  if (drifting === undefined || database.alembic?.revisions.length === 1) return undefined;
  return `${posix.basename(drifting.file)} makes the tables of its own time (alembic-baseline)`;
}

function idOf({ dir }: Database): string {
  return dir.replaceAll(/^\W+|\W+$/g, '').replaceAll(/\W+/g, '-');
}

/** What the template of the job needs, besides its id. */
function jobOf(extension: Extension, database: Database): object {
  const { dir } = database;
  return {
    tellsHeads: canTellHeads(extension, database),
    dir,
    python: imagePython(extension, dir) ?? PYTHON,
    server: databaseImage(extension) ?? platformImage,
    environment: ciEnvironment(extension, dir),
    ...installation(extension, dir),
  };
}

/** How the locked dependencies get there, and what a command of theirs is started with. */
function installation({ paths }: Extension, dir: string): { install: string[]; run: string } {
  const has = (name: string): boolean => paths.has(`${dir}/${name}`);
  if (has('poetry.lock')) {
    return {
      install: ['pipx install poetry', 'poetry install --only main --no-root'],
      run: 'poetry run ',
    };
  }
  if (has('uv.lock')) {
    return {
      install: ['pipx install uv', 'uv sync --frozen --no-dev --no-install-project'],
      run: 'uv run --no-sync ',
    };
  }
  const what = has('requirements.txt') ? '--requirement requirements.txt' : '.';
  return { install: [`pip install ${what}`], run: '' };
}
