import { composeHealthcheck } from '../../../src/rules/compose/compose-healthcheck.js';
import { apiDockerfile, healthyApp, plainApp, pyproject, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const dead = (name: string): string =>
  `${name} has no healthcheck: Docker takes it for healthy while it answers nothing.`;
const none = (name: string, reason: string): string =>
  `${name} has no healthcheck, and none can be written: ${reason}.`;

const api = {
  'api-rally/Dockerfile.prod': apiDockerfile,
  'api-rally/pyproject.toml': pyproject,
  'api-rally/app/main.py': healthyApp,
};
const service = 'services:\n  api_rally:\n    image: ghcr.io/x/api-rally\n';
const timing =
  '      interval: 30s\n      timeout: 10s\n      retries: 3\n      start_period: 40s\n';
const pythonTest = (url: string): string =>
  `      test: ["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('${url}', timeout=5)"]\n`;

testRule(composeHealthcheck, {
  valid: [
    {
      name: 'one without a time to start, whose retries take long enough',
      files: {
        ...api,
        'compose.prod.yml': `${service}    healthcheck: { test: [CMD, "true"], interval: 30s, timeout: 3s, retries: 3 }\n`,
      },
    },
    {
      name: 'a complete one, an inherited one and a disabled one',
      files: {
        ...api,
        'compose.prod.yml': `x-health: &health
  test: [CMD, python3, -c, "print()"]
  interval: 1m
  timeout: 3s
  retries: 2
  start_period: 5s
services:
  api_rally:
    image: a
    healthcheck: *health
  api_other:
    extends: { service: api_rally }
  web_rally:
    image: b
    healthcheck: { disable: true }
  web_other:
    image: b
    healthcheck: { test: ["NONE"] }
`,
      },
    },
    {
      name: "the image's own HEALTHCHECK",
      files: {
        ...api,
        'api-rally/Dockerfile.prod': `${apiDockerfile}HEALTHCHECK CMD python -c "print()"\n`,
        'compose.prod.yml': service,
      },
    },
    {
      name: 'a task, a worker and a proxy need none',
      files: {
        ...api,
        'compose.prod.yml': `services:
  migrate:
    image: ghcr.io/x/api-rally
    command: python -m alembic upgrade head
  worker:
    build: ./api-rally
    command: celery -A app worker
  proxy:
    image: nginx:1.29-alpine
`,
      },
    },
    {
      name: 'a database with a test in its own rhythm',
      files: {
        'compose.prod.yml':
          'services:\n  db:\n    image: postgres:15\n    healthcheck: { test: [CMD, pg_isready] }\n',
      },
    },
    {
      name: 'curl where the image has it',
      files: {
        ...api,
        'api-rally/Dockerfile.prod': apiDockerfile.replace(
          'COPY',
          'RUN apt-get update && apt-get install -y curl\nCOPY',
        ),
        'compose.prod.yml': `${service}    healthcheck:\n      test: curl -f http://localhost:8003/health || exit 1\n${timing}`,
      },
    },
  ],

  invalid: [
    {
      name: 'another program of the repository that serves: its paths are not those of the API',
      files: {
        ...api,
        'docker/Dockerfile.inference':
          'FROM python:3.12-slim\nCOPY ./inference ./inference\nCMD ["uvicorn", "inference.main:app"]\n',
        'compose.prod.yml':
          'services:\n  inference:\n    build: { context: ., dockerfile: docker/Dockerfile.inference }\n',
      },
      findings: [
        `compose.prod.yml:2:3 ${none('inference', 'the application it runs was not found, so its health path is unknown')}`,
      ],
    },
    {
      name: 'a web client whose port only the configuration of nginx says',
      files: {
        'web-rally/Dockerfile':
          'FROM nginx:1-alpine\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\nCOPY dist /usr/share/nginx/html/rally\n',
        'web-rally/nginx.conf': 'server {\n  listen 8090;\n}\n',
        'compose.prod.yml': 'services:\n  web_rally:\n    build: ./web-rally\n',
      },
      findings: [`compose.prod.yml:2:3 ${dead('web_rally')}`],
      after: {
        'compose.prod.yml':
          'services:\n  web_rally:\n    build: ./web-rally\n    healthcheck:\n      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8090/rally/"]\n      interval: 30s\n      timeout: 10s\n      retries: 3\n      start_period: 40s\n',
      },
    },
    {
      name: 'an API that has an endpoint: its path, the port of its command',
      files: {
        ...api,
        'api-rally/app/main.py': healthyApp.replace('/health', '/api/rally/v1/health'),
        'compose.prod.yml': `${service}    command: gunicorn app.main:app --bind 0.0.0.0:9000\n`,
      },
      findings: [`compose.prod.yml:2:3 ${dead('api_rally')}`],
      after: {
        'compose.prod.yml': `${service}    command: gunicorn app.main:app --bind 0.0.0.0:9000\n    healthcheck:\n${pythonTest('http://127.0.0.1:9000/api/rally/v1/health')}${timing}`,
      },
    },
    {
      name: 'an API that has none: the endpoint comes with the probe',
      files: { ...api, 'api-rally/app/main.py': plainApp, 'compose.prod.yml': service },
      findings: [`compose.prod.yml:2:3 ${dead('api_rally')}`],
      after: {
        'compose.prod.yml': `${service}    healthcheck:\n${pythonTest('http://127.0.0.1:8003/health')}${timing}`,
        'api-rally/app/main.py': plainApp.replace(
          'if __name__',
          `@app.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    return {"status": "healthy", "service": "rally", "version": "1.2.0"}


if __name__`,
        ),
      },
    },
    {
      name: 'an application that a function makes without a name has to be completed by a person',
      files: {
        ...api,
        'api-rally/app/main.py':
          'from fastapi import FastAPI\n\n\ndef create_app():\n    return FastAPI()\n',
        'compose.prod.yml': service,
      },
      findings: [
        `compose.prod.yml:2:3 ${none('api_rally', 'its application (api-rally/app/main.py:4) has no health endpoint to ask yet')}`,
      ],
    },
    {
      name: 'an API of which nothing is known',
      files: { 'compose.prod.yml': service },
      findings: [
        `compose.prod.yml:2:3 ${none('api_rally', 'the application it runs was not found, so its health path is unknown')}`,
      ],
    },
    {
      name: 'an image without any known program to ask with',
      files: {
        ...api,
        'api-rally/Dockerfile.prod': 'FROM internal/base\nEXPOSE 8003\n',
        'compose.prod.yml': service,
      },
      findings: [
        `compose.prod.yml:2:3 ${none('api_rally', 'no program that could ask it (python, wget, curl, node) is known in its image')}`,
      ],
    },
    {
      name: 'two APIs, each on its own port',
      files: {
        ...api,
        'api-photos/Dockerfile': apiDockerfile.replaceAll('8003', '8010'),
        'api-photos/main.py': healthyApp.replace('/health', '/healthz'),
        'compose.prod.yml':
          'services:\n  api_photos: { build: ./api-photos }\n  api_rally: { image: ghcr.io/x/api-rally }\n',
      },
      findings: [
        `compose.prod.yml:2:3 ${dead('api_photos')}`,
        `compose.prod.yml:3:3 ${dead('api_rally')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_photos: { build: ./api-photos, healthcheck: { test: ["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8010/healthz', timeout=5)"], interval: 30s, timeout: 10s, retries: 3, start_period: 40s } }
  api_rally: { image: ghcr.io/x/api-rally, healthcheck: { test: ["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8003/health', timeout=5)"], interval: 30s, timeout: 10s, retries: 3, start_period: 40s } }
`,
      },
    },
    {
      name: 'a web client on nginx, and one whose image cannot serve',
      files: {
        'web-rally/Dockerfile.prod': webDockerfile,
        'web-admin/Dockerfile.prod':
          'FROM node:22 AS build\n\nFROM scratch AS artifact\nCOPY --from=build /d /d\n',
        'compose.prod.yml': `services:
  web_rally:
    image: ghcr.io/x/web-rally
  web_admin:
    image: ghcr.io/x/web-admin
`,
      },
      findings: [
        `compose.prod.yml:2:3 ${dead('web_rally')}`,
        'compose.prod.yml:4:3 web_admin cannot serve: its image is FROM scratch (web-admin/Dockerfile.prod:3), with nothing to run, so it gets no healthcheck.',
      ],
      after: {
        'compose.prod.yml': `services:
  web_rally:
    image: ghcr.io/x/web-rally
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3003/rally/"]
${timing}  web_admin:
    image: ghcr.io/x/web-admin
`,
      },
      remaining: [
        'compose.prod.yml:10:3 web_admin cannot serve: its image is FROM scratch (web-admin/Dockerfile.prod:3), with nothing to run, so it gets no healthcheck.',
      ],
    },
    {
      name: 'a port that only a variable says',
      files: {
        ...api,
        'api-rally/Dockerfile': 'FROM python:3.12-slim\n',
        'manifest.json': '{ "name": "rally", "version": "1.0.0" }\n',
        'compose.prod.yml': `services:
  api_rally:
    build: api-rally
    command: uvicorn app.main:app --host 0.0.0.0 --port \${API_PORT:?not set}
`,
      },
      findings: [`compose.prod.yml:2:3 ${dead('api_rally')}`],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    build: api-rally
    command: uvicorn app.main:app --host 0.0.0.0 --port \${API_PORT:?not set}
    healthcheck:
${pythonTest('http://127.0.0.1:${API_PORT:?not set}/health')}${timing}`,
      },
    },
    {
      name: 'databases and caches on another port, as their command says',
      files: {
        'compose.prod.yml': `services:
  db:
    image: postgres:17
    command: postgres -c port=\${DB_PORT:-5434}
  cache:
    image: redis:8
    command: ["redis-server", "--port", "6380"]
`,
      },
      findings: ['2:3 db', '5:3 cache'].map((each) => {
        const [place, name] = each.split(' ');
        return `compose.prod.yml:${place ?? ''} ${name ?? ''} has no healthcheck: what depends on it starts before it is ready.`;
      }),
      after: {
        'compose.prod.yml': `services:
  db:
    image: postgres:17
    command: postgres -c port=\${DB_PORT:-5434}
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER:-postgres} -d $\${POSTGRES_DB:-postgres} -p \${DB_PORT:-5434}"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
  cache:
    image: redis:8
    command: ["redis-server", "--port", "6380"]
    healthcheck:
      test: ["CMD", "redis-cli", "-p", "6380", "ping"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
`,
      },
    },
    {
      name: 'a web client that its image has at the root',
      files: {
        'web-rally/Dockerfile.prod':
          'FROM nginx:1.29-alpine\nCOPY --from=build /web/dist /usr/share/nginx/html/\nEXPOSE 80\n',
        'compose.prod.yml': 'services:\n  web_rally:\n    image: ghcr.io/x/web-rally\n',
      },
      findings: [`compose.prod.yml:2:3 ${dead('web_rally')}`],
      after: {
        'compose.prod.yml': `services:
  web_rally:
    image: ghcr.io/x/web-rally
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/"]
${timing}`,
      },
    },
    {
      name: 'a web client of no part of the Platform, built into a directory that says nothing of a path',
      files: {
        'frontend/Dockerfile':
          'FROM nginx:1.29-alpine\nCOPY default.conf /etc/nginx/conf.d/\nCOPY dist /usr/share/nginx/html\nEXPOSE 80\n',
        'frontend/default.conf': 'server { location / { try_files $uri /index.html; } }\n',
        'frontend/package.json': '{"name": "rally"}',
        'frontend/vite.config.ts': "export default { base: '/', build: { outDir: 'dist' } };\n",
        'compose.prod.yml': 'services:\n  frontend:\n    build: frontend\n',
      },
      findings: [`compose.prod.yml:2:3 ${dead('frontend')}`],
      after: {
        'compose.prod.yml': `services:
  frontend:
    build: frontend
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/"]
${timing}`,
      },
    },
    {
      name: 'a web client at the root whose server falls back to it',
      files: {
        'web-rally/Dockerfile.prod':
          'FROM nginx:1.29-alpine\nCOPY default.conf /etc/nginx/conf.d/\nCOPY dist /usr/share/nginx/html\n',
        'web-rally/default.conf': 'server { location / { try_files $uri /index.html; } }\n',
        'compose.prod.yml': 'services:\n  web_rally:\n    image: ghcr.io/x/web-rally\n',
      },
      findings: [`compose.prod.yml:2:3 ${dead('web_rally')}`],
      after: {
        'compose.prod.yml': `services:
  web_rally:
    image: ghcr.io/x/web-rally
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3003/rally/"]
${timing}`,
      },
    },
    {
      name: 'a web client of a project that is no part of the Platform',
      files: {
        'frontend/Dockerfile':
          'FROM node:22-alpine\nCOPY --from=build /app/dist dist\nEXPOSE 3000\nCMD ["serve", "-s", "dist"]\n',
        'compose.yml': 'services:\n  frontend:\n    build: ./frontend\n',
      },
      findings: [`compose.yml:2:3 ${dead('frontend')}`],
      after: {
        'compose.yml': `services:
  frontend:
    build: ./frontend
    healthcheck:
      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/"]
${timing}`,
      },
    },
    {
      name: 'databases and caches',
      files: {
        'compose.prod.yml': `services:
  db:
    image: postgres:15-alpine
  cache:
    image: valkey/valkey:8
  mongo:
    image: mongo:4.4
`,
      },
      findings: ['2:3 db', '4:3 cache', '6:3 mongo'].map((each) => {
        const [place, name] = each.split(' ');
        return `compose.prod.yml:${place ?? ''} ${name ?? ''} has no healthcheck: what depends on it starts before it is ready.`;
      }),
      after: {
        'compose.prod.yml': `services:
  db:
    image: postgres:15-alpine
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER:-postgres} -d $\${POSTGRES_DB:-postgres}"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
  cache:
    image: valkey/valkey:8
    healthcheck:
      test: ["CMD", "valkey-cli", "ping"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
  mongo:
    image: mongo:4.4
    healthcheck:
      test: ["CMD", "mongo", "--quiet", "--eval", "db.adminCommand('ping')"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
`,
      },
    },
    {
      name: 'a test without timings is completed and kept',
      files: {
        ...api,
        'compose.prod.yml': `${service}    healthcheck:\n      test: [ "CMD", "true" ] # ours\n      timeout: 1s\n`,
      },
      findings: [
        'compose.prod.yml:4:5 The healthcheck of api_rally has no interval, no retries, no start_period.',
      ],
      after: {
        'compose.prod.yml': `${service}    healthcheck:\n      test: [ "CMD", "true" ] # ours\n      timeout: 1s\n      interval: 30s\n      retries: 3\n      start_period: 40s\n`,
      },
    },
    {
      name: 'a test that its image cannot run is reported, not replaced',
      files: {
        ...api,
        'compose.prod.yml': `${service}    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost:8003/health"]\n${timing}`,
      },
      findings: [
        `compose.prod.yml:5:7 The healthcheck of api_rally runs curl, which its image (python:3.12-slim) does not have. Use test: ["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8003/health', timeout=5)"]`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'development only',
      files: { 'compose.override.yml': 'services:\n  api_rally:\n    build: .\n' },
    },
  ],
});
