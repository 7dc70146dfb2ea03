import { schemaByMigrations } from '../../../src/rules/migrations/schema-by-migrations.js';
import { testRule } from '../tester.js';
import { environment, revisions, shipped, syncApi } from './samples.js';

const PRODUCTION = 'compose.override.prod.yml';
const DEVELOPMENT = 'compose.override.yml';
const migrate = `services:
  api_rally:
    image: ghcr.io/nei/api-rally:1.0.0
    depends_on:
      migrate_rally:
        condition: service_completed_successfully
  migrate_rally:
    image: ghcr.io/nei/api-rally:1.0.0
    command: ["python", "-m", "alembic", "upgrade", "head"]
    restart: "no"
`;
const applied = { ...syncApi, ...environment, ...revisions, ...shipped, [PRODUCTION]: migrate };
const START = 'api-rally/app/start.py';
const start = `from sqlalchemy import inspect

from app.db import engine
from app.models import Base


def start():
    """Runs when the API starts."""
    inspect(engine)
    # Tables that are not there yet.
    Base.metadata.create_all(bind=engine)


async def later(connection):
    await connection.run_sync(Base.metadata.create_all)
`;
const other = {
  'api-rally/app/deps.py': 'from app.db import engine\nfrom app.models import Base\n',
};
const canGo =
  'create_all makes tables as well, though the migrations have run before the start: this call can go.';
const no = (reason: string): string => `create_all makes tables besides the migrations: ${reason}.`;

testRule(schemaByMigrations, {
  valid: [
    { name: 'no create_all', files: syncApi },
    {
      name: 'create_all in tests and in migrations',
      files: {
        ...syncApi,
        'api-rally/conftest.py': 'Base.metadata.create_all(engine)\n',
        'api-rally/utils/testing_support/database.py': 'Base.metadata.create_all(engine)\n',
        'api-rally/alembic/versions/1.py': 'Base.metadata.create_all(op.get_bind())\n',
      },
    },
  ],
  invalid: [
    {
      name: 'migrations are applied before the start: calls go, with the import that only they used',
      files: { ...applied, ...other, [START]: start },
      findings: [`${START}:11:5 ${canGo}`, `${START}:15:31 ${canGo}`],
      after: {
        [START]: `from sqlalchemy import inspect

from app.db import engine


def start():
    """Runs when the API starts."""
    inspect(engine)


async def later(connection):
    pass
`,
      },
    },
    {
      name: 'a module with tables that nothing else imports stays imported',
      files: {
        ...applied,
        'api-rally/app/prize.py': 'from app.models import Base\n',
        [START]: 'from app import prize\n\nprize.Base.metadata.create_all(engine)\n',
      },
      findings: [`${START}:3:1 ${canGo}`],
      after: { [START]: 'from app import prize\n' },
    },
    {
      name: 'a name that another module takes from here stays',
      files: {
        ...applied,
        ...other,
        'api-rally/app/cli.py': 'from app.start import engine\n',
        [START]: 'from app.db import engine\n\nM.metadata.create_all(engine)\n',
      },
      findings: [`${START}:3:1 ${canGo}`],
      after: { [START]: 'from app.db import engine\n' },
    },
    {
      name: 'developers get their tables from migrations too, with the image’s own Python',
      files: {
        ...applied,
        'api-rally/Dockerfile':
          'FROM python:3.12-slim\nCOPY . .\nCMD poetry run uvicorn app.main:app --reload\n',
        [DEVELOPMENT]: `services:
  api_rally:
    build:
      context: extensions/rally/api-rally
    ports:
      - 8003:8003
    volumes:
      - ./extensions/rally/api-rally:/api
    depends_on:
      db_pg:
        condition: service_healthy
    networks:
      - backend
`,
        [START]: 'def start():\n    Base.metadata.create_all(engine)\n',
      },
      findings: [`${START}:2:5 ${canGo}`],
      after: {
        [DEVELOPMENT]: `services:
  api_rally:
    build:
      context: extensions/rally/api-rally
    ports:
      - 8003:8003
    volumes:
      - ./extensions/rally/api-rally:/api
    depends_on:
      db_pg:
        condition: service_healthy
      migrate_rally:
        condition: service_completed_successfully
    networks:
      - backend
  migrate_rally:
    build:
      context: extensions/rally/api-rally
    command: ["poetry", "run", "python", "-m", "alembic", "upgrade", "head"]
    networks:
      - backend
    volumes:
      - ./extensions/rally/api-rally:/api
    depends_on:
      db_pg:
        condition: service_healthy
    restart: "no"
`,
        [START]: 'def start():\n    pass\n',
      },
    },
    {
      name: 'one call that can go and one that cannot',
      files: {
        ...applied,
        'api-rally/app/reset.py': 'M.metadata.drop_all(e)\nM.metadata.create_all(e)\n',
        [START]: 'M.metadata.create_all(e)\n',
      },
      findings: [
        `api-rally/app/reset.py:2:1 ${no('this module also drops them: if it only resets a database for development, leave it')}`,
        `${START}:1:1 ${canGo}`,
      ],
      after: { [START]: '' },
      remaining: [
        `api-rally/app/reset.py:2:1 ${no('this module also drops them: if it only resets a database for development, leave it')}`,
      ],
    },
  ],
  manual: [
    {
      name: 'no migration makes the tables yet',
      files: { ...syncApi, [START]: start },
      findings: [11, 15].map(
        (line) =>
          `${START}:${line}:${line === 11 ? 5 : 31} ${no('once a first migration makes them, take this call out')}`,
      ),
    },
    {
      name: 'nothing applies the migrations',
      files: {
        ...applied,
        [PRODUCTION]: 'services:\n  api_rally:\n    image: ghcr.io/nei/api-rally:1.0.0\n',
        [START]: 'M.metadata.create_all(e)\n',
      },
      findings: [
        `${START}:1:1 ${no('once migrations are applied before the start, take this call out')}`,
      ],
    },
    {
      name: 'a module that makes the first tables and migrates all others',
      files: {
        ...applied,
        [START]:
          'from alembic import command\n\n\ndef start():\n    M.metadata.create_all(e)\n    command.stamp(config, "head")\n',
      },
      findings: [
        `${START}:5:5 ${no('this module runs it in place of the migrations where the database is empty. What only migrations make (rows, triggers, types, indexes) is missing there: once "alembic upgrade head" works on an empty database, run that instead and take this call out')}`,
      ],
    },
    {
      name: 'a call under a condition',
      files: { ...applied, [START]: 'if settings.DEV:\n    M.metadata.create_all(e)\n' },
      findings: [`${START}:2:5 ${no('it runs under a condition: take it out by hand')}`],
    },
    {
      name: 'a development service without the migrations',
      files: {
        ...applied,
        'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY ./app ./app\n',
        [DEVELOPMENT]: 'services:\n  api_rally:\n    build: extensions/rally/api-rally\n',
        [START]: 'M.metadata.create_all(e)\n',
      },
      findings: [
        `${START}:1:1 ${no('once compose.override.yml runs "alembic upgrade head" before api_rally too, take this call out')}`,
      ],
    },
  ],
  notApplicable: [{ name: 'no database', files: {} }],
});
