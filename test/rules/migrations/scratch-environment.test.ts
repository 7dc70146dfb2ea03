import { inspect } from '../../../src/extension/inspect.js';
import { scratchEnvironment } from '../../../src/rules/migrations/scratch-environment.js';
import { removeTrees, writeTree } from '../../tree.js';

afterAll(removeTrees);

const SERVER = { host: '127.0.0.1', port: '6000', user: 'me', password: 'pw', database: 'empty' };

function environment(settings: string, own: Readonly<Record<string, string>> = {}) {
  const root = writeTree({
    'manifest.json': '{ "name": "quiz", "version": "1.0.0" }\n',
    'api-quiz/app/__init__.py': '',
    'api-quiz/app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'api-quiz/app/config.py': `import os\n\n${settings}`,
  });
  const { variables } = inspect(root);
  return scratchEnvironment(variables, 'api-quiz', SERVER, own, 'postgresql+asyncpg');
}

test('every variable of the database leads to the server that is thrown away, also one that is set', () => {
  const settings = `SERVER = os.getenv("POSTGRES_SERVER", "db_pg")
PORT = os.getenv("POSTGRES_PORT", "5432")
USER = os.getenv("POSTGRES_USER", "me")
PASSWORD = os.environ["POSTGRES_PASSWORD"]
NAME = os.getenv("POSTGRES_DB", "quiz")
`;
  expect(environment(settings, { POSTGRES_SERVER: 'production', POSTGRES_USER: 'root' })).toEqual({
    POSTGRES_SERVER: '127.0.0.1',
    POSTGRES_PORT: '6000',
    POSTGRES_USER: 'me',
    POSTGRES_PASSWORD: 'pw',
    POSTGRES_DB: 'empty',
  });
});

test.each([
  ['its own', { DATABASE_URL: 'postgresql+psycopg://x@production/x' }, 'postgresql+psycopg'],
  ['that of the default', {}, 'postgres'],
])('a URL keeps a scheme: %s', (_, own, scheme) => {
  const settings = 'URL = os.getenv("DATABASE_URL", "postgres://x@db/x")\n';
  expect(environment(settings, own)).toEqual({
    DATABASE_URL: `${scheme}://me:pw@127.0.0.1:6000/empty`,
  });
});

test('a URL that nothing tells the scheme of is for the driver that is installed', () => {
  expect(environment('URL = os.environ["DATABASE_URL"]\n')).toEqual({
    DATABASE_URL: 'postgresql+asyncpg://me:pw@127.0.0.1:6000/empty',
  });
});

test('what else is required gets a placeholder, unless it is set', () => {
  const settings = 'KEY = os.environ["SECRET_KEY"]\nMODE = os.getenv("MODE", "x")\n';
  expect(environment(settings)).toEqual({ SECRET_KEY: 'for-ci-only' });
  expect(environment(settings, { SECRET_KEY: 'set' })).toEqual({});
});
