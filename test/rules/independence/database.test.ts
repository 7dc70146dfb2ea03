import { inspect } from '../../../src/extension/inspect.js';
import { ownDatabases } from '../../../src/rules/independence/standalone/database.js';
import { sourceOf } from '../../../src/rules/independence/standalone/source.js';
import { removeTrees, writeTree } from '../../tree.js';
import { sample } from '../sample.js';

afterEach(removeTrees);

/** The databases of a stack for an API with this environment, and with this code that reads it. */
function databases(environment: string, settings = '', more: Record<string, string> = {}) {
  const indented = environment.replaceAll(/^/gm, '      ');
  const extension = inspect(
    writeTree({
      ...sample,
      'compose.override.prod.yml': `services:\n  api_rally:\n    image: ghcr.io/nei/api-rally\n    environment:\n${indented}\n`,
      'api-rally/Dockerfile': 'FROM python:3.12-slim\nCMD ["uvicorn", "app.main:app"]\n',
      'api-rally/app/main.py': `from fastapi import FastAPI\nimport os\n${settings}\napp = FastAPI()\n`,
      ...more,
    }),
  );
  const source = sourceOf(extension);
  if (source === undefined) throw new Error('nothing is deployed');
  return ownDatabases(extension, source).map(({ engine, settings: added, ...rest }) => ({
    ...rest,
    service: engine.service,
    settings: Object.fromEntries(added),
  }));
}

test('user, password and name are those that the API is given', () => {
  expect(
    databases(
      'POSTGRES_SERVER: db_pg\nPOSTGRES_USER: ${POSTGRES_USER:-rally}\nPOSTGRES_PASSWORD: ${POSTGRES_PASSWORD}\nPOSTGRES_DB: rally',
    ),
  ).toEqual([
    {
      service: 'db_pg',
      user: '${POSTGRES_USER:-rally}',
      name: 'rally',
      password: { kind: 'value', text: '${POSTGRES_PASSWORD:?}' },
      settings: {},
    },
  ]);
});

test('a password that is a secret is the same secret for both', () => {
  const [database] = databases(
    'POSTGRES_SERVER: db_pg\nPOSTGRES_PASSWORD_FILE: /run/secrets/postgres_password',
  );
  expect(database?.password).toEqual({ kind: 'secret', secret: 'postgres_password' });
});

test('what a URL is put together from', () => {
  expect(
    databases(
      'DATABASE_URL: postgresql+asyncpg://${DB_USER:-app}:${DB_PASSWORD}@db_pg:5432/rally?ssl=disable',
    ),
  ).toEqual([
    {
      service: 'db_pg',
      user: '${DB_USER:-app}',
      name: 'rally',
      password: { kind: 'value', text: '${DB_PASSWORD:?}' },
      settings: {},
    },
  ]);
});

const model = (engine: string): string => `import os

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase

engine = create_engine(${engine})


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
`;

test.each([
  [
    'of the code',
    'os.getenv("DATABASE_URL", "postgresql+psycopg://a:b@localhost/x")',
    '',
    '+psycopg',
  ],
  ['that is installed', 'os.environ["DATABASE_URL"]', ', "asyncpg>=0.29"', '+asyncpg'],
  ['that SQLAlchemy takes by itself', 'os.environ["DATABASE_URL"]', ', "psycopg2-binary"', ''],
])('a URL that comes from outside is made here, with the driver %s', (_name, url, more, driver) => {
  const [database] = databases('DATABASE_URL: ${DATABASE_URL}', '', {
    'api-rally/pyproject.toml': `[project]\nname = "api"\nversion = "1"\ndependencies = ["sqlalchemy"${more}]\n`,
    'api-rally/app/db.py': model(url),
  });
  expect(database?.settings).toEqual({
    DATABASE_URL: `postgresql${driver}://postgres:\${POSTGRES_PASSWORD:?}@db_pg:5432/postgres`,
  });
});

test('a host that the Platform would have set is set here', () => {
  const [database] = databases(
    'MONGO_PASSWORD: ${MONGO_PASSWORD}',
    'HOST = os.getenv("MONGO_SERVER", "localhost")\nUSER = os.getenv("MONGO_USER", "mongo")',
    {
      'api-rally/pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\ndependencies = ["motor"]\n',
    },
  );
  expect(database).toEqual({
    service: 'db_mongo',
    user: 'mongo',
    name: 'mongo',
    password: { kind: 'value', text: '${MONGO_PASSWORD:?}' },
    settings: { MONGO_SERVER: 'db_mongo' },
  });
});

test.each([
  ['a database somewhere else', 'POSTGRES_SERVER: pg.example.org\nPOSTGRES_PASSWORD: ${P}'],
  ['no database at all', 'LOG_LEVEL: info'],
])('none is brought along for %s', (_name, environment) => {
  expect(databases(environment)).toEqual([]);
});
