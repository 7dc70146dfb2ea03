import { readyEndpoint } from '../../../src/rules/monitoring/ready-endpoint.js';
import { testRule } from '../tester.js';
import { api, expected, MAIN, main, mainWith } from './samples.js';

const READINESS = 'api-rally/app/core/readiness.py';
const SESSION = 'api-rally/app/db/session.py';
const missing = `${MAIN}:6:1 No GET route of app says whether its database (sqlalchemy) can be reached.`;
const included = mainWith(
  'readiness import readiness_router',
  'app.include_router(readiness_router, prefix=settings.API_V1_STR)',
);
const route = (text: string): Readonly<Record<string, string>> => ({
  ...api,
  [MAIN]: main.replace('V1_STR)\n', `V1_STR)\n\n\n${text}`),
});
const asyncSession = `from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://db/rally")
`;
const readiness =
  '@app.get("/ready")\nasync def ready():\n    return {"db": await check_db_health()}\n';
const session = (caught: string, url = 'postgresql+asyncpg'): string =>
  `${asyncSession.replace('postgresql+asyncpg', url)}

async def check_db_health() -> bool:
    try:
        async with engine.connect() as connection:
            await connection.execute(text("select 1"))
    except ${caught}:
        return False
    return True
`;
const single = `from fastapi import FastAPI
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg://db/rally")

app = FastAPI()
`;
const factory = `from fastapi import FastAPI

from app.db.session import engine


def create_app(bare: bool = False) -> FastAPI:
    app = FastAPI()
    if bare:
        return app
    return app
`;

