import { imageMultiStage } from '../../../src/rules/docker-images/image-multi-stage.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const compose = 'services:\n  api_rally: { build: api-rally }\n  web_rally: { build: web-rally }\n';
const remedy =
  'install the dependencies in a stage of its own and copy them from there into the last one';

testRule(imageMultiStage, {
  valid: [
    {
      name: 'built in stages, and in one that installs nothing but wheels',
      files: {
        'compose.prod.yml': compose,
        'api-rally/Dockerfile': apiDockerfile.replace('COPY', 'RUN pip install fastapi\nCOPY'),
        'web-rally/Dockerfile': webDockerfile,
      },
    },
    {
      name: 'compilers in the stage that builds, and such as are removed again',
      files: {
        'compose.prod.yml': compose,
        'api-rally/Dockerfile': `FROM python:3.12 AS build
RUN apt-get update && apt-get install -y gcc && pip install poetry
FROM python:3.12-alpine
RUN apk add --no-cache libpq-dev --virtual .build build-base \\
  && pip install x && apk del .build
COPY --from=build /opt /opt
`,
        'web-rally/Dockerfile': `FROM node:24 AS build
RUN npm ci && npm run build
FROM scratch
COPY --from=build /web/dist /dist
`,
      },
    },
  ],
  invalid: [
    {
      name: 'compilers and dependency managers that stay, also from a stage it is built on',
      files: {
        'compose.prod.yml': `services:
  api_rally: { build: api-rally, ports: ["8003:8003"] }
  worker: { build: api-rally, command: celery worker }
`,
        'api-rally/Dockerfile': `FROM python:3.12-slim AS base
RUN apt-get update \\
  && apt-get install -y --no-install-recommends g++=4:12 libmagic1
FROM base
RUN pip install --no-cache-dir poetry==2.1
`,
      },
      findings: [
        `api-rally/Dockerfile:2:1 The image of api_rally and worker keeps g++, poetry, which only building needs: ${remedy}.`,
      ],
    },
    {
      name: 'full images, and a web client that is built where it is served',
      files: {
        'compose.prod.yml': compose,
        'api-rally/Dockerfile': apiDockerfile.replace(/python\S+/, 'python:3.12'),
        'web-rally/Dockerfile': 'FROM node:24-alpine\nRUN pnpm install\nRUN pnpm run build\n',
      },
      findings: [
        'api-rally/Dockerfile:1:1 The image of api_rally is built on python:3.12, which brings compilers and headers: build in a stage of its own and take the slim variant for the last one.',
        'web-rally/Dockerfile:3:1 The image of web_rally holds the sources and all of node_modules beside the client that is built here: build in a stage of its own and copy the result into one that only serves it.',
      ],
    },
    {
      name: 'an image that is full although its name does not say so',
      files: {
        'compose.prod.yml': 'services:\n  api_rally: { build: api-rally }\n',
        'api-rally/Dockerfile': 'FROM tiangolo/uvicorn-gunicorn-fastapi:python3.10\n',
      },
      findings: [
        'api-rally/Dockerfile:1:1 The image of api_rally is built on tiangolo/uvicorn-gunicorn-fastapi:python3.10, which brings compilers and headers: build in a stage of its own and take the slim variant for the last one.',
      ],
    },
  ],
  notApplicable: [{ name: 'no Dockerfile', files: { 'compose.prod.yml': compose } }],
});
