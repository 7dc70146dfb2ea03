import { readFileSync } from 'node:fs';
import { alembicConfigured } from '../../../src/rules/migrations/alembic-configured.js';
import { testRule } from '../tester.js';
import { asyncApi, environment, syncApi } from './samples.js';

const expected = (name: string): string =>
  readFileSync(`test/rules/migrations/expected/${name}`, 'utf8');

const common = {
  'api-rally/alembic.ini': expected('alembic.ini'),
  'api-rally/alembic/adopt.py': expected('adopt.py'),
  'api-rally/alembic/script.py.mako': expected('script.py.mako'),
  'api-rally/alembic/versions/.gitkeep': '',
};

const envWith = (replaced: string, by: string): string =>
  (environment['api-rally/alembic/env.py'] ?? '').replace(replaced, by);

const helper = {
  'api-rally/alembic/helpers.py': 'def add():\n    pass\n',
  'api-rally/alembic/versions/0001.py':
    'from alembic import op\nfrom alembic.helpers import add\n\nrevision = "0001"\ndown_revision = None\n',
};
const nowhere =
  'api-rally/alembic/versions/0001.py:2:1 alembic.helpers is api-rally/alembic/helpers.py, and every "alembic" command looks for it in the library of that name: revisions cannot be loaded. Move it into the application, or add its directory to alembic.__path__ in env.py.';

