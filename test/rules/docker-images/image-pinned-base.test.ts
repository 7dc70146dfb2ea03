import { imagePinnedBase } from '../../../src/rules/docker-images/image-pinned-base.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const compose = `services:
  api_rally: { image: ghcr.io/x/api-rally }
  migrate: { image: "ghcr.io/x/api-rally:latest", command: alembic upgrade head }
`;
const moves = (image: string): string =>
  `${image} names no version: the next build may get another one. Write the tag of a version behind it.`;

testRule(imagePinnedBase, {
  valid: [
    {
      name: 'versions, code names, digests, defaults, other stages, scratch; unknown names',
      files: {
        'compose.prod.yml': `${compose}  db: { image: "postgres:\${PG:-16}" }
  other: { image: "\${OTHER}" }
`,
        'api-rally/Dockerfile.prod': `ARG PYTHON=3.12
FROM python:\${PYTHON}-slim AS build
FROM localhost:5000/base@sha256:0123 AS locked
FROM $UNKNOWN AS unknown
FROM debian:bookworm-slim AS named
FROM build AS middle
COPY --from=locked /a /b
COPY --from=2 /a /b
COPY --from=named /a /b
FROM scratch
COPY --from=middle /a /b
`,
      },
    },
    {
      name: 'what is not deployed: a development image, a stage that is not needed',
      files: {
        'compose.prod.yml': compose,
        'compose.override.yml':
          'services:\n  api_rally: { build: api-rally }\n  db: { image: postgres }\n',
        'api-rally/Dockerfile': 'FROM python\n',
        'api-rally/Dockerfile.prod': `FROM python AS unused\n${apiDockerfile}`,
      },
    },
  ],
  invalid: [
    {
      name: 'bases, lenders and the images of others',
      files: {
        'compose.prod.yml': `${compose}  db:
    image: postgres
  cache:
    image: "redis:\${REDIS:-alpine}"
`,
        'api-rally/Dockerfile.prod': `FROM node:lts-alpine AS web
FROM python
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
COPY --from=web /dist /dist
RUN --mount=from=busybox:stable,target=/b true
`,
      },
      findings: [
        `api-rally/Dockerfile.prod:1:1 ${moves('node:lts-alpine')}`,
        `api-rally/Dockerfile.prod:2:1 ${moves('python')}`,
        `api-rally/Dockerfile.prod:3:1 ${moves('ghcr.io/astral-sh/uv:latest')}`,
        `api-rally/Dockerfile.prod:5:1 ${moves('busybox:stable')}`,
        'compose.prod.yml:5:5 db runs postgres, which names no version: the next pull may get another one. Write the tag of the version that runs today behind it.',
        'compose.prod.yml:7:5 cache runs redis:alpine, which names no version: the next pull may get another one. Write the tag of the version that runs today behind it.',
      ],
    },
    {
      name: 'one Dockerfile of two images, once',
      files: {
        'compose.prod.yml': `services:
  api_rally: { build: { context: api-rally } }
  worker: { build: { context: api-rally, target: worker } }
`,
        'api-rally/Dockerfile': 'FROM python AS worker\nFROM worker\nCMD ["uvicorn", "a:b"]\n',
      },
      findings: [`api-rally/Dockerfile:1:1 ${moves('python')}`],
    },
  ],
  notApplicable: [
    {
      name: 'nothing is deployed',
      files: { 'compose.override.yml': 'services:\n  db: { image: postgres }\n' },
    },
  ],
});