testRule(readyEndpoint, {
  valid: [
    { name: '/ready', files: route('@app.get("/ready")\ndef x():\n    return 1\n') },
    {
      name: '/health/ready of a router that is included',
      files: {
        ...api,
        'api-rally/app/api.py': `${api['api-rally/app/api.py'] ?? ''}\n\n@router.get("/health/ready")\nasync def x():\n    return {}\n`,
      },
    },
    {
      name: 'a path of its own, known by the name of its function',
      files: route(
        '@app.get("/state")\nasync def readiness_check(\n    a: int = 1,\n) -> int:\n    return 1\n',
      ),
    },
    {
      name: 'a path from elsewhere that ends so',
      files: route('@app.get(settings.P + "/readyz")\nasync def x():\n    return 1\n'),
    },
    {
      name: 'a health route that asks the database',
      files: route(
        '@app.get("/healthz")\ndef healthz():\n    with engine.connect() as c:\n        c.execute(text("select 1"))\n    return {}\n',
      ),
    },
    {
      name: 'a health route that calls what asks it',
      files: route(
        '@app.get("/health")\nasync def health():\n    return {"db": await check_db_health()}\n',
      ),
    },
    ...[
      session('(SQLAlchemyError, OSError)'),
      session('SQLAlchemyError', 'postgresql+psycopg'),
    ].map((text, index) => ({
      name: `an outage that the check of the database sees (${index})`,
      files: { ...route(readiness), [SESSION]: text },
    })),
  ],
  invalid: [
    ...['', '\uFEFF'].map((mark) => ({
      name: `an outage that gets past the check of the database${mark && ', behind a byte order mark'}`,
      files: { ...route(readiness), [SESSION]: mark + session('SQLAlchemyError') },
      findings: [
        `${SESSION}:10:12 check_db_health catches SQLAlchemyError alone: where nothing listens, asyncpg raises an OSError, and the readiness endpoint answers 500 instead of 503.`,
      ],
      after: { [SESSION]: mark + session('(SQLAlchemyError, OSError)') },
    })),
    {
      name: 'an engine in the module of the application, which is not loaded yet',
      files: { 'api-rally/pyproject.toml': api['api-rally/pyproject.toml'] ?? '', [MAIN]: single },
      findings: [
        `${MAIN}:6:1 No GET route of app says whether its database (sqlalchemy) can be reached.`,
      ],
      after: {
        [MAIN]: single
          .replace(
            'create_engine\n',
            'create_engine\n\nfrom app.readiness import readiness_router\n',
          )
          .replace('FastAPI()\n', 'FastAPI()\napp.include_router(readiness_router)\n'),
        'api-rally/app/readiness.py': expected('readiness.sync.py')
          .replace('\n\nfrom app.db.session import engine\n', '\n')
          .replace(
            '"""Ask once; waits."""\n',
            '"""Ask once; waits."""\n    from app.main import engine  # not above: that module loads this one\n\n',
          ),
      },
    },
    {
      name: 'a synchronous engine: asked in a thread of its own',
      files: api,
      findings: [missing],
      after: { [READINESS]: expected('readiness.sync.py'), [MAIN]: included },
    },
    {
      name: 'an asynchronous engine',
      files: { ...api, [SESSION]: asyncSession },
      findings: [missing],
      after: { [READINESS]: expected('readiness.async.py'), [MAIN]: included },
    },
    {
      name: 'a route of another health, below which nothing is asked',
      files: route(
        '@app.get("/health")\ndef health():\n    return {}\n\n\ndef check_db():\n    return 1\n',
      ),
      findings: [missing],
      after: {
        [READINESS]: expected('readiness.sync.py'),
        [MAIN]: (
          route(
            '@app.get("/health")\ndef health():\n    return {}\n\n\ndef check_db():\n    return 1\n',
          )[MAIN] ?? ''
        )
          .replace('settings\n', 'settings\nfrom app.core.readiness import readiness_router\n')
          .replace(
            '    return {}\n',
            '    return {}\n\n\napp.include_router(readiness_router, prefix=settings.API_V1_STR)\n',
          ),
      },
    },
    {
      name: 'MongoDB by the dependency of the routes, a module beside the application’s',
      files: {
        'api-rally/main.py': `from fastapi import FastAPI

import db
from teams import router

app = FastAPI()
app.include_router(router)
app.mount("/", web)
`,
        'api-rally/teams.py':
          'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/api/rally/teams")\n\n\n@router.get("/{id}")\ndef x(id):\n    return 1\n',
        'api-rally/db.py': `from fastapi import Depends
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase

_clients = [AsyncIOMotorClient()]


def get_db() -> AsyncIOMotorDatabase:
    return _clients[0]["rally"]


Db = Depends(get_db)
`,
      },
      findings: [
        'api-rally/main.py:6:1 No GET route of app says whether its database (motor) can be reached.',
      ],
      after: {
        'api-rally/readiness.py': expected('readiness.mongo.py'),
        'api-rally/main.py': `from fastapi import FastAPI

import db
from readiness import readiness_router
from teams import router

app = FastAPI()
app.include_router(router)
app.include_router(readiness_router, prefix="/api/rally")
app.mount("/", web)
`,
      },
    },
    {
      name: 'routers below nothing in common: the route is at the root',
      files: {
        ...api,
        [MAIN]: main.replace(
          'settings.API_V1_STR)',
          'f"/{AUTH}")\napp.include_router(router, prefix=f"/{AUTH}/more")\napp.include_router(router, prefix="/items")',
        ),
      },
      findings: [missing],
      after: {
        [READINESS]: expected('readiness.sync.py'),
        [MAIN]: main
          .replace(
            'settings.API_V1_STR)',
            'f"/{AUTH}")\napp.include_router(router, prefix=f"/{AUTH}/more")\napp.include_router(router, prefix="/items")\napp.include_router(readiness_router)',
          )
          .replace('settings\n', 'settings\nfrom app.core.readiness import readiness_router\n'),
      },
    },
    {
      name: 'a route with a parameter would answer /ready',
      files: {
        ...api,
        [MAIN]: main.replace('settings.API_V1_STR', '"/api/rally/v1"'),
        'api-rally/app/api.py': (api['api-rally/app/api.py'] ?? '').replace('/teams/{id}', '/{id}'),
      },
      findings: [missing],
      after: {
        [READINESS]: expected('readiness.sync.py').replace('"/ready"', '"/health/ready"'),
        [MAIN]: included.replaceAll('settings.API_V1_STR', '"/api/rally/v1"'),
      },
    },
    {
      name: 'a file and a name that are taken',
      files: { ...api, [READINESS]: 'x = 1\n' },
      findings: [missing],
      after: {
        'api-rally/app/core/readiness_endpoint.py': expected('readiness.sync.py'),
        [MAIN]: included.replace('core.readiness', 'core.readiness_endpoint'),
      },
    },
    {
      name: 'relative imports, and none of a package of their own',
      files: {
        'api-rally/app/main.py':
          'from fastapi import FastAPI\n\nfrom .db import engine\n\napp = FastAPI()\n',
        'api-rally/app/db.py':
          'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite://")\n',
      },
      findings: [
        `${MAIN}:5:1 No GET route of app says whether its database (sqlalchemy) can be reached.`,
      ],
      after: {
        'api-rally/app/readiness.py': expected('readiness.sync.py').replace('db.session', 'db'),
        [MAIN]:
          'from fastapi import FastAPI\n\nfrom .db import engine\nfrom .readiness import readiness_router\n\napp = FastAPI()\napp.include_router(readiness_router)\n',
      },
    },
    {
      name: 'imports that start inside of the package',
      files: {
        'api-rally/app/main.py':
          'from core.db import engine\nfrom fastapi import FastAPI\n\napp = FastAPI()\n',
        'api-rally/app/core/db.py':
          'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite://")\n',
      },
      findings: [
        `${MAIN}:4:1 No GET route of app says whether its database (sqlalchemy) can be reached.`,
      ],
      after: {
        [READINESS]: expected('readiness.sync.py').replace('app.db.session', 'core.db'),
        [MAIN]:
          'from core.db import engine\nfrom core.readiness import readiness_router\nfrom fastapi import FastAPI\n\napp = FastAPI()\napp.include_router(readiness_router)\n',
      },
    },
    {
      name: 'an engine that is made anew each time is left to a person',
      files: {
        ...api,
        [SESSION]:
          'from sqlalchemy import create_engine\n\n\ndef engine():\n    return create_engine(1)\n',
      },
      findings: [
        `${missing} How other modules ask it does not show: add a GET route below the API’s prefix that asks it and answers 503 where it fails.`,
      ],
    },
    {
      name: 'another library is left to a person',
      files: { ...api, [SESSION]: 'import asyncpg\n\nengine = 1\n' },
      findings: [
        `${missing.replace('sqlalchemy', 'asyncpg')} How other modules ask it does not show: add a GET route below the API’s prefix that asks it and answers 503 where it fails.`,
      ],
    },
    {
      name: 'an application that a function returns in several places is left to a person',
      files: { ...api, [MAIN]: factory },
      findings: [
        `${MAIN}:7:5 No GET route of app says whether its database (sqlalchemy) can be reached. The application is made in a function: add a GET route below the API’s prefix that asks it and answers 503 where it fails there, before it is returned.`,
      ],
    },
    {
      name: 'an image that gets modules by name only is left to a person',
      files: {
        'api-rally/main.py':
          'from fastapi import FastAPI\nfrom db import engine\n\napp = FastAPI()\n',
        'api-rally/db.py':
          'from sqlalchemy import create_engine\n\nengine = create_engine("sqlite://")\n',
        'api-rally/Dockerfile':
          'FROM python:3.12-slim\nCOPY main.py db.py ./\nCMD ["uvicorn", "main:app"]\n',
      },
      findings: [
        'api-rally/main.py:4:1 No GET route of app says whether its database (sqlalchemy) can be reached. How other modules ask it does not show: add a GET route below the API’s prefix that asks it and answers 503 where it fails.',
      ],
    },
  ],
  notApplicable: [
    { name: 'no API', files: {}, reason: 'no FastAPI application was found' },
    {
      name: 'an API without a database',
      files: { [MAIN]: 'from fastapi import FastAPI\n\napp = FastAPI()\n' },
      reason: 'no API works with a database',
    },
  ],
});