testRule(alembicConfigured, {
  valid: [
    {
      name: 'modules with models that env.py imports by their whole names',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/app/models/badge.py':
          'from .base import Base\n\n\nclass Badge(Base):\n    __tablename__ = "badges"\n',
        'api-rally/app/medals/models.py':
          'from ..models.base import Base\n\n\nclass Medal(Base):\n    __tablename__ = "medals"\n',
        'api-rally/alembic/env.py': `import app.models.badge, app.medals.models as medals  # noqa\n${environment['api-rally/alembic/env.py'] ?? ''}`,
      },
    },
    {
      name: 'modules that env.py imports for the same name',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/app/medals.py':
          'from .models.base import Base\n\n\nclass Medal(Base):\n    __tablename__ = "medals"\n',
        'api-rally/alembic/env.py': envWith(
          'from app.models import Base\n',
          'from app.medals import Base\nfrom app.models import Base\n',
        ),
      },
    },
    {
      name: 'a package of the library’s name inside of another package',
      files: {
        ...syncApi,
        'api-rally/alembic.ini': '[alembic]\nscript_location = app/alembic\n',
        'api-rally/app/__init__.py': '',
        'api-rally/app/alembic/__init__.py': '',
        'api-rally/app/alembic/env.py': environment['api-rally/alembic/env.py'] ?? '',
        'api-rally/app/alembic/script.py.mako': '',
      },
    },
    { name: 'an environment of their own', files: { ...syncApi, ...environment } },
    {
      name: 'a fileConfig that switches off loggers of nothing but the command',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/env.py': envWith(
          'with create_engine',
          'fileConfig(context.config.config_file_name)\n\nwith create_engine',
        ),
      },
    },
    {
      name: 'an environment in another directory',
      files: {
        ...syncApi,
        'api-rally/alembic.ini': '[alembic]\nscript_location = %(here)s/migrations\n',
        'api-rally/migrations/env.py': environment['api-rally/alembic/env.py'] ?? '',
        'api-rally/migrations/script.py.mako': '',
      },
    },
    {
      name: 'modules that env.py imports by a star, in a package',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/app/models/__init__.py': 'from .base import Base\nfrom .all import *\n',
        'api-rally/app/models/all.py': 'from . import team\n',
      },
    },
    {
      name: 'modules that are found when it runs',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/app/models/__init__.py':
          'import pkgutil\nfrom .base import Base\n\nfor each in pkgutil.iter_modules(__path__):\n    __import__(each.name)\n',
      },
    },
    {
      name: 'include_schemas with a filter',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/env.py': envWith(
          '        version_table_schema',
          '        include_schemas=True,\n        include_name=mine,\n        version_table_schema',
        ),
      },
    },
    {
      name: 'options that are not written in the call',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/env.py': envWith(
          '        version_table_schema=settings.SCHEMA_NAME,\n',
          '        **options,\n',
        ),
      },
    },
  ],

  invalid: [
    {
      name: 'no environment, a synchronous engine, a schema from the settings',
      files: syncApi,
      findings: [
        'api-rally/app/models/base.py:6:1 The tables of api-rally have no migrations: there is no alembic.ini and no env.py.',
      ],
      after: { ...common, 'api-rally/alembic/env.py': expected('env.sync.py') },
    },
    {
      name: 'no environment, an asynchronous engine, the default schema',
      files: asyncApi,
      findings: [
        'api-rally/app/db.py:7:8 The tables of api-rally have no migrations: there is no alembic.ini and no env.py.',
      ],
      after: { ...common, 'api-rally/alembic/env.py': expected('env.async.py') },
    },
    {
      name: 'what the driver is told besides is told by env.py, too',
      files: {
        ...syncApi,
        'api-rally/app/db.py':
          'from sqlalchemy import create_engine\n\nfrom app.core.config import settings\n\nengine = create_engine(str(settings.DATABASE_URL), connect_args={"sslmode": settings.TLS})\n',
      },
      findings: [
        'api-rally/app/models/base.py:6:1 The tables of api-rally have no migrations: there is no alembic.ini and no env.py.',
      ],
      after: {
        ...common,
        'api-rally/alembic/env.py': expected('env.sync.py').replace(
          '    engine = sa.create_engine(database_url(), poolclass=sa.pool.NullPool)\n',
          `    engine = sa.create_engine(
        database_url(),
        poolclass=sa.pool.NullPool,
        connect_args={} if context.get_x_argument() else {"sslmode": settings.TLS},
    )
`,
        ),
      },
    },
    {
      name: 'an environment without its ini and template: only those are added',
      files: {
        ...syncApi,
        'api-rally/migrations/env.py': environment['api-rally/alembic/env.py'] ?? '',
        'api-rally/migrations/versions/1.py': 'revision = "1"\ndown_revision = None\n',
      },
      findings: [
        'api-rally/app/models/base.py:6:1 The Alembic environment of api-rally has no alembic.ini and no script.py.mako.',
      ],
      after: {
        'api-rally/alembic.ini': expected('alembic.ini').replace('/alembic\n', '/migrations\n'),
        'api-rally/migrations/script.py.mako': expected('script.py.mako'),
      },
    },
    {
      name: 'a URL that only a function knows',
      files: {
        ...syncApi,
        'api-rally/app/db.py': `from sqlalchemy import create_engine


def engine(url):
    return create_engine(url)
`,
      },
      findings: [
        'api-rally/app/models/base.py:6:1 The tables of api-rally have no migrations: there is no alembic.ini and no env.py.',
        'api-rally/app/db.py:5:12 The URL of the engine is known only inside this function: keep it in a module, or write env.py by hand.',
      ],
    },
    {
      name: 'a schema that the engine gives the models while it runs',
      files: {
        ...asyncApi,
        'api-rally/app/db.py': (asyncApi['api-rally/app/db.py'] ?? '').replace(
          'create_async_engine(URL)',
          'create_async_engine(URL, execution_options={"schema_translate_map": {None: "rally"}})',
        ),
      },
      findings: [
        'api-rally/app/db.py:7:8 The tables of api-rally have no migrations: there is no alembic.ini and no env.py.',
        'api-rally/app/db.py:9:1 The models name no schema, and schema_translate_map gives them one while this runs, which autogenerate cannot follow: name it in the models (MetaData(schema=…)), or write env.py by hand.',
      ],
    },
    {
      name: 'a dependency that is not there, in Poetry’s table, with a lock file to be refreshed',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/requirements.txt': 'fastapi\n',
        'api-rally/pyproject.toml':
          '[tool.poetry.dependencies]\npython = "^3.12"\nsqlalchemy = "^2.0"  # 2.1 breaks\n\n[tool.poetry.group.dev.dependencies]\nalembic = "^1.13"\n',
        'api-rally/poetry.lock': '[[package]]\nname = "sqlalchemy"\n',
      },
      findings: [
        'api-rally/pyproject.toml:1:1 The image of api-rally has no Alembic: "alembic>=1.13" is no dependency of the application.',
      ],
      after: {
        'api-rally/pyproject.toml':
          '[tool.poetry.dependencies]\npython = "^3.12"\nsqlalchemy = "^2.0"  # 2.1 breaks\nalembic = "^1.13"\n\n[tool.poetry.group.dev.dependencies]\nalembic = "^1.13"\n',
      },
      remaining: [
        'api-rally/poetry.lock:1:1 poetry.lock is older than pyproject.toml and has no alembic, so what installs from it stops: run "poetry lock" (with Poetry 1: "poetry lock --no-update") in api-rally.',
      ],
    },
    {
      name: 'a dependency that is not there, in requirements.txt, pinned as the others',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/requirements.txt': '# web\nfastapi==0.115.0\nsqlalchemy==2.0.36\n',
        'api-rally/pyproject.toml': '[tool.ruff]\nline-length = 100\n',
      },
      findings: [
        'api-rally/requirements.txt:1:1 The image of api-rally has no Alembic: "alembic>=1.13" is no dependency of the application.',
      ],
      after: {
        'api-rally/requirements.txt':
          '# web\nalembic==1.16.5\nfastapi==0.115.0\nsqlalchemy==2.0.36\n',
      },
    },
    {
      name: 'requirements that another program writes',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/requirements.txt': '# This file is autogenerated by pip-compile\nfastapi==1\n',
      },
      findings: [
        'api-rally/requirements.txt:1:1 The image of api-rally has no Alembic: "alembic>=1.13" is no dependency of the application.',
      ],
      refused: ['api-rally/requirements.txt:1:1'],
    },
    {
      name: 'a version table outside of the schema, and no filter for what others own',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/env.py': envWith(
          '        version_table_schema=settings.SCHEMA_NAME,\n',
          '        include_schemas=True,\n',
        ),
      },
      findings: [
        'api-rally/alembic/env.py:8:5 context.configure has no version_table_schema: where the schema of api-rally is dropped, the version stays, and no table is made again.',
        'api-rally/alembic/env.py:8:5 include_schemas without include_name or include_object: autogenerate would drop every other table in the database, the Platform’s too.',
      ],
    },
    {
      name: 'many such modules are one finding',
      files: {
        ...syncApi,
        ...environment,
        ...Object.fromEntries(
          ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [
            `api-rally/app/models/${name}.py`,
            `from .base import Base\n\n\nclass X(Base):\n    __tablename__ = "${name}"\n`,
          ]),
        ),
      },
      findings: [
        'api-rally/app/models/a.py:4:1 api-rally/alembic/env.py does not import app.models.a, app.models.b, app.models.c, app.models.d, app.models.e and 2 more: autogenerate does not see their tables, and would drop them where they are.',
      ],
      after: {
        'api-rally/alembic/env.py': envWith(
          'from app.models import Base\n',
          `from app.models import Base\n${['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `import app.models.${name}  # noqa: F401\n`).join('')}`,
        ),
      },
    },
    {
      name: 'a module with models that env.py does not import',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/app/models/badge.py':
          'from .base import Base\n\n\nclass Badge(Base):\n    __tablename__ = "badges"\n',
      },
      findings: [
        'api-rally/app/models/badge.py:4:1 api-rally/alembic/env.py does not import app.models.badge: autogenerate does not see its tables, and would drop them where they are.',
      ],
      after: {
        'api-rally/alembic/env.py': envWith(
          'from app.models import Base\n',
          'from app.models import Base\nimport app.models.badge  # noqa: F401\n',
        ),
      },
    },
    {
      name: 'a URL through configparser, and a package that hides the library',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/__init__.py': '',
        'api-rally/alembic/env.py': `${environment['api-rally/alembic/env.py'] ?? ''}context.config.set_main_option("sqlalchemy.url", settings.DATABASE_URL)\n`,
      },
      findings: [
        'api-rally/alembic/__init__.py:1:1 __init__.py makes a package of this directory that hides the library of the same name: remove it.',
        'api-rally/alembic/env.py:15:1 The URL goes through set_main_option, which fails for a password with "%": write .replace("%", "%%") behind it.',
      ],
      after: {
        'api-rally/alembic/env.py': `${environment['api-rally/alembic/env.py'] ?? ''}context.config.set_main_option("sqlalchemy.url", settings.DATABASE_URL.replace("%", "%%"))\n`,
      },
      remaining: [
        'api-rally/alembic/__init__.py:1:1 __init__.py makes a package of this directory that hides the library of the same name: remove it.',
      ],
    },
    {
      name: 'a helper of revisions that no command of Alembic finds',
      files: { ...syncApi, ...environment, ...helper },
      findings: [nowhere],
      after: {
        'api-rally/alembic/env.py': envWith(
          'from alembic import context\n',
          'import alembic\nfrom alembic import context\n',
        ).replace(
          'import Base\n',
          'import Base\n\n# Revisions import their helpers as alembic.*: have the library look in here, too.\nalembic.__path__.append(context.script.dir)\n',
        ),
      },
    },
    {
      name: 'a helper of revisions, and an env.py that knows the library by another name',
      files: {
        ...syncApi,
        ...environment,
        ...helper,
        'api-rally/alembic/env.py': envWith(
          'from alembic import context\n',
          'import alembic.context as context\n',
        ),
      },
      findings: [nowhere],
    },
    {
      name: 'an env.py that runs in the API and switches its loggers off',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/app/start.py':
          'from alembic import command\nfrom alembic.config import Config\n\n\ndef migrate():\n    command.upgrade(Config("alembic.ini"), "head")\n',
        'api-rally/alembic/env.py': `from logging.config import fileConfig\n\n${envWith(
          'with create_engine',
          'fileConfig(context.config.config_file_name)\n\nwith create_engine',
        )}`,
      },
      findings: [
        'api-rally/alembic/env.py:9:1 fileConfig switches off every logger that is there before it: api-rally, which migrates when it starts, logs no error from then on. Pass disable_existing_loggers=False.',
      ],
      after: {
        'api-rally/alembic/env.py': `from logging.config import fileConfig\n\n${envWith(
          'with create_engine',
          'fileConfig(context.config.config_file_name, disable_existing_loggers=False)\n\nwith create_engine',
        )}`,
      },
    },
    {
      name: 'no filter for what others own',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/env.py': envWith(
          '        version_table_schema=settings.SCHEMA_NAME,\n',
          '        version_table_schema=settings.SCHEMA_NAME,\n        include_schemas=True,\n',
        ),
      },
      findings: [
        'api-rally/alembic/env.py:8:5 include_schemas without include_name or include_object: autogenerate would drop every other table in the database, the Platform’s too.',
      ],
      after: {
        'api-rally/alembic/env.py': envWith(
          '        version_table_schema=settings.SCHEMA_NAME,\n',
          '        version_table_schema=settings.SCHEMA_NAME,\n        include_schemas=True,\n        include_name=include_name,\n',
        ).replace(
          '\nwith create_engine',
          '\ndef include_name(name: object, type_: str, parents: object) -> bool:\n    """Look at this schema only: autogenerate would drop every table of another one."""\n    return name == settings.SCHEMA_NAME if type_ == "schema" else True\n\n\nwith create_engine',
        ),
      },
    },
  ],

  notApplicable: [
    {
      name: 'MongoDB',
      files: {
        'api-rally/app/main.py': 'from motor.motor_asyncio import AsyncIOMotorClient\n',
      },
      reason: 'no API keeps tables in PostgreSQL with SQLAlchemy',
    },
    {
      name: 'SQLAlchemy on another database',
      files: {
        'api-rally/app/db.py':
          'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite://")\n',
      },
    },
  ],
});
