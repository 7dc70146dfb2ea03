import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { program, rallyExt, type Run } from '../command/rally-ext.js';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { migrationApp } from './migration-apps.js';
import { hasPostgres } from './postgres.js';
import { alembicPython, pythonWith } from './python.js';

const withServer = hasPostgres() ? describe : describe.skip;
if (withServer === describe.skip) console.warn('skipped: PostgreSQL is not installed');

afterAll(removeTrees);

type Files = Readonly<Record<string, string>>;

const VERSIONS = 'api-quiz/alembic/versions/';
const VIRTUAL_ENV = dirname(dirname(alembicPython()));
/** An application that makes its tables itself, as it is deployed. */
const app: Files = {
  ...migrationApp({ isAsync: false, schema: undefined }),
  'api-quiz/Dockerfile': `FROM python:3.11-slim
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
`,
  'api-quiz/app/main.py': `from fastapi import FastAPI

from .db import engine
from .models import Base

app = FastAPI()
Base.metadata.create_all(engine)
`,
  'compose.override.prod.yml': `services:
  api_quiz:
    image: ghcr.io/example/api-quiz:1
    build:
      context: extensions/quiz/api-quiz
    environment:
      DATABASE_URL: postgresql+psycopg://quiz@db_pg/quiz
    networks: [backend]
`,
};
/** The same, with what it needs to be listed somewhere else. */
const unlisted: Files = Object.fromEntries(
  Object.entries(app).filter(([path]) => path !== 'api-quiz/requirements.txt'),
);
/** The rules of this, so that no dependency of another is installed as well. */
const MIGRATIONS = [
  ...['alembic-configured', 'alembic-baseline', 'alembic-shipped', 'alembic-ci'],
  ...['alembic-applied', 'schema-by-migrations'],
];

/** A committed extension, and a place for everything temporary that PostgreSQL's own user can enter. */
function place(files: Files): { root: string; temporary: string } {
  const root = writeTree(files);
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    execFileSync('git', [...who, ...args], { cwd: root, stdio: 'pipe' });
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
  const temporary = writeTree();
  chmodSync(temporary, 0o755);
  return { root, temporary };
}

function args(root: string, ...more: string[]): string[] {
  return ['harden', root, '--yes', '--review', '--only', MIGRATIONS.join(','), ...more];
}

function harden(
  { root, temporary }: { root: string; temporary: string },
  env: Readonly<Record<string, string>>,
  ...more: string[]
): Run {
  const url = 'postgresql+psycopg://x@127.0.0.1:1/x';
  return rallyExt(args(root, ...more), {
    env: { ...process.env, VIRTUAL_ENV: '', TMPDIR: temporary, DATABASE_URL: url, ...env },
  });
}

function revisions(root: string): string[] {
  return readdirSync(join(root, VERSIONS)).filter((name) => name.endsWith('.py'));
}

