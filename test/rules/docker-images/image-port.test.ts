import { imagePort } from '../../../src/rules/docker-images/image-port.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const path = 'compose.override.prod.yml';
const compose = (text: string): Readonly<Record<string, string>> => ({ [path]: text });
const both = compose(`services:
  api_rally:
    build: extensions/rally/api-rally
    ports: ["8003:8003"]
  web_rally:
    build: extensions/rally/web-rally
    ports: ["3003:3003"]
`);
const copied = webDockerfile.replace(
  'EXPOSE',
  'COPY nginx.conf /etc/nginx/conf.d/default.conf\nEXPOSE',
);
const server = (...listen: string[]): string =>
  `server {\n${listen.map((each) => `  listen ${each};\n`).join('')}}\n`;

testRule(imagePort, {
  valid: [
    {
      name: 'Redis with TLS only: port 0 is none',
      files: {
        'compose.prod.yml':
          'services:\n  cache:\n    image: redis:7\n    command: redis-server --port 0 --tls-port 6379\n    ports: ["6379:6379"]\n',
      },
    },
    {
      name: 'all agree: command, EXPOSE, ports, manifest, nginx for both families',
      files: {
        ...both,
        'api-rally/Dockerfile': apiDockerfile,
        'web-rally/Dockerfile': copied,
        'web-rally/nginx.conf': `# listen 80;\n${server('3003', '[::]:3003 default_server', 'unix:/x')}`,
      },
    },
    {
      name: 'a directory of sites beside the default, which is removed; a main file of its own',
      files: {
        ...compose(`services:
  api_rally: { build: extensions/rally/api-rally }
  web_rally: { build: extensions/rally, ports: [3003] }
`),
        'api-rally/Dockerfile':
          'FROM nginx\nCOPY main.conf /etc/nginx/nginx.conf\nEXPOSE 8003\nCMD ["nginx", "-g", "daemon off;"]\n',
        'api-rally/main.conf': `http { include mime.types; ${server('8003')} }`,
        Dockerfile:
          'FROM nginx:1.29\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY web-rally/nginx /etc/nginx/conf.d\nEXPOSE 3003\n',
        'web-rally/nginx/rally.conf': server('3003'),
      },
    },
    {
      name: 'configuration that is mounted, templated, copied from elsewhere or written by a script',
      files: {
        ...compose(`services:
  web_a: { build: extensions/rally/web-a, volumes: ["./x.conf:/etc/nginx/conf.d/default.conf"] }
  web_b: { build: extensions/rally/web-b }
  web_c: { build: extensions/rally/web-c }
  web_d: { build: extensions/rally/web-d }
`),
        'web-a/Dockerfile': webDockerfile,
        'web-b/Dockerfile':
          'FROM nginx:1\nCOPY x.conf.template /etc/nginx/templates/default.conf.template\nEXPOSE 3003\n',
        'web-b/x.conf.template': server('${PORT}'),
        'web-c/Dockerfile':
          'FROM nginx:1\nCOPY --from=build /x /etc/nginx/nginx.conf\nEXPOSE 3003\n',
        'web-d/Dockerfile':
          "FROM nginx:1\nRUN sed -i 's/80/3003/' /etc/nginx/conf.d/default.conf\nEXPOSE 3003\n",
      },
    },
    {
      name: 'another program of the image, on a port of its own',
      files: {
        ...compose(`services:
  api_rally: { build: extensions/rally/api-rally }
  flower: { build: extensions/rally/api-rally, command: celery flower --port=5555, ports: [5555] }
`),
        'api-rally/Dockerfile': apiDockerfile,
      },
    },
    {
      name: 'a worker and a task of the same image; ports that disagree with the manifest only',
      files: {
        ...compose(`services:
  api_rally: { build: extensions/rally/api-rally, ports: ["8003:8000"] }
  worker: { build: extensions/rally/api-rally, command: celery worker, ports: ["5555:5555"] }
  migrate: { build: extensions/rally/api-rally, command: alembic upgrade head, ports: ["1:1"] }
`),
        'api-rally/Dockerfile': apiDockerfile,
      },
    },
  ],
  invalid: [
    {
      name: 'what gunicorn reads from its configuration',
      files: {
        ...compose('services:\n  api_rally: { build: extensions/rally/api-rally }\n'),
        'api-rally/Dockerfile':
          'FROM python:3.12-slim\nCOPY . .\nEXPOSE 8003\nCMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "app.main:app"]\n',
        'api-rally/deploy/gunicorn.conf.py': 'workers = 2\nbind = "0.0.0.0:9000"\n',
      },
      findings: [
        'api-rally/deploy/gunicorn.conf.py:2:1 The image of api_rally listens on 9000, but api-rally/Dockerfile:3 exposes 8003 and manifest.json:4 says 8003.',
      ],
    },
    {
      name: 'a server that takes its own port, and one that only its container reaches',
      files: {
        ...compose(`services:
  api_rally: { build: extensions/rally/api-rally, ports: ["8003:8003"] }
  jobs: { build: extensions/rally/jobs, command: "gunicorn app:app -b localhost:8004" }
  helper: { build: extensions/rally/api-rally, command: uvicorn a:b, network_mode: "service:api_rally" }
  other: { build: extensions/rally/api-rally, command: uvicorn a:b, environment: { UVICORN_HOST: 0.0.0.0, UVICORN_PORT: 9 } }
`),
        'api-rally/Dockerfile':
          'FROM python:3.12-slim\nEXPOSE 8003\nCMD ["uvicorn", "app.main:app"]\n',
        'jobs/Dockerfile': 'FROM python:3.12-slim\n',
      },
      findings: [
        'api-rally/Dockerfile:3:1 The image of api_rally listens on 8000, but api-rally/Dockerfile:2 exposes 8003 and compose.override.prod.yml:2 publishes 8003 and manifest.json:4 says 8003.',
        `${path}:4:48 helper listens on 8000, but api-rally/Dockerfile:2 exposes 8003.`,
        'api-rally/Dockerfile:3:1 api_rally listens on 127.0.0.1, which only its own container reaches: let it listen on 0.0.0.0.',
        `${path}:3:41 jobs listens on 127.0.0.1, which only its own container reaches: let it listen on 0.0.0.0.`,
      ],
    },
    {
      name: 'a program on another port than everybody says, once for two compose files',
      files: {
        ...both,
        'compose.prod.yml': 'services:\n  api_rally: { image: ghcr.io/x/api-rally }\n',
        'api-rally/Dockerfile': apiDockerfile.replace('"8003"', '"8000"'),
        'web-rally/Dockerfile': 'FROM scratch\nEXPOSE 80\n',
      },
      findings: [
        `api-rally/Dockerfile:4:1 The image of api_rally listens on 8000, but api-rally/Dockerfile:3 exposes 8003 and ${path}:4 publishes 8003 and manifest.json:4 says 8003.`,
        `web-rally/Dockerfile:2:1 The image of web_rally exposes 80, but ${path}:7 publishes 3003 and manifest.json:5 says 3003.`,
        'api-rally/Dockerfile:4:1 The image of api_rally listens on 8000, but api-rally/Dockerfile:3 exposes 8003 and manifest.json:4 says 8003.',
      ],
    },
    {
      name: 'a command that moves it, with the bind of gunicorn',
      files: {
        ...compose(`services:
  api_rally:
    command: gunicorn app.main:app --bind 0.0.0.0:9000
    image: x/api-rally
`),
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `${path}:3:5 api_rally listens on 9000, but api-rally/Dockerfile:3 exposes 8003 and manifest.json:4 says 8003.`,
      ],
    },
    {
      name: 'nginx with its own configuration, and with one that names another port',
      files: {
        ...both,
        'api-rally/Dockerfile': `FROM nginx:1\nCOPY conf/ /etc/nginx/conf.d/\nEXPOSE 8003\n`,
        'api-rally/conf/default.conf': server('127.0.0.1:8080', '8081 ssl'),
        'web-rally/Dockerfile': webDockerfile,
      },
      findings: [
        `api-rally/conf/default.conf:2:3 The image of api_rally listens on 8080, 8081, but api-rally/Dockerfile:3 exposes 8003 and ${path}:4 publishes 8003 and manifest.json:4 says 8003.`,
        `web-rally/Dockerfile:3:1 The image of web_rally listens on 80, but web-rally/Dockerfile:5 exposes 3003 and ${path}:7 publishes 3003 and manifest.json:5 says 3003.`,
      ],
    },
  ],
  notApplicable: [
    { name: 'no port is known', files: compose('services:\n  api_rally: { image: a }\n') },
  ],
});
