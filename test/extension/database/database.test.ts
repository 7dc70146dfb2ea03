import { readDatabases } from '../../../src/extension/database/index.js';
import type { Database } from '../../../src/extension/database/model.js';
import type { SourceFile } from '../../../src/extension/model.js';

type Files = Readonly<Record<string, string>>;

/** The databases of `api-x`, given as path below it → text. */
function databases(texts: Files): Database[] {
  const files = new Map<string, SourceFile>(
    Object.entries({ 'requirements.txt': 'psycopg\n', ...texts }).map(([name, text]) => {
      const path = `api-x/${name}`;
      return [path, { path, text, mode: 0o644 }];
    }),
  );
  return readDatabases(files, new Set(files.keys()), ['api-x']);
}

function database(texts: Files): Database {
  const [found] = databases(texts);
  if (found === undefined) throw new Error('no database was found');
  return found;
}

/** A module with a base in `base.py` and a table in `models.py`. */
const table = (base: string, args = ''): Files => ({
  'app/base.py': base,
  'app/models.py': `from .base import Base\n\n\nclass Team(Base):\n    __tablename__ = "teams"\n${args}`,
});
const DECLARATIVE =
  'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n';

describe('the base and its models', () => {
  test.each([
    ['DeclarativeBase', DECLARATIVE],
    [
      'declarative_base()',
      'from sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n',
    ],
    [
      'declarative_base() of SQLAlchemy 1',
      'from sqlalchemy.ext.declarative import declarative_base as make\n\nBase = make()\n',
    ],
    [
      '@as_declarative()',
      'from sqlalchemy.orm import as_declarative\n\n\n@as_declarative()\nclass Base:\n    id = None\n',
    ],
    [
      'registry().generate_base()',
      'from sqlalchemy.orm import registry\n\nmapper = registry()\nBase = mapper.generate_base()\n',
    ],
  ])('%s', (_, base) => {
    const { metadata, modelModules } = database(table(base));
    expect(metadata).toMatchObject({
      code: 'Base.metadata',
      imports: ['from app.base import Base'],
      file: 'api-x/app/base.py',
    });
    expect(modelModules.map(({ name }) => name)).toEqual(['app.models']);
  });

  test('SQLModel: only tables count', () => {
    const { metadata, modelModules } = database({
      'app/a.py': 'from sqlmodel import SQLModel\n\n\nclass Own(SQLModel):\n    pass\n',
      'app/b.py': 'from .a import Own\n\n\nclass Team(Own, table=True):\n    pass\n',
    });
    expect(metadata).toMatchObject({
      code: 'SQLModel.metadata',
      imports: ['from sqlmodel import SQLModel'],
    });
    expect(modelModules.map(({ name }) => name)).toEqual(['app.b']);
  });

  test('tables without classes', () => {
    const { metadata, modelModules } = database({
      'app/t.py':
        'import sqlalchemy as sa\n\nmeta = sa.MetaData(schema="game")\nteams = sa.Table("teams", meta, sa.Column("id"))\n',
    });
    expect(metadata).toMatchObject({ code: 'meta', imports: ['from app.t import meta'] });
    expect(modelModules.map(({ name }) => name)).toEqual(['app.t']);
  });

  test('by re-exports, modules and classes in between; abstract ones, tests and other bases do not count', () => {
    const { modelModules } = database({
      'app/db/__init__.py': 'from .base import Base\n',
      'app/db/base.py': DECLARATIVE,
      'app/a.py':
        'from app import db\n\n\nclass Shared(db.Base):\n    __abstract__ = True\n\n\nclass Other:\n    __tablename__ = "x"\n',
      'app/b.py': 'from app.a import Shared\n\n\nclass Team(Shared):\n    __tablename__ = "t"\n',
      'app/test_b.py':
        'from app.a import Shared\n\n\nclass Fake(Shared):\n    __tablename__ = "f"\n',
    });
    expect(modelModules.map(({ name }) => name)).toEqual(['app.b']);
  });

  test('a model of another schema is not the extension’s', () => {
    const { modelModules } = database({
      ...table(DECLARATIVE, '    __table_args__ = {"schema": "game"}\n'),
      'app/more.py':
        'from .base import Base\n\n\nclass Item(Base):\n    __tablename__ = "i"\n    __table_args__ = {"schema": "game"}\n',
      'app/nei.py':
        'from .base import Base\n\n\nclass User(Base):\n    __tablename__ = "user"\n    __table_args__ = {"schema": "nei"}\n',
    });
    expect(modelModules.map(({ name }) => name)).toEqual(['app.models', 'app.more']);
  });

  test('modules below src are imported without it', () => {
    const src = Object.fromEntries(
      Object.entries(table(DECLARATIVE)).map(([path, text]) => [`src/${path}`, text]),
    );
    expect(database(src)).toMatchObject({ importRoot: 'api-x/src' });
    expect(database(src).modelModules.map(({ name }) => name)).toEqual(['app.models']);
    const called = { ...src, 'src/main.py': 'from src.app import models\n' };
    expect(database(called).modelModules.map(({ name }) => name)).toEqual(['src.app.models']);
  });
});

