import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rallyExt } from '../command/rally-ext.js';
import { pyproject, sample } from '../rules/sample.js';
import { removeTrees, writeTree } from '../tree.js';
import { alembicPython } from './python.js';

/** Revisions with a helper beside env.py, and an API that runs them and logs what comes then. */
const files = {
  ...sample,
  'api-rally/pyproject.toml': `${pyproject}dependencies = ["alembic", "fastapi", "psycopg", "sqlalchemy"]\n`,
  'api-rally/app/db.py': `from sqlalchemy import Column, Integer, create_engine
from sqlalchemy.orm import declarative_base

Base = declarative_base()
engine = create_engine("postgresql+psycopg://db/rally")


class Team(Base):
    __tablename__ = "teams"
    id = Column(Integer, primary_key=True)
`,
  'api-rally/app/start.py': `import logging

from alembic import command
from alembic.config import Config

logging.basicConfig()
logger = logging.getLogger("api")


def start() -> None:
    command.upgrade(Config("alembic.ini"), "head")
    logger.error("the API says this")
`,
  'api-rally/alembic.ini': `[alembic]
script_location = alembic

[loggers]
keys = root

[handlers]
keys = console

[formatters]
keys = plain

[logger_root]
level = WARNING
handlers = console

[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain

[formatter_plain]
format = %(message)s
`,
  'api-rally/alembic/script.py.mako': '${message}\n',
  'api-rally/alembic/env.py': `from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine

fileConfig(context.config.config_file_name)
target_metadata = None

with create_engine("sqlite:///rally.db").connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations()
`,
  'api-rally/alembic/helpers.py': `from alembic import op


def make_table(name: str) -> None:
    op.execute(f"CREATE TABLE {name} (id integer)")


def drop_table(name: str) -> None:
    op.execute(f"DROP TABLE {name}")
`,
  'api-rally/alembic/versions/0001.py': `from alembic.helpers import drop_table, make_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    make_table("teams")


def downgrade() -> None:
    drop_table("teams")
`,
};

describe('helpers beside env.py, and an API that migrates itself', () => {
  const python = alembicPython();
  const root = writeTree(files);
  const run = (...args: readonly string[]): { code: number | null; err: string } => {
    const options = { cwd: join(root, 'api-rally'), encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync(python, args, options);
    return { code: status, err: stderr };
  };
  afterAll(removeTrees);

  test('no command finds the helper before, and those that run env.py do after', () => {
    expect(run('-m', 'alembic', 'upgrade', 'head').err).toContain(
      "No module named 'alembic.helpers'",
    );
    const { code } = rallyExt(['harden', root, '--yes', '--force', '--only', 'alembic-configured']);
    expect(code).toBe(0);
    expect(run('-m', 'alembic', 'upgrade', 'head')).toEqual({ code: 0, err: '' });
    expect(run('-m', 'alembic', 'check').err).toContain("Can't proceed with --autogenerate");
    expect(run('-m', 'alembic', 'downgrade', '-1')).toEqual({ code: 0, err: '' });
  });

  test('what the API logs after its own migrations is there', () => {
    expect(run('-c', 'from app.start import start; start()')).toEqual({
      code: 0,
      err: 'the API says this\n',
    });
  });
});
