import { metricsEndpoint } from '../../../src/rules/monitoring/metrics-endpoint.js';
import { testRule } from '../tester.js';
import { api, expected, MAIN, main, mainWith } from './samples.js';

const METRICS = 'api-rally/app/core/metrics.py';
const PROJECT = 'api-rally/pyproject.toml';
const missing = `${MAIN}:6:1 Nothing of app tells Prometheus how many requests there are, how slow, how many fail (/metrics).`;
const included = mainWith('metrics import add_metrics', 'add_metrics(app)');
const needs = (text: string): string =>
  text.replace('"sqlalchemy"]', '"sqlalchemy", "prometheus-client>=0.20"]');
const project = api[PROJECT] ?? '';
const withClient = { ...api, [PROJECT]: needs(project) };
const route = (text: string): string => main.replace('V1_STR)\n', `V1_STR)\n\n\n${text}`);
const own = route(
  '@app.get("/metrics")\ndef metrics():\n    return prometheus_client.generate_latest()\n',
);

const image = (command: string): string =>
  `FROM python:3.12-slim\nENV PYTHONUNBUFFERED=1\nCOPY ./app ./app\nCMD ${command}\n`;
const compose = (command = ''): string => `services:
  api_rally:
    image: ghcr.io/example/api-rally
    build: ./api-rally
${command}`;
const FOUR = '    command: gunicorn app.main:app --workers 4\n';
const GUNICORN = '["gunicorn", "app.main:app", "-k", "uvicorn.workers.UvicornWorker"]';

