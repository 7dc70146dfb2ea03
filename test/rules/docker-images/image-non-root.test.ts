import { imageNonRoot } from '../../../src/rules/docker-images/image-non-root.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const compose = 'compose.prod.yml';
const api = 'api-rally/Dockerfile';
const web = 'web-rally/Dockerfile';
const runsApi = 'services:\n  api_rally: { build: api-rally }\n';

const useradd = 'RUN useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin app';
const asRoot = (line: number, name = 'api_rally', file = api): string =>
  `${file}:${line}:1 The image of ${name} runs its program as root.`;

testRule(imageNonRoot, {
  valid: [
    {
      name: 'a user of the image, by name, number or variable',
      files: {
        [compose]: `services:
  api_rally: { build: api-rally }
  worker: { build: worker }
  other: { build: other }
`,
        [api]: apiDockerfile.replace('EXPOSE', 'USER app\nEXPOSE'),
        'worker/Dockerfile': 'FROM python:3.12-slim\nUSER 10001:10001\nCMD ["celery"]\n',
        'other/Dockerfile': 'FROM python:3.12-slim\nARG UID\nUSER $UID\nCMD ["celery"]\n',
      },
    },
    {
      name: 'a base image with a user of its own',
      files: {
        [compose]:
          'services:\n  web_rally: { build: web-rally }\n  api_rally: { build: api-rally }\n',
        [web]: 'FROM nginxinc/nginx-unprivileged:1.29-alpine\nCOPY dist /usr/share/nginx/html\n',
        [api]:
          'FROM gcr.io/distroless/python3-debian12:nonroot\nCOPY app /app\nCMD ["/app/main.py"]\n',
      },
    },
    {
      name: 'a user that Compose gives every service of the image',
      files: {
        [compose]: `services:
  api_rally: { build: api-rally, user: "10001" }
  worker: { build: api-rally, command: celery worker, user: nobody }
`,
        [api]: apiDockerfile,
      },
    },
    {
      name: 'a start script that becomes another user itself',
      files: {
        [compose]: runsApi,
        [api]: `FROM python:3.12-slim
COPY . .
ENTRYPOINT ["./docker-entrypoint.sh"]
CMD ["uvicorn", "app.main:app"]
`,
        'api-rally/docker-entrypoint.sh': '#!/bin/sh\nchown -R app /data\nexec gosu app "$@"\n',
      },
    },
    {
      name: 'such a script that has another name in the image',
      files: {
        [compose]: runsApi,
        [api]: 'FROM python:3.12-slim\nCOPY docker/entry.sh /app/run\nENTRYPOINT ["/app/run"]\n',
        'api-rally/docker/entry.sh': '#!/bin/sh\nexec gosu app python run.py\n',
      },
    },
  ],
  invalid: [
    {
      name: 'on Debian: a user of its own, before CMD and after the last step that needs root',
      files: { [compose]: runsApi, [api]: apiDockerfile },
      findings: [asRoot(4)],
      after: { [api]: apiDockerfile.replace('EXPOSE', `${useradd}\nUSER 10001\nEXPOSE`) },
    },
    {
      name: 'what it writes belongs to the user: made directories, volumes, metrics; not what is filled or shared',
      files: {
        [compose]: `services:
  api_rally:
    build: api-rally
    environment:
      PROMETHEUS_MULTIPROC_DIR: /var/lib/metrics
    volumes:
      - /deploy/keys/jwt.key.pub:/jwt.key.pub:ro
      - /deploy/static:/api/static
      - uploads:/api/uploads
      - type: volume
        source: reports
        target: /reports
      - type: tmpfs
        target: /scratch
      - /var/cache/fonts
volumes: { uploads: , reports: }
`,
        [api]: `FROM tiangolo/uvicorn-gunicorn-fastapi:python3.10-slim
WORKDIR /api
RUN mkdir static && mkdir -p -m 755 /tmp/x /etc/rally code \\
    && mkdir -p uploads/old
COPY ./app ./app
COPY main.py code/
EXPOSE 8003
CMD ["gunicorn", "app.main:app", "--bind", "0.0.0.0:8003"]
`,
      },
      findings: [asRoot(8)],
      after: {
        [api]: `FROM tiangolo/uvicorn-gunicorn-fastapi:python3.10-slim
WORKDIR /api
RUN mkdir static && mkdir -p -m 755 /tmp/x /etc/rally code \\
    && mkdir -p uploads/old
COPY ./app ./app
COPY main.py code/
${useradd} \\
    && mkdir -p /api/uploads /reports /var/cache/fonts /var/lib/metrics \\
    && chown -R app:app /api/static /api/uploads /reports /var/cache/fonts /var/lib/metrics
USER 10001
EXPOSE 8003
CMD ["gunicorn", "app.main:app", "--bind", "0.0.0.0:8003"]
`,
      },
    },
    {
      name: 'a VOLUME that is no JSON names nothing that could be made',
      files: {
        [compose]: runsApi,
        [api]: "FROM python:3.12-slim\nVOLUME ['/data', '/logs']\nCMD [\"uvicorn\"]\n",
      },
      findings: [asRoot(3)],
      after: {
        [api]: `FROM python:3.12-slim\n${useradd}\nUSER 10001\nVOLUME ['/data', '/logs']\nCMD ["uvicorn"]\n`,
      },
    },
    {
      name: 'what its code writes: named directories, those of the settings, and the working directory for the rest',
      files: {
        [compose]: runsApi,
        [api]:
          'FROM python:3.12-alpine\nWORKDIR /srv\nCOPY app app\nCMD ["uvicorn", "app.main:app"]\n',
        'api-rally/app/core/config.py': `from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    UPLOAD_DIR: str = "media/uploads"


settings = Settings()
`,
        'api-rally/app/main.py': `import os

from app.core.config import settings
from fastapi import FastAPI

app = FastAPI()
os.makedirs(settings.UPLOAD_DIR, exist_ok=True)
os.makedirs("/var/lib/rally", exist_ok=True)
`,
        'api-rally/app/photos.py': `def keep(name: str, data: bytes) -> None:
    with open(f"photos/{name}", "wb") as file:
        file.write(data)


def note(path: str) -> None:
    with open(path, "a") as file:
        file.write("x")
`,
        'api-rally/app/metrics.py': `import os
from pathlib import Path

DIR = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
REPORTS: str = os.getenv("REPORTS_DIR", "reports")
if DIR:
    Path(DIR).mkdir(parents=True, exist_ok=True)
os.makedirs(REPORTS, exist_ok=True)
`,
        'api-rally/app/log.py': 'import logging\nh = logging.FileHandler("rally.log")\n',
        'api-rally/tools/export.py': 'open("export/x.json", "w")\n',
      },
      findings: [asRoot(4)],
      after: {
        [api]: `FROM python:3.12-alpine
WORKDIR /srv
COPY app app
RUN addgroup -S -g 10001 app \\
    && adduser -S -D -u 10001 -G app app \\
    && mkdir -p /srv/media/uploads /var/lib/rally /srv/reports /srv/photos \\
    && chown -R app:app /srv/media/uploads /var/lib/rally /srv/reports /srv/photos \\
    && chown app:app /srv
USER 10001
CMD ["uvicorn", "app.main:app"]
`,
      },
    },
    {
      name: 'nginx: its own user, and what its master writes',
      files: {
        [compose]: 'services:\n  web_rally: { build: web-rally }\n',
        [web]: webDockerfile,
      },
      findings: [asRoot(3, 'web_rally', web)],
      after: {
        [web]: webDockerfile.replace(
          'EXPOSE',
          `RUN touch /var/run/nginx.pid \\
    && chown -R nginx:nginx /var/run/nginx.pid /var/cache/nginx
USER 101
EXPOSE`,
        ),
      },
    },
    {
      name: 'nginx that runs scripts first: one that writes, one of elsewhere; not one that only says something',
      files: {
        [compose]:
          'services:\n  web_rally: { build: web-rally }\n  web_two: { build: web-two }\n  web_three: { build: web-three }\n',
        [web]: 'FROM nginx:1.29\nCOPY settings.sh /docker-entrypoint.d/40-settings.sh\n',
        'web-rally/settings.sh':
          '#!/bin/sh\necho "window.api = \'$API\'" > /usr/share/nginx/html/settings.js\n',
        'web-two/Dockerfile':
          'FROM alpine AS build\nFROM nginx:1.29\nCOPY --from=build /tools/start.sh ./docker-entrypoint.d/\n',
        'web-three/Dockerfile': 'FROM nginx:1.29\nCOPY start-hello.sh /docker-entrypoint.d/\n',
        'web-three/start-hello.sh': '#!/bin/sh\necho hello >&2\nid -u 2>/dev/null\n',
      },
      findings: [
        `${asRoot(1, 'web_rally', web)} nginx runs settings.sh when it starts: give its user what that writes to, and set USER.`,
        `${asRoot(2, 'web_two', 'web-two/Dockerfile')} nginx runs start.sh when it starts: give its user what that writes to, and set USER.`,
        asRoot(1, 'web_three', 'web-three/Dockerfile'),
      ],
      remaining: [
        `${asRoot(1, 'web_rally', web)} nginx runs settings.sh when it starts: give its user what that writes to, and set USER.`,
        `${asRoot(2, 'web_two', 'web-two/Dockerfile')} nginx runs start.sh when it starts: give its user what that writes to, and set USER.`,
      ],
      after: {
        'web-three/Dockerfile': `FROM nginx:1.29
COPY start-hello.sh /docker-entrypoint.d/
RUN touch /var/run/nginx.pid \\
    && chown -R nginx:nginx /var/run/nginx.pid /var/cache/nginx
USER 101
`,
      },
    },
    {
      name: 'nginx whose user is given that already, and is not taken',
      files: {
        [compose]: 'services:\n  web_rally: { build: web-rally }\n',
        [web]:
          'FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\nRUN touch /var/run/nginx.pid && \\\n    chown -R nginx:nginx /var/cache/nginx && \\\n    chown nginx /var/run/nginx.pid\n',
      },
      findings: [asRoot(1, 'web_rally', web)],
      after: {
        [web]:
          'FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\nRUN touch /var/run/nginx.pid && \\\n    chown -R nginx:nginx /var/cache/nginx && \\\n    chown nginx /var/run/nginx.pid\nUSER 101\n',
      },
    },
    {
      name: 'nginx with templates writes its configuration',
      files: {
        [compose]: 'services:\n  web_rally: { build: web-rally }\n',
        [web]: 'FROM nginx:1.29\r\nCOPY site.template /etc/nginx/templates/default.conf.template',
      },
      findings: [asRoot(1, 'web_rally', web)],
      after: {
        [web]:
          'FROM nginx:1.29\r\nCOPY site.template /etc/nginx/templates/default.conf.template\r\n' +
          'RUN touch /var/run/nginx.pid \\\r\n' +
          '    && chown -R nginx:nginx /var/run/nginx.pid /var/cache/nginx /etc/nginx/conf.d\r\n' +
          'USER 101',
      },
    },
    {
      name: 'users that are there are taken: the image’s, one that a RUN creates',
      files: {
        [compose]: `services:
  api_rally: { build: api-rally }
  web_rally: { build: web-rally }
  worker: { build: worker }
`,
        [api]: `FROM python:3.12-slim
RUN groupadd staff2 && useradd -m -u 5005 -g staff2 rally
USER rally
RUN pip install x
USER root
RUN mkdir /data
CMD ["uvicorn", "app.main:app"]
`,
        [web]: 'FROM node:22-alpine\nWORKDIR /web\nCOPY . .\nCMD ["npx", "serve", "dist"]\n',
        'worker/Dockerfile':
          'FROM python:3.12-slim\nRUN adduser --disabled-password --gecos "" jobs\nCMD ["celery"]\n',
      },
      findings: [asRoot(5), asRoot(4, 'web_rally', web), asRoot(3, 'worker', 'worker/Dockerfile')],
      after: {
        [api]: `FROM python:3.12-slim
RUN groupadd staff2 && useradd -m -u 5005 -g staff2 rally
USER rally
RUN pip install x
USER root
RUN mkdir /data
RUN chown -R rally /data
USER 5005
CMD ["uvicorn", "app.main:app"]
`,
        [web]:
          'FROM node:22-alpine\nWORKDIR /web\nCOPY . .\nUSER 1000\nCMD ["npx", "serve", "dist"]\n',
        'worker/Dockerfile':
          'FROM python:3.12-slim\nRUN adduser --disabled-password --gecos "" jobs\nUSER jobs\nCMD ["celery"]\n',
      },
    },
    {
      name: 'only the stage that is deployed, and ownership before VOLUME',
      files: {
        [compose]: 'services:\n  api_rally: { build: { context: api-rally, target: run } }\n',
        [api]: `FROM python:3.12-slim AS run
VOLUME /data
COPY app app
CMD ["uvicorn", "app.main:app"]

FROM run AS test
CMD ["pytest"]
`,
      },
      findings: [asRoot(4)],
      after: {
        [api]: `FROM python:3.12-slim AS run
${useradd} \\
    && mkdir -p /data \\
    && chown -R app:app /data
VOLUME /data
COPY app app
USER 10001
CMD ["uvicorn", "app.main:app"]

FROM run AS test
CMD ["pytest"]
`,
      },
    },
    {
      name: 'images without a shell get a number',
      files: {
        [compose]: runsApi,
        [api]: 'FROM scratch\nCOPY server /\nENTRYPOINT ["/server"]\n',
      },
      findings: [asRoot(3)],
      after: {
        [api]: 'FROM scratch\nCOPY server /\nUSER 10001:10001\nENTRYPOINT ["/server"]\n',
      },
    },
    {
      name: 'root by Compose stays a person’s decision',
      files: {
        [compose]: 'services:\n  api_rally:\n    build: api-rally\n    user: "0:0"\n',
        [api]: apiDockerfile.replace('EXPOSE', 'USER app\nEXPOSE'),
      },
      findings: [`${compose}:4:5 api_rally is run as root, whatever its image says.`],
    },
    {
      name: 'what needs root at its start, or cannot be given away, is left to a person',
      files: {
        [compose]: `services:
  api_rally: { build: api-rally }
  worker: { build: worker }
  proxy2: { build: proxy2, volumes: ["/var/run/docker.sock:/var/run/docker.sock"] }
  static: { build: static }
  tool: { build: tool, network_mode: host, command: serve --port 80 }
  job: { build: job }
`,
        'job/Dockerfile': 'FROM python:3.12-slim\nCMD ["./work.sh"]\n',
        'job/work.sh': '#!/bin/sh\n',
        [api]: 'FROM python:3.12-slim\nCOPY start.sh app.yaml /\nCMD ["/start.sh", "/app.yaml"]\n',
        'api-rally/app.yaml': 'a: 1\n',
        'api-rally/start.sh':
          '#!/bin/sh\n# gosu is not used\napt-get update && exec uvicorn app:app\n',
        'worker/Dockerfile': 'FROM python:3.12-slim\nCMD ["cron", "-f"]\n',
        'proxy2/Dockerfile': 'FROM python:3.12-slim\nCMD ["python", "watch.py"]\n',
        'static/Dockerfile': 'FROM scratch\nCOPY server /\nVOLUME /data\nENTRYPOINT ["/server"]\n',
        'tool/Dockerfile': 'FROM python:3.12-slim\nCMD ["python", "tool.py"]\n',
      },
      findings: [
        `${asRoot(3)} It starts with apt-get, which needs root.`,
        `${asRoot(2, 'worker', 'worker/Dockerfile')} It starts with cron, which needs root.`,
        `${asRoot(2, 'proxy2', 'proxy2/Dockerfile')} proxy2 mounts Docker's socket, which is root's.`,
        `${asRoot(4, 'static', 'static/Dockerfile')} It has no shell to give /data to another user with.`,
        `${asRoot(2, 'tool', 'tool/Dockerfile')} tool listens on port 80 of the host, which is root's.`,
        `${asRoot(2, 'job', 'job/Dockerfile')} What job/work.sh needs when it starts was not read.`,
      ],
    },
    {
      name: 'what only root finds is left to a person',
      files: {
        [compose]: `services:
  copied: { build: copied }
  own: { build: own }
  poetry: { build: poetry }
  pipenv: { build: pipenv }
  managed: { build: managed }
  path: { build: path }
`,
        'copied/Dockerfile':
          'FROM python:3.12-slim AS build\nRUN pip install --user fastapi\nFROM python:3.12-slim\nCOPY --from=build /root/.local /root/.local\nENV PATH=/root/.local/bin:$PATH\nCMD ["uvicorn", "app:app"]\n',
        'own/Dockerfile':
          'FROM python:3.12-slim\nRUN pip install --user fastapi\nCMD ["python", "-m", "app"]\n',
        'poetry/Dockerfile':
          'FROM python:3.12-slim\nRUN poetry config virtualenvs.create false && poetry install\nCMD ["./start.sh"]\n',
        'poetry/start.sh': '#!/bin/sh\nexec poetry run uvicorn app:app\n',
        'pipenv/Dockerfile':
          'FROM python:3.12-slim\nRUN pipenv install\nCMD pipenv run uvicorn app:app\n',
        'managed/Dockerfile':
          'FROM ghcr.io/astral-sh/uv:bookworm-slim\nRUN uv sync\nCMD ["/app/.venv/bin/uvicorn", "app:app"]\n',
        'path/Dockerfile':
          'FROM python:3.12-slim\nENV PATH=/root/.local/bin:$PATH\nCMD ["uv", "run", "app.py"]\n',
      },
      findings: [
        `${asRoot(6, 'copied', 'copied/Dockerfile')} It needs /root/.local, and only root may enter root's home: install that elsewhere first, such as below /opt.`,
        `${asRoot(3, 'own', 'own/Dockerfile')} It needs /root/.local, and only root may enter root's home: install that elsewhere first, such as below /opt.`,
        `${asRoot(3, 'poetry', 'poetry/Dockerfile')} It starts with "poetry run", which looks in the home of whoever starts it: write ENV POETRY_VIRTUALENVS_IN_PROJECT=true in front of "poetry install" first.`,
        `${asRoot(3, 'pipenv', 'pipenv/Dockerfile')} It starts with "pipenv run", which looks in the home of whoever starts it: write ENV PIPENV_VENV_IN_PROJECT=1 in front of "pipenv install" first.`,
        `${asRoot(3, 'managed', 'managed/Dockerfile')} It needs /root/.local/share/uv, and only root may enter root's home: install that elsewhere first, such as below /opt.`,
        `${asRoot(3, 'path', 'path/Dockerfile')} It needs /root/.local/bin, and only root may enter root's home: install that elsewhere first, such as below /opt.`,
      ],
    },
    {
      name: "a home of root's that everybody may pass",
      files: {
        [compose]: runsApi,
        [api]:
          'FROM python:3.12-slim\nCOPY --from=build /root/.local /root/.local\nRUN chmod 711 /root\nCMD ["/root/.local/bin/uvicorn", "app:app"]\n',
      },
      findings: [asRoot(4)],
      after: {
        [api]:
          'FROM python:3.12-slim\nCOPY --from=build /root/.local /root/.local\nRUN chmod 711 /root\nRUN useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin app\nUSER 10001\nCMD ["/root/.local/bin/uvicorn", "app:app"]\n',
      },
    },
    {
      name: 'an official image whose version is an argument',
      files: {
        [compose]: runsApi,
        [api]:
          'ARG PYTHON\nARG ALPINE\nFROM python:${PYTHON}-alpine${ALPINE}\nWORKDIR /app\nCMD ["uvicorn", "app.main:app"]\n',
      },
      findings: [asRoot(5)],
      after: {
        [api]:
          'ARG PYTHON\nARG ALPINE\nFROM python:${PYTHON}-alpine${ALPINE}\nWORKDIR /app\nRUN addgroup -S -g 10001 app \\\n    && adduser -S -D -u 10001 -G app app\nUSER 10001\nCMD ["uvicorn", "app.main:app"]\n',
      },
    },
    {
      name: 'environments in the project, which everybody finds',
      files: {
        [compose]: runsApi,
        [api]: `FROM python:3.12-slim
ENV POETRY_VIRTUALENVS_IN_PROJECT=true PATH=/app/.venv/bin:/root/.local/bin:$PATH
WORKDIR /app
RUN poetry install
CMD ["uvicorn", "app.main:app"]
`,
      },
      findings: [asRoot(5)],
      after: {
        [api]: `FROM python:3.12-slim
ENV POETRY_VIRTUALENVS_IN_PROJECT=true PATH=/app/.venv/bin:/root/.local/bin:$PATH
WORKDIR /app
RUN poetry install
RUN useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin app
USER 10001
CMD ["uvicorn", "app.main:app"]
`,
      },
    },
  ],
  manual: [
    {
      name: 'an image of which nobody knows',
      files: { [compose]: runsApi, [api]: 'FROM ghcr.io/x/base:1\nCMD ["run"]\n' },
      findings: [
        `${api}:1:1 Whom ghcr.io/x/base:1 runs as is not known: see that it is not root, or set USER.`,
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no image of its own',
      files: { [compose]: 'services: { db: { image: "postgres:17" } }\n' },
    },
    {
      name: 'an image that starts nothing',
      files: {
        [compose]: 'services: { web_rally: { build: web-rally } }\n',
        [web]: 'FROM scratch\nCOPY dist /\n',
      },
    },
  ],
});