describe('the schema', () => {
  const SETTINGS =
    'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    SCHEMA: str = "game"\n\n\nsettings = Settings()\n';

  test('none', () => {
    expect(database(table(DECLARATIVE)).schema).toEqual({ kind: 'default' });
  });

  test.each([
    [
      'a literal of the model',
      table(DECLARATIVE, '    __table_args__ = (1, {"schema": "game"})\n'),
      '"game"',
      [],
    ],
    [
      'a literal of the MetaData of the base',
      table(
        'from sqlalchemy import MetaData\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base(metadata=MetaData(schema="game"))\n',
      ),
      '"game"',
      [],
    ],
    [
      'a constant',
      table(
        `from sqlalchemy import MetaData\n${DECLARATIVE.replace('    pass', '    metadata = MetaData(schema=SCHEMA)')}\nSCHEMA = "game"\n`,
      ),
      'SCHEMA',
      ['from app.base import SCHEMA'],
    ],
    [
      'a setting, by a function of the base',
      {
        ...table(
          DECLARATIVE.replace(
            '    pass',
            '    @declared_attr\n    def __table_args__(cls):\n        return {"schema": settings.SCHEMA}',
          ).replace('from sql', 'from .config import settings\nfrom sql'),
        ),
        'app/config.py': SETTINGS,
      },
      'settings.SCHEMA',
      ['from app.config import settings'],
    ],
  ])('%s', (_, files, code, imports) => {
    expect(database(files).schema).toMatchObject({ kind: 'named', name: 'game', code, imports });
  });

  test('one that the engine or the search path chooses is unclear', () => {
    const files = {
      ...table(DECLARATIVE),
      'app/db.py':
        'from sqlalchemy import create_engine\n\nengine = create_engine(URL).execution_options(schema_translate_map={None: "game"})\n',
    };
    expect(database(files).schema).toEqual({
      kind: 'unclear',
      by: 'schema_translate_map',
      file: 'api-x/app/db.py',
      position: { line: 3, column: 1 },
    });
  });

  test('one that only a function knows is unclear', () => {
    const base = DECLARATIVE.replace(
      '    pass',
      '    def __table_args__(cls):\n        return {"schema": cls.module}',
    );
    expect(database(table(base)).schema).toMatchObject({ kind: 'unclear' });
  });
});

describe('the engine and its URL', () => {
  const engine = (source: string): Database['engine'] =>
    database({ ...table(DECLARATIVE), 'app/config.py': '', 'app/db.py': source }).engine;

  test('a setting', () => {
    const found = engine(
      'from sqlalchemy import create_engine\nfrom .config import settings as s\n\nengine = create_engine(str(s.URL), echo=True)\n',
    );
    expect(found).toMatchObject({
      isAsync: false,
      url: { code: 'str(s.URL)', imports: ['from app.config import settings as s'] },
    });
  });

  test('a function of the module that makes it', () => {
    const found = engine(
      'import os\nfrom sqlalchemy.ext.asyncio import create_async_engine as make\n\n\ndef url(): ...\n\n\nengine = make(url())\n',
    );
    expect(found).toMatchObject({
      isAsync: true,
      url: { code: 'url()', imports: ['from app.db import url'] },
    });
  });

  test('a literal, which may hold a password, is asked of the engine', () => {
    const found = engine(
      'from sqlmodel import create_engine\n\nengine = create_engine("postgresql://u:p@db/x")\n',
    );
    expect(found?.url).toEqual({ code: 'engine.url', imports: ['from app.db import engine'] });
  });

  test('what the driver is told besides', () => {
    const found = engine(
      'from sqlalchemy import create_engine\nfrom app.config import URL, TLS\n\nengine = create_engine(URL, connect_args={"sslmode": TLS})\n',
    );
    expect(found?.connectArgs).toEqual({
      code: '{"sslmode": TLS}',
      imports: ['from app.config import TLS'],
    });
  });

  test('a parameter is unknown to others', () => {
    const found = engine(
      'from sqlalchemy import create_engine\n\n\ndef make(url):\n    return create_engine(url)\n',
    );
    expect(found).toMatchObject({ url: undefined, position: { line: 5, column: 12 } });
  });

  test('the asynchronous engine of the application before that of a script', () => {
    const { engine: found } = database({
      ...table(DECLARATIVE),
      'scripts/seed.py': 'from sqlalchemy import create_engine\n\nengine = create_engine(URL)\n',
      'app/db.py':
        'from sqlalchemy.ext.asyncio import create_async_engine\n\nURL = ""\nengine = create_async_engine(URL)\n',
    });
    expect(found).toMatchObject({ isAsync: true, file: 'api-x/app/db.py' });
  });
});

