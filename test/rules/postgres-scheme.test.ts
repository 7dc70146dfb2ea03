import { inspect } from '../../src/extension/inspect.js';
import { postgresScheme } from '../../src/rules/postgres-scheme.js';
import { removeTrees, writeTree } from '../tree.js';
import { sample } from './sample.js';

afterEach(removeTrees);

const SYNC = `from sqlalchemy import create_engine
import os

engine = create_engine(os.environ["DATABASE_URL"])
`;
const ASYNC = SYNC.replace('import create_engine', 'import text').replace(
  'engine = create_engine',
  'from sqlalchemy.ext.asyncio import create_async_engine\n\nengine = create_async_engine',
);

function scheme(code: string, ...installed: readonly string[]): string {
  const extension = inspect(
    writeTree({
      ...sample,
      'api-rally/requirements.txt': 'sqlalchemy\nasyncpg\npsycopg\n',
      'api-rally/app/main.py':
        'from fastapi import FastAPI\n\nfrom app.db import engine\n\napp = FastAPI()\n',
      'api-rally/app/db.py': `${code}
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
`,
    }),
  );
  return postgresScheme(extension, 'api-rally', (name) => installed.includes(name));
}

describe('the scheme of a PostgreSQL URL', () => {
  test('names no driver for the one that SQLAlchemy takes by itself', () => {
    expect(scheme(SYNC, 'asyncpg', 'psycopg2-binary')).toBe('postgresql');
  });

  test('names the driver that is installed in its place', () => {
    expect(scheme(SYNC, 'psycopg')).toBe('postgresql+psycopg');
  });

  test('names the asynchronous one for an asynchronous engine', () => {
    expect(scheme(ASYNC, 'psycopg2', 'asyncpg')).toBe('postgresql+asyncpg');
  });

  test('is plain where the code puts its driver behind the word', () => {
    const code = ASYNC.replace('"]', '"].replace("postgresql", "postgresql+asyncpg")');
    expect(scheme(code, 'asyncpg')).toBe('postgresql');
    const exact = ASYNC.replace('"]', '"].replace("postgres://", "postgresql+asyncpg://")');
    expect(scheme(exact, 'asyncpg')).toBe('postgresql+asyncpg');
  });
});
