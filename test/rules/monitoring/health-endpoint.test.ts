import { healthEndpoint } from '../../../src/rules/monitoring/health-endpoint.js';
import { apiDockerfile, healthyApp, plainApp, pyproject } from '../sample.js';
import { testRule } from '../tester.js';

const app = (text: string): Readonly<Record<string, string>> => ({
  'api-rally/app/main.py': text,
  'api-rally/pyproject.toml': pyproject,
});
const path = 'api-rally/app/main.py';
const missing = 'No GET route of app answers whether the process is alive (/health).';
const block = (signature: string): string => `@app.get("/health", include_in_schema=False)
async def ${signature}:
    return {"status": "healthy", "service": "rally", "version": "1.2.0"}


if __name__`;

testRule(healthEndpoint, {
  valid: [
    { name: '/health', files: app(healthyApp) },
    { name: 'another known path', files: app(healthyApp.replace('/health', '/livez')) },
    {
      name: 'below a prefix',
      files: app(
        healthyApp.replace('/health', '/api/rally/v1/healthz/').replace('health()', 'x()'),
      ),
    },
    {
      name: 'a path of its own, known by the name of its function',
      files: app(healthyApp.replace('/health', '/status')),
    },
    {
      name: 'in a router that is included with a prefix',
      files: {
        ...app(
          'from fastapi import FastAPI\nfrom app.status import router\n\napp = FastAPI()\napp.include_router(router, prefix="/api/rally/v1")\n',
        ),
        'api-rally/app/status.py':
          'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/health")\ndef check():\n    return {}\n',
      },
    },
    {
      name: "a heartbeat right below the API's prefix",
      files: app(healthyApp.replace('/health', '/api/heartbeat').replace('health()', 'x()')),
    },
    {
      name: 'a path that the healthcheck of its image asks',
      files: {
        ...app(healthyApp.replace('/health', '/__lbheartbeat__').replace('health()', 'x()')),
        'api-rally/Dockerfile':
          'FROM python:3.12-slim\nHEALTHCHECK --interval=3s \\\n    CMD ["wget", "-O", "/dev/null", "http://0.0.0.0:8000/__lbheartbeat__"]\n',
      },
    },
    {
      name: 'of a router that is included in a loop, and that the healthcheck of its image asks',
      files: {
        ...app(
          'from fastapi import FastAPI\nfrom app import status\n\napp = FastAPI()\nfor each in [status.router]:\n    app.include_router(each)\n',
        ),
        'api-rally/app/status.py':
          'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/ping", summary="Ping")\ndef check():\n    return {}\n',
        'api-rally/Dockerfile':
          'FROM python:3.12-slim\nHEALTHCHECK CMD curl -f http://localhost:8000/ping\n',
      },
    },
    {
      name: 'below a prefix that is not known here, and that a healthcheck of Compose knows',
      files: {
        ...app(
          'from fastapi import FastAPI\nfrom app.status import router\n\napp = FastAPI()\napp.include_router(router, prefix=prefix())\n',
        ),
        'api-rally/app/status.py':
          'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/health")\ndef check():\n    return {}\n',
        'compose.dev.yml':
          'services:\n  api_rally:\n    build: api-rally\n    healthcheck:\n      test: curl -f http://localhost:8000/api/v2/health\n',
      },
    },
  ],
  invalid: [
    {
      name: 'the page at the root is no answer, though a healthcheck asks it',
      files: {
        ...app(plainApp.replace('/teams', '/')),
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: a\n    healthcheck:\n      test: curl -f http://localhost:8000/\n',
      },
      findings: [`${path}:3:1 ${missing}`],
      after: {
        [path]: plainApp
          .replace('/teams', '/')
          .replace('if __name__', block('health() -> dict[str, str]')),
      },
    },
    {
      name: 'no route: it goes above the __main__ block',
      files: app(plainApp),
      findings: [`${path}:3:1 ${missing}`],
      after: {
        [path]: plainApp.replace('if __name__', block('health() -> dict[str, str]')),
      },
    },
    {
      name: 'readiness is another question, a POST and a live scoreboard are no answer',
      files: app(
        plainApp.replace(
          '@app.get("/teams")',
          '@app.get("/health/ready")\n@app.get("/scoreboard/live")\n@app.post("/health")',
        ),
      ),
      findings: [`${path}:3:1 ${missing}`],
      after: {
        [path]: plainApp
          .replace(
            '@app.get("/teams")',
            '@app.get("/health/ready")\n@app.get("/scoreboard/live")\n@app.post("/health")',
          )
          .replace('if __name__', block('health() -> dict[str, str]')),
      },
    },
    {
      name: 'a name that is taken, a Python that may be 3.8',
      files: {
        ...app(plainApp.replace('app = ', 'from app import health\n\napp = ')),
        'api-rally/pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.8.1"\n',
      },
      findings: [`${path}:5:1 ${missing}`],
      after: {
        [path]: plainApp
          .replace('app = ', 'from app import health\n\napp = ')
          .replace('if __name__', block('health_check() -> dict')),
      },
    },
    {
      name: 'the path and the function a person chose',
      files: app(plainApp),
      options: { healthPath: '/api/rally/v1/alive' },
      findings: [`${path}:3:1 ${missing}`],
      after: {
        [path]: plainApp.replace(
          'if __name__',
          block('health() -> dict[str, str]').replace('/health', '/api/rally/v1/alive'),
        ),
      },
    },
    {
      name: 'release-please, where it makes the releases, raises the version',
      files: app(plainApp),
      options: { releaseFlow: 'release-please' },
      findings: [`${path}:3:1 ${missing}`],
      after: {
        [path]: plainApp.replace(
          'if __name__',
          block('health() -> dict[str, str]')
            .replace('    return', '    # x-release-please-start-version\n    return')
            .replace('"}\n', '"}\n    # x-release-please-end\n'),
        ),
      },
    },
    {
      name: 'two APIs are called by their directories; no version where the manifest has none',
      files: {
        'manifest.json': '{ "name": "rally" }',
        ...app(healthyApp),
        'api-photos/main.py': 'from fastapi import FastAPI\n\nphotos = FastAPI()\n',
        'api-photos/Dockerfile': apiDockerfile,
      },
      findings: [
        'api-photos/main.py:3:1 No GET route of photos answers whether the process is alive (/health).',
      ],
      after: {
        'api-photos/main.py': `from fastapi import FastAPI

photos = FastAPI()


@photos.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    return {"status": "healthy", "service": "photos"}
`,
      },
    },
    {
      name: 'a web client that this module mounts at the root: it goes above',
      files: app(
        'from fastapi import FastAPI\n\napp = FastAPI()\napp.include_router(teams)\napp.mount("/", web)\n',
      ),
      findings: [`${path}:3:1 ${missing}`],
      after: {
        [path]: `from fastapi import FastAPI

app = FastAPI()
app.include_router(teams)


@app.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    return {"status": "healthy", "service": "rally", "version": "1.2.0"}


app.mount("/", web)
`,
      },
    },
    {
      name: 'a web client that another module mounts at the root',
      files: {
        ...app(
          'from fastapi import FastAPI\nfrom app.spa import mount_spa\n\napp = FastAPI()\nmount_spa(app)\n',
        ),
        'api-rally/app/spa.py': 'def mount_spa(app):\n    app.mount("/", files)\n',
      },
      findings: [
        `${path}:4:1 No GET route of app answers whether the process is alive. Add a GET /health route in front of what answers every path (api-rally/app/spa.py:2).`,
      ],
    },
    {
      name: 'an application that a function makes and returns',
      files: app(
        'from fastapi import FastAPI\n\n\ndef create_app() -> FastAPI:\n    app = FastAPI()\n    app.include_router(router)  # all\n\n    return app\n',
      ),
      findings: [`${path}:5:5 No GET route of app answers whether the process is alive (/health).`],
      after: {
        [path]:
          'from fastapi import FastAPI\n\n\ndef create_app() -> FastAPI:\n    app = FastAPI()\n    app.include_router(router)  # all\n\n    @app.get("/health", include_in_schema=False)\n    async def health() -> dict[str, str]:\n        return {"status": "healthy", "service": "rally", "version": "1.2.0"}\n\n    return app\n',
      },
    },
    {
      name: 'an application that a function returns in several places',
      files: app(
        'from fastapi import FastAPI\n\n\ndef create_app(bare: bool = False) -> FastAPI:\n    app = FastAPI()\n    if bare:\n        return app\n    return app\n',
      ),
      findings: [
        `${path}:5:5 No GET route answers whether the process is alive. The application is made in a function: add a GET /health route to it there, before it is returned.`,
      ],
    },
  ],
  manual: [
    {
      name: 'a path that is put together at run time',
      files: app(
        'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get(os.environ["PREFIX"] + "/health")\ndef health():\n    return {}\n',
      ),
      findings: [
        `${path}:7:1 This looks like a health endpoint, but its full path is put together at run time: see that a probe can reach it.`,
      ],
    },
  ],
  notApplicable: [
    { name: 'no API', files: {}, reason: 'no FastAPI application was found' },
    { name: 'an API in another framework', files: { 'api-rally/app.py': 'import flask\n' } },
  ],
});