testRule(metricsEndpoint, {
  valid: [
    { name: 'a route of their own', files: { ...withClient, [MAIN]: own } },
    {
      name: 'a mount of the client’s own application',
      files: { ...withClient, [MAIN]: route('app.mount("/metrics", make_asgi_app())\n') },
    },
    {
      name: 'prometheus_fastapi_instrumentator',
      files: {
        ...api,
        [MAIN]: route('Instrumentator().instrument(app).expose(app)\n').replace(
          'from app.api',
          'from prometheus_fastapi_instrumentator import Instrumentator\nfrom app.api',
        ),
      },
    },
    {
      name: 'starlette_exporter in another module',
      files: {
        ...api,
        'api-rally/app/core/telemetry.py': 'from starlette_exporter import PrometheusMiddleware\n',
      },
    },
    {
      name: 'several workers that share their numbers, by compose or the image',
      files: {
        ...withClient,
        [MAIN]: own,
        'api-rally/Dockerfile': image(GUNICORN).replace(
          'ENV ',
          'ENV PROMETHEUS_MULTIPROC_DIR=/tmp/m ',
        ),
        'compose.prod.yml': compose(FOUR),
      },
    },
  ],
  invalid: [
    {
      name: 'the module, two lines and the dependency',
      files: api,
      findings: [missing],
      after: { [METRICS]: expected('metrics.py'), [MAIN]: included, [PROJECT]: needs(project) },
    },
    {
      name: 'a lock file has to be renewed by a person',
      files: {
        ...api,
        [PROJECT]: '[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "^0.115"\n',
        'api-rally/poetry.lock': '[[package]]\nname = "fastapi"\n',
      },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included,
        [PROJECT]:
          '[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "^0.115"\nprometheus-client = ">=0.20,<1"\n',
      },
      remaining: [
        'api-rally/poetry.lock:1:1 poetry.lock is older than pyproject.toml and has no prometheus-client, so what installs from it stops: run "poetry lock" (with Poetry 1: "poetry lock --no-update") in api-rally.',
      ],
    },
    {
      name: 'gunicorn: its workers share their numbers, and a worker that goes is forgotten',
      files: {
        ...withClient,
        'api-rally/Dockerfile': image(GUNICORN),
        'api-rally/gunicorn_conf.py':
          "import os\n\nbind = '0.0.0.0:8003'\nworkers = int(os.getenv('N', '2'))\n",
        'compose.prod.yml': compose(),
      },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included,
        'api-rally/Dockerfile': image(GUNICORN).replace(
          'COPY',
          'ENV PROMETHEUS_MULTIPROC_DIR=/tmp/prometheus\nCOPY',
        ),
        'api-rally/gunicorn_conf.py': `import os

bind = '0.0.0.0:8003'
workers = int(os.getenv('N', '2'))


def child_exit(server, worker):
    """Forget what a worker that has gone said of itself (prometheus-client)."""
    import os

    from prometheus_client import multiprocess

    if os.environ.get('PROMETHEUS_MULTIPROC_DIR'):
        multiprocess.mark_process_dead(worker.pid)
`,
      },
    },
    {
      name: 'several workers of uvicorn, an image without ENV; a directory that is set already stays',
      files: {
        ...withClient,
        'api-rally/Dockerfile': image('["uvicorn", "app.main:app", "--workers", "4"]').replace(
          /ENV.*\n/,
          '',
        ),
        'compose.prod.yml': compose(),
        'compose.staging.yml': compose(
          '    environment:\n      PROMETHEUS_MULTIPROC_DIR: /tmp/m\n',
        ),
      },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included,
        'api-rally/Dockerfile': image('["uvicorn", "app.main:app", "--workers", "4"]')
          .replace(/ENV.*\n/, '')
          .replace('CMD', 'ENV PROMETHEUS_MULTIPROC_DIR=/tmp/prometheus\nCMD'),
      },
    },
    {
      name: 'an application with metrics of these names: ours are called after the extension',
      files: {
        ...withClient,
        'api-rally/app/core/metrics.py':
          'from prometheus_client import Counter\n\nC = Counter("http_requests_total", "", ["a"])\n',
      },
      findings: [missing],
      after: {
        'api-rally/app/core/request_metrics.py': expected('metrics.py')
          .replaceAll('"http_', '"rally_http_')
          .replace('"build_info"', '"rally_build_info"'),
        [MAIN]: included.replace('core.metrics', 'core.request_metrics'),
      },
    },
    {
      name: 'a web client mounted at the root: the call goes above',
      files: {
        ...withClient,
        [MAIN]: main.replace('V1_STR)\n', 'V1_STR)\napp.mount("/", web)\n'),
      },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included.replace('add_metrics(app)\n', 'add_metrics(app)\napp.mount("/", web)\n'),
      },
    },
    {
      name: 'dependencies in a requirements.txt',
      files: {
        [MAIN]: main,
        'api-rally/app/core/config.py': '',
        'api-rally/requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\n',
      },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included,
        'api-rally/requirements.txt':
          'fastapi==0.115.0\nprometheus-client==0.21.1\nuvicorn==0.30.0\n',
      },
    },
    {
      name: 'dependencies that are listed nowhere: without the client it would not start',
      files: { [MAIN]: main, 'api-rally/app/core/config.py': '' },
      findings: [
        `${missing} Add "prometheus-client>=0.20" to what the image installs, then run this again.`,
      ],
    },
    {
      name: 'a client that is used and is no dependency',
      files: {
        ...api,
        [MAIN]: own.replace('from app.api', 'import prometheus_client\nfrom app.api'),
      },
      findings: [
        `${PROJECT}:1:1 The image of api-rally has no prometheus-client: "prometheus-client>=0.20" is no dependency of the application.`,
      ],
    },
    {
      name: 'numbers of something else below a prefix are no metrics of the API',
      files: {
        ...withClient,
        [MAIN]: route('@app.get("/api/teams/metrics")\ndef team_metrics():\n    return {}\n'),
      },
      findings: [missing],
      after: {
        [MAIN]: included.replace(
          'V1_STR)\n',
          'V1_STR)\n\n\n@app.get("/api/teams/metrics")\ndef team_metrics():\n    return {}\n\n\n',
        ),
        [METRICS]: expected('metrics.py'),
      },
    },
    {
      name: 'dependencies that the directory around it lists',
      files: { [MAIN]: main, 'api-rally/app/core/config.py': '', 'pyproject.toml': project },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included,
        'pyproject.toml': needs(project),
      },
    },
    {
      name: 'the lock file of a workspace that is older',
      files: {
        ...withClient,
        [MAIN]: own,
        'pyproject.toml': '[tool.uv.workspace]\nmembers = ["api-rally"]\n',
        'uv.lock': '[[package]]\nname = "fastapi"\n',
      },
      findings: [
        'uv.lock:1:1 uv.lock is older than pyproject.toml and has no prometheus-client, so what installs from it stops: run "uv lock" in the root.',
      ],
    },
    {
      name: 'several workers of a stage that is not the last one',
      files: {
        ...withClient,
        'api-rally/Dockerfile': `FROM python:3.12-slim AS base\nCOPY ./app ./app\n\nFROM base AS prod\nCMD ${GUNICORN}\n\nFROM base AS debug\nCMD ["python", "-m", "debugpy", "app"]\n`,
        'compose.prod.yml':
          'services:\n  api_rally:\n    image: ghcr.io/example/api-rally\n    build: { context: ./api-rally, target: prod }\n',
      },
      findings: [missing],
      after: {
        [METRICS]: expected('metrics.py'),
        [MAIN]: included,
        'api-rally/Dockerfile': `FROM python:3.12-slim AS base\nCOPY ./app ./app\n\nFROM base AS prod\nENV PROMETHEUS_MULTIPROC_DIR=/tmp/prometheus\nCMD ${GUNICORN}\n\nFROM base AS debug\nCMD ["python", "-m", "debugpy", "app"]\n`,
      },
    },
    {
      name: 'an application that a function returns in several places is left to a person',
      files: {
        ...withClient,
        [MAIN]:
          'from fastapi import FastAPI\n\n\ndef create_app(bare: bool = False) -> FastAPI:\n    app = FastAPI()\n    if bare:\n        return app\n    return app\n',
      },
      findings: [
        `${MAIN}:5:5 Nothing of app tells Prometheus how many requests there are, how slow, how many fail (/metrics). The application is made in a function: add metrics to it there, before it is returned.`,
      ],
    },
  ],
  manual: [
    {
      name: 'several workers and no directory that they share',
      files: {
        ...withClient,
        [MAIN]: own,
        'api-rally/Dockerfile': image(GUNICORN),
        'compose.prod.yml': compose(FOUR),
      },
      findings: [
        'compose.prod.yml:5:5 api_rally runs several workers and no PROMETHEUS_MULTIPROC_DIR is set: /metrics tells the numbers of one of them, another one each time.',
      ],
    },
  ],
  notApplicable: [{ name: 'no API', files: {}, reason: 'no FastAPI application was found' }],
});