withServer('harden --yes --review', () => {
  test('makes the first migration and what follows from it in one run, and then nothing more', () => {
    const at = place(app);
    const { code, out } = harden(at, { VIRTUAL_ENV });
    expect(code).toBe(0);
    expect(out).toMatch(/^written api-quiz\/alembic\/versions\/\S+_baseline\.py: 2 tables, /m);
    expect(out).toMatch(/^ {2}Migrations {2}2\.5 → 10\.0$/m);
    expect(out).not.toContain('alembic-baseline: ');
    const files = readTree(at.root);
    expect(files['api-quiz/app/main.py']).not.toContain('create_all');
    expect(files['.github/workflows/migrations.yml']).toContain('alembic check');
    expect(readdirSync(at.temporary)).toEqual([]);

    execFileSync('git', ['add', '--all'], { cwd: at.root });
    const again = harden(at, { VIRTUAL_ENV });
    expect({ code: again.code, err: again.err }).toEqual({ code: 0, err: '' });
    expect(again.out).toMatch(/^nothing to change\n/);
    expect(readTree(at.root)).toEqual(files);
  });

  test('as JSON it is one report, with the migration as a new file', () => {
    const at = place(app);
    const { out } = harden(at, { VIRTUAL_ENV }, '--format', 'json');
    const { files, rules } = JSON.parse(out) as {
      files: { path: string; change: string; rules: string[] }[];
      rules: { id: string; status: string }[];
    };
    const [file = ''] = revisions(at.root);
    expect(files).toContainEqual({
      ...{ path: `${VERSIONS}${file}`, change: 'create' },
      rules: ['alembic-baseline'],
    });
    const main = files.find(({ path }) => path === 'api-quiz/app/main.py');
    expect(main).toEqual({
      ...{ path: 'api-quiz/app/main.py', change: 'edit', rules: ['schema-by-migrations'] },
    });
    const statuses = rules.filter(({ id }) => MIGRATIONS.includes(id)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['pass']));
  });

  test('where the environment lacks something, one is made of requirements.txt and removed again', () => {
    const at = place({
      ...app,
      'api-quiz/requirements.txt': `${app['api-quiz/requirements.txt'] ?? ''}tomlkit\n`,
      'api-quiz/app/__init__.py': 'import tomlkit\n',
    });
    const { code, err } = harden(at, { VIRTUAL_ENV });
    expect(err).toContain(
      'api-quiz: installing its dependencies into a temporary environment, which may take minutes …\n',
    );
    expect(code).toBe(0);
    expect(revisions(at.root)).toHaveLength(1);
    expect(readdirSync(at.temporary)).toEqual([]);
    expect(readdirSync(join(at.root, 'api-quiz')).sort()).toEqual(
      ['Dockerfile', 'alembic', 'alembic.ini', 'app', 'requirements.txt'].sort(),
    );
  });

  test('without its package manager, the versions of the lock file are installed with pip', () => {
    const temporary = writeTree();
    const note = join(temporary, 'version');
    const at = place({
      ...unlisted,
      'api-quiz/pyproject.toml': `[tool.poetry]
name = "api-quiz"

[tool.poetry.dependencies]
python = "^3.10"
sqlalchemy = "^2.0"
alembic = "^1.17"
psycopg = { version = "^3.2", extras = ["binary"] }
asyncpg = "*"
`,
      'api-quiz/poetry.lock': [
        'sqlalchemy 2.0.44',
        'alembic 1.17.0',
        'asyncpg 0.30.0',
        'psycopg 3.2.12',
      ]
        .map((line) => line.split(' '))
        .map(
          ([name, version]) =>
            `[[package]]\nname = "${name ?? ''}"\nversion = "${version ?? ''}"\n`,
        )
        .join('\n'),
      'api-quiz/app/__init__.py': `import alembic
import sqlalchemy

with open(${JSON.stringify(note)}, "w") as note:
    note.write(f"{sqlalchemy.__version__} {alembic.__version__}")
`,
    });
    // Where Poetry is, it would be asked.
    const PATH = dirname(
      execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
        encoding: 'utf8',
      }),
    );
    const { code, err } = harden(at, { PATH: `${PATH}:/usr/bin:/bin` });
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(readTree(temporary)).toEqual({ version: '2.0.44 1.17.0' });
    expect(revisions(at.root)).toHaveLength(1);
  });

  test('uv installs what its lock file has, and leaves nothing in the project', () => {
    const at = place({
      ...unlisted,
      'api-quiz/pyproject.toml': `[project]
name = "api-quiz"
version = "1.0.0"
requires-python = ">=3.10"
dependencies = ["sqlalchemy>=2", "alembic>=1.17", "psycopg[binary]", "asyncpg"]
`,
    });
    const PATH = `${join(pythonWith('uv', ['uv']), '..')}:${process.env.PATH ?? ''}`;
    const env = { ...process.env, PATH };
    execFileSync('uv', ['lock'], { cwd: join(at.root, 'api-quiz'), env, stdio: 'pipe' });
    const lock = readTree(at.root)['api-quiz/uv.lock'];
    expect(harden(at, { PATH }).code).toBe(0);
    expect(revisions(at.root)).toHaveLength(1);
    expect(readTree(at.root)['api-quiz/uv.lock']).toBe(lock);
    expect(readdirSync(join(at.root, 'api-quiz'))).not.toContain('.venv');
    expect(readdirSync(at.temporary)).toEqual([]);
  });

  test('an application that cannot be imported is a line with the reason; what was fixed stands', () => {
    const at = place({ ...app, 'api-quiz/app/config.py': 'raise LookupError("no key at hand")\n' });
    const { code, out, err } = harden(at, { VIRTUAL_ENV });
    expect(code).toBe(0);
    expect(err.split('\n').slice(-2)).toEqual([
      'rally-ext: api-quiz: "alembic revision --autogenerate" failed: LookupError: no key at hand',
      '',
    ]);
    expect(out).toMatch(/^written api-quiz\/alembic\/env\.py$/m);
    expect(out).toContain('make the first one with "rally-ext alembic --autogenerate"');
    expect(revisions(at.root)).toEqual([]);
    expect(readdirSync(at.temporary)).toEqual([]);
  });

  test('a migration that does not stand the trial is not kept', () => {
    const models = app['api-quiz/app/models.py'] ?? '';
    const at = place({
      ...app,
      'api-quiz/app/models.py': models.replace('server_default="0"', 'server_default="many"'),
    });
    const { code, err } = harden(at, { VIRTUAL_ENV });
    expect(code).toBe(0);
    expect(err).toContain('rally-ext: api-quiz: "alembic upgrade head" failed: ');
    expect(revisions(at.root)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the middle of it leaves no migration, server or environment behind',
    async (signal) => {
      const slow = `import time\n\ntime.sleep(60)\n${app['api-quiz/app/config.py'] ?? ''}`;
      const at = place({ ...app, 'api-quiz/app/config.py': slow });
      const env = { ...process.env, TMPDIR: at.temporary, VIRTUAL_ENV };
      const child = spawn(process.execPath, [program, ...args(at.root)], { env });
      let err = '';
      child.stdout.resume();
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text;
        if (text.includes('comparing the models')) setTimeout(() => child.kill(signal), 1000);
      });
      const started = Date.now();
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(Date.now() - started).toBeLessThan(50_000);
      expect(code).toBe(130);
      expect(err.split('\n').slice(-2)).toEqual([
        'rally-ext: stopped; the first migration was not made, what was written before stays',
        '',
      ]);
      expect(readdirSync(at.temporary)).toEqual([]);
      expect(revisions(at.root)).toEqual([]);
    },
  );
});