test('the version of SQLAlchemy, by what the code uses, else by what is asked for', () => {
  const old = table('from sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n');
  expect(database(table(DECLARATIVE)).sqlalchemy).toBe('2');
  expect(
    database({ ...old, 'requirements.txt': 'SQLAlchemy==1.4.54\npsycopg2\n' }).sqlalchemy,
  ).toBe('1.4');
  expect(database({ ...old, 'pyproject.toml': 'sqlalchemy = "^2.0.22"\n' }).sqlalchemy).toBe('2');
});

test('Alembic: its place from the ini, its revisions by their syntax', () => {
  const { alembic } = database({
    ...table(DECLARATIVE),
    'alembic.ini': '[alembic]\nscript_location: %(here)s/db/migrations\n[x]\nscript_location = y\n',
    'db/migrations/env.py': 'from alembic import context\n',
    'db/migrations/versions/1.py': "revision: str = 'a1'\ndown_revision: str | None = None\n",
    'db/migrations/versions/2.py': 'revision = "b2"\ndown_revision = ("a1",)\n',
    'db/migrations/versions/util.py': 'x = 1\n',
  });
  expect(alembic).toMatchObject({
    ini: 'api-x/alembic.ini',
    location: 'api-x/db/migrations',
    env: 'api-x/db/migrations/env.py',
    template: undefined,
  });
  expect(alembic?.revisions.map(({ id, follows }) => [id, follows])).toEqual([
    ['a1', []],
    ['b2', ['a1']],
  ]);
});

test('Alembic: a place in a package is found from where that is imported', () => {
  const { alembic } = database({
    ...table(DECLARATIVE),
    'app/alembic.ini': '[alembic]\nscript_location = app.db:migrations\n',
    'app/db/migrations/env.py': 'from alembic import context\n',
    'app/db/migrations/versions/1.py': 'revision = "a1"\ndown_revision = None\n',
  });
  expect(alembic).toMatchObject({
    ini: 'api-x/app/alembic.ini',
    location: 'api-x/app/db/migrations',
    env: 'api-x/app/db/migrations/env.py',
  });
  expect(alembic?.revisions.map(({ id }) => id)).toEqual(['a1']);
});

describe('an alembic.ini beside the only API', () => {
  const files = new Map(
    Object.entries({
      'pyproject.toml': '',
      'alembic.ini': '[alembic]\nscript_location = alembic\n',
      'alembic/env.py': 'from alembic import context\nfrom src.base import Base\n',
      'alembic/versions/1.py': 'revision = "a1"\ndown_revision = None\n',
      ...Object.fromEntries(
        Object.entries({ ...table(DECLARATIVE), 'requirements.txt': 'psycopg\n' }).map(
          ([path, text]) => [`src/${path}`, text],
        ),
      ),
    }).map(([path, text]) => [path, { path, text, mode: 0o644 }] as const),
  );
  const paths = new Set(files.keys());

  test('is that of the API, and which modules it imports is not guessed', () => {
    const [found] = readDatabases(files, paths, ['src']);
    expect(found?.alembic).toMatchObject({
      ini: 'alembic.ini',
      location: 'alembic',
      env: 'alembic/env.py',
      unseen: [],
    });
    expect(found?.alembic?.revisions.map(({ id }) => id)).toEqual(['a1']);
  });

  test('may be that of either of two', () => {
    const copies = [...files.values()]
      .filter(({ path }) => path.startsWith('src/'))
      .map((file) => ({ ...file, path: file.path.replace('src', 'other') }));
    const both = new Map([...files, ...copies.map((file) => [file.path, file] as const)]);
    const found = readDatabases(both, new Set(both.keys()), ['src', 'other']);
    expect(found.map(({ alembic }) => alembic)).toEqual([undefined, undefined]);
  });
});

test('other databases are none of ours', () => {
  expect(
    databases({ 'app/db.py': 'from motor.motor_asyncio import AsyncIOMotorClient\n' }),
  ).toEqual([]);
  expect(
    databases({ ...table(DECLARATIVE), 'requirements.txt': 'sqlalchemy\naiosqlite\n' }),
  ).toEqual([]);
});

test('several programs with migrations of their own in one directory are not taken for one', () => {
  const ini = '[alembic]\nscript_location = alembic\n';
  const own = { ...table(DECLARATIVE), 'carts/alembic.ini': ini };
  expect(databases(own)).toHaveLength(1);
  expect(databases({ ...own, 'users/alembic.ini': ini })).toEqual([]);
  expect(databases({ ...own, 'carts/old/alembic.ini': ini })).toHaveLength(1);
});

test('of MySQL, though the lock file and the prose name PostgreSQL', () => {
  expect(
    databases({
      ...table(DECLARATIVE),
      'requirements.txt': 'sqlalchemy\naiomysql\n',
      'poetry.lock': '[package.extras]\npostgresql = ["psycopg2 (>=2.7)"]\n',
      'README.md': 'Why not PostgreSQL?\n',
    }),
  ).toEqual([]);
});
