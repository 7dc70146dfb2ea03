import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rallyExt } from '../command/rally-ext.js';
import { removeTrees, writeTree } from '../tree.js';
import { migrationApp } from './migration-apps.js';
import { hasPostgres } from './postgres.js';
import { alembicPython } from './python.js';

const withServer = hasPostgres() ? describe : describe.skip;
if (withServer === describe.skip) console.warn('skipped: PostgreSQL is not installed');

afterAll(removeTrees);

withServer('rally-ext alembic --autogenerate', () => {
  const VIRTUAL_ENV = dirname(dirname(alembicPython()));
  const app = migrationApp({ isAsync: true, schema: 'quiz' });

  test('sets Alembic up, lets it write the first migration, and then adds the workflow', () => {
    const root = writeTree(app);
    // The application's own database must not be asked for anything: nobody listens there.
    const env = {
      ...process.env,
      VIRTUAL_ENV,
      DATABASE_URL: 'postgresql+asyncpg://x@127.0.0.1:1/x',
    };
    const args = ['alembic', root, '--yes', '--autogenerate'];
    const { code, out, err } = rallyExt(args, { env });
    expect({ code, err: err.split('\n') }).toEqual({
      code: 0,
      err: [
        'looking for a Python that has its dependencies',
        'starting a PostgreSQL that is thrown away afterwards',
        'comparing the models with an empty database',
        'trying it: alembic upgrade head',
        'trying it: alembic check',
        'trying it: alembic downgrade base',
        'trying it: alembic upgrade head',
      ]
        .map((step) => `api-quiz: ${step} …`)
        .concat(''),
    });
    expect(out).toMatch(/^written api-quiz\/alembic\/versions\/\S+_baseline\.py: 2 tables, /m);
    expect(out).toMatch(/^written \.github\/workflows\/migrations\.yml$/m);
    const versions = join(root, 'api-quiz/alembic/versions');
    const [file = ''] = readdirSync(versions).filter((name) => name.endsWith('.py'));
    const migration = readFileSync(join(versions, file), 'utf8');
    expect(migration).toContain("op.create_table('members'");

    const again = rallyExt(args, { env });
    expect(again.code).toBe(0);
    expect(again.err).toBe('rally-ext: no API waits for its first migration\n');
    expect(readdirSync(versions).filter((name) => name.endsWith('.py'))).toEqual([file]);
  });

  test('says what to do where no Python has the dependencies', () => {
    const root = writeTree(app);
    const env = { PATH: '/nowhere' };
    const { code, err } = rallyExt(['alembic', root, '--yes', '--autogenerate'], { env });
    expect(code).toBe(2);
    expect(err).toContain(
      'rally-ext: api-quiz: no Python with its dependencies (no Python that can make a virtual environment is on PATH): run "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt" in api-quiz, then "rally-ext alembic --autogenerate"\n',
    );
  });

  test('an env.py of their own, which would migrate their own database, is not run', () => {
    const root = writeTree({
      ...app,
      'api-quiz/alembic.ini': '[alembic]\nscript_location = alembic\n',
      'api-quiz/alembic/env.py': 'from alembic import context\n',
      'api-quiz/alembic/script.py.mako': '',
    });
    const env = { ...process.env, VIRTUAL_ENV };
    const { code, err } = rallyExt(['alembic', root, '--yes', '--autogenerate'], { env });
    expect(code).toBe(2);
    expect(err).toContain('its env.py takes no other URL: run "python -m alembic revision');
  });
});
