import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from './checks.mjs';
import { attempt, run } from './shell.mjs';

const IMAGE = 'ghcr.io/example-union/api-quiz:local';
const RULES = [
  ...['alembic-configured', 'alembic-shipped', 'alembic-applied', 'schema-by-migrations'],
  ...['compose-healthcheck', 'compose-depends-on-healthy'],
];
const REVISION = `from alembic import op
import sqlalchemy as sa

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="quiz",
    )


def downgrade():
    op.drop_table("teams", schema="quiz")
`;
const BROKEN = `from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("teams", sa.Column("name", sa.String()), schema="quiz")
    op.execute("SELECT 1/0")


def downgrade():
    op.drop_column("teams", "name", schema="quiz")
`;

/** An API that makes its tables when it starts, and a first migration that nothing applies. */
const FILES = {
  'manifest.json': '{ "name": "quiz", "version": "1.0.0", "api": { "port": 8010 } }\n',
  'compose.prod.yml': `services:
  db:
    image: postgres:15-alpine
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?}
    networks: [backend]
  api_quiz:
    image: ${IMAGE}
    build: api-quiz
    environment:
      DATABASE_URL: postgresql+psycopg://postgres:\${POSTGRES_PASSWORD:?}@db/postgres
    depends_on:
      - db
    networks: [backend]
networks:
  backend: {}
`,
  'api-quiz/Dockerfile': `FROM python:3.12-slim
WORKDIR /api
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY ./app ./app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8010"]
`,
  'api-quiz/requirements.txt': 'fastapi\npsycopg[binary]\nsqlalchemy\nuvicorn\n',
  'api-quiz/app/__init__.py': '',
  'api-quiz/app/db.py': `import os

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_engine(os.environ["DATABASE_URL"])


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    __table_args__ = {"schema": "quiz"}
    id: Mapped[int] = mapped_column(primary_key=True)
`,
  'api-quiz/app/main.py': `from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Base, Team, engine


@asynccontextmanager
async def lifespan(app: FastAPI):
    # Tables first.
    Base.metadata.create_all(bind=engine)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/teams")
def teams() -> list[int]:
    with Session(engine) as session:
        return list(session.scalars(select(Team.id)))


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "healthy"}
`,
  'api-quiz/alembic/versions/0001_baseline.py': REVISION,
};

/**
 * Hardens an extension for real and deploys it: database, migration, then two containers of the API.
 * Then two migrations at once, and one that fails.
 */
export async function checkMigrations(directory, composes, env) {
  const found = composes.findLast(({ program }) => program !== undefined);
  if (found === undefined) return console.log('  not tried: migrations, without Compose');
  write(directory, FILES);
  const harden = ['bin/rally-ext.js', 'harden', directory, '--review', '--yes', '--only'];
  run(process.execPath, [...harden, RULES.join(',')]);
  const settings = { ...env, POSTGRES_PASSWORD: 'of-the-test' };
  const args = ['-f', join(directory, 'compose.prod.yml'), '-p', 'quiz'];
  const compose = (...words) => attempt(found.program, [...args, ...words], { env: settings });
  const build = () =>
    run('docker', ['build', '-q', '-t', IMAGE, join(directory, 'api-quiz')], { env });

  try {
    check('what makes tables at the start is gone, and Alembic is a dependency', () => {
      const main = readFileSync(join(directory, 'api-quiz/app/main.py'), 'utf8');
      assert.ok(!main.includes('create_all') && !main.includes('Base'), main);
      const requirements = readFileSync(join(directory, 'api-quiz/requirements.txt'), 'utf8');
      assert.equal(requirements, 'alembic\nfastapi\npsycopg[binary]\nsqlalchemy\nuvicorn\n');
    });
    build();
    check(
      `Compose ${found.name}: both containers of the API start when the migration is done`,
      () => {
        const { code, err } = compose('up', '-d', '--scale', 'api_quiz=2');
        assert.equal(code, 0, err);
        const [migration] = containers(compose, 'migrate_quiz', env);
        assert.equal(migration?.ExitCode, 0);
        const apis = containers(compose, 'api_quiz', env);
        assert.equal(apis.length, 2);
        for (const { StartedAt } of apis) assert.ok(StartedAt >= migration.FinishedAt);
      },
    );
    check('both answer from the tables that the migration made', () => {
      for (const index of ['1', '2']) {
        const ask =
          'import urllib.request as u; print(u.urlopen("http://127.0.0.1:8010/teams").read())';
        const words = ['exec', '-T', '--index', index, 'api_quiz', 'python', '-c', waiting(ask)];
        const { out, err } = compose(...words);
        assert.equal(out.trim(), "b'[]'", err);
      }
    });
    psql(compose, 'drop schema quiz cascade');
    const together = await twoAtOnce(found.program, [...args], settings);
    check('of two migrations of an empty database at once one migrates, and none fails', () => {
      assert.deepEqual(
        together.map(({ code }) => code),
        [0, 0],
      );
      assert.equal(together.filter(({ text }) => text.includes('Running upgrade')).length, 1);
      assert.equal(psql(compose, 'select count(*) from quiz.teams'), '0');
    });
    write(directory, { 'api-quiz/alembic/versions/0002_broken.py': BROKEN });
    build();
    check('a migration that fails stops the deployment and leaves the tables as they were', () => {
      const { code } = compose('up', '-d', '--scale', 'api_quiz=2');
      assert.notEqual(code, 0);
      const columns =
        "select string_agg(column_name, ',') from information_schema.columns where table_schema = 'quiz' and table_name = 'teams'";
      assert.equal(psql(compose, columns), 'id');
      assert.equal(psql(compose, 'select count(*) from quiz.alembic_version'), '1');
    });
  } finally {
    compose('down', '--volumes', '--timeout', '2');
  }
}

function write(directory, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** How the containers of a service were started and ended. */
function containers(compose, service, env) {
  const ids = compose('ps', '-a', '-q', service)
    .out.split('\n')
    .filter((id) => id !== '');
  return ids.map((id) =>
    JSON.parse(run('docker', ['inspect', '-f', '{{json .State}}', id], { env })),
  );
}

/** What a query gives, asked as the image's own healthcheck would: over TCP. */
function psql(compose, query) {
  const words = ['exec', '-T', '-e', 'PGPASSWORD=of-the-test', 'db', 'psql'];
  const { code, out, err } = compose(...words, '-h', '127.0.0.1', '-U', 'postgres', '-Atc', query);
  assert.equal(code, 0, err);
  return out.trim();
}

/** A server needs a moment until it listens. */
function waiting(ask) {
  return `import time
for _ in range(60):
  try:
    ${ask}
    break
  except OSError:
    time.sleep(0.5)`;
}

/** Two containers of the migration at the same time: their exit codes and what they said. */
function twoAtOnce(program, args, settings) {
  const runs = [1, 2].map(
    () =>
      new Promise((resolve) => {
        const words = [...args, 'run', '--rm', '--no-deps', '-T', 'migrate_quiz'];
        const child = spawn(program, words, { env: { ...process.env, ...settings } });
        let text = '';
        const add = (data) => (text += data.toString());
        child.stdout.on('data', add);
        child.stderr.on('data', add);
        child.on('close', (code) => resolve({ code, text }));
      }),
  );
  return Promise.all(runs);
}
