import { inspect } from '../../../src/extension/inspect.js';
import type { PublishedImage } from '../../../src/rules/images/published-images.js';
import { publishedImages } from '../../../src/rules/images/published-images.js';
import { removeTrees, writeTree } from '../../tree.js';
import { apiDockerfile, sample, webDockerfile } from '../sample.js';

afterEach(removeTrees);

const ORIGIN = { '.git/config': '[remote "origin"]\n\turl = git@github.com:NEI/rally.git\n' };
const DOCKERFILES = {
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/app/main.py': '',
  'web-rally/Dockerfile': webDockerfile,
};

function images(
  files: Readonly<Record<string, string>>,
  registryOwner?: string,
): readonly PublishedImage[] {
  const extension = inspect(writeTree({ ...sample, ...files }));
  return publishedImages(extension, registryOwner === undefined ? {} : { registryOwner });
}

const names = (files: Readonly<Record<string, string>>, owner?: string): string[] =>
  images(files, owner).map(({ id, repository }) => `${id} ${repository}`);

test('an image per service that is built, resolved as Compose does from the root of the Platform', () => {
  const found = images({
    ...DOCKERFILES,
    'compose.override.prod.yml': `services:
  web_nei: { environment: { ENABLE_RALLY: 'True' } }
  api_rally:
    image: ghcr.io/NEI-AAUAV/api-rally:\${TAG:-latest}
    build: { context: extensions/rally/api-rally }
  web_rally:
    image: \${REGISTRY:-ghcr.io}/nei-aauav/web-rally:1.0
    build: { context: extensions/rally, dockerfile: web-rally/Dockerfile, target: build }
  db_pg: { image: 'postgres:15', build: extensions/rally/api-rally }
  cache: { image: 'redis:7' }
`,
  });
  expect(found).toEqual([
    {
      id: 'api',
      title: 'API image',
      service: 'api_rally',
      repository: 'ghcr.io/nei-aauav/api-rally',
      context: 'api-rally',
      dockerfile: 'api-rally/Dockerfile',
      buildArgs: [],
    },
    {
      id: 'web',
      title: 'Web image',
      service: 'web_rally',
      repository: 'ghcr.io/nei-aauav/web-rally',
      context: '.',
      dockerfile: 'web-rally/Dockerfile',
      target: 'build',
      buildArgs: [],
    },
  ]);
});

test('a worker that runs the image of the API is no image of its own; one built from other files is', () => {
  const found = names({
    ...DOCKERFILES,
    'scorer/Dockerfile': apiDockerfile,
    'compose.prod.yml': `services:
  api_rally: { build: ./api-rally, image: ghcr.io/x/api }
  rally-worker: { build: ./api-rally, image: ghcr.io/x/api, command: celery worker }
  beat: { build: ./api-rally, command: celery beat }
  rally_scorer: { build: ./scorer, image: ghcr.io/x/scorer }
`,
  });
  expect(found).toEqual(['api ghcr.io/x/api', 'scorer ghcr.io/x/scorer']);
});

test('one Dockerfile with other arguments is another image', () => {
  const build = (arg: string): string =>
    `{ context: ., dockerfile: Dockerfile.web, args: { APP: ${arg} } }`;
  const found = images({
    ...ORIGIN,
    'Dockerfile.web': 'FROM nginx:1.29-alpine\nARG APP\nCOPY ${APP} /usr/share/nginx/html\n',
    'compose.prod.yml': `services:\n  vue-frontend: { build: ${build('vue')} }\n  react-frontend: { build: ${build('react')} }\n  preview: { build: ${build('vue')} }\n`,
  });
  expect(found.map(({ id, buildArgs }) => [id, ...buildArgs])).toEqual([
    ['vue-frontend', { name: 'APP', value: 'vue' }],
    ['react-frontend', { name: 'APP', value: 'react' }],
  ]);
});

describe('the name of an image', () => {
  const built = (image: string): Record<string, string> => ({
    ...DOCKERFILES,
    'compose.prod.yml': `services:\n  api_rally:\n    build: ./api-rally\n${image}`,
  });

  test.each([
    ['', ['api ghcr.io/nei/api-rally']],
    ['    image: rally/api\n', []],
    ['    image: docker.io/nei/api\n', []],
    ['    image: "api-server:dev"\n', ['api ghcr.io/nei/api-server']],
    ['    image: "${REGISTRY}/nei/core:1"\n', ['api ghcr.io/nei/core']],
  ])('with %j in the compose file', (image, expected) => {
    expect(names({ ...built(image), ...ORIGIN })).toEqual(expected);
  });

  test('has the owner a person chose, else that of another image; without any there is none', () => {
    expect(names(built(''))).toEqual([]);
    expect(names({ ...built(''), ...ORIGIN }, 'Some-Org')).toEqual([
      'api ghcr.io/some-org/api-rally',
    ]);
    const sibling = `${built('')['compose.prod.yml']}  web: { build: ./web-rally, image: ghcr.io/aau/w }\n`;
    const files = { ...DOCKERFILES, ...ORIGIN, 'compose.prod.yml': sibling };
    expect(names(files)).toEqual(['api ghcr.io/aau/api-rally', 'web ghcr.io/aau/w']);
  });
});

describe('the context of an image that the deployment only names', () => {
  const deployment = {
    'deploy/compose.prod.yml':
      'services:\n  api_rally: { image: ghcr.io/x/rally/api }\n  web_rally: { image: ghcr.io/x/rally/web }\n',
  };
  const contexts = (files: Readonly<Record<string, string>>): string[] =>
    images({ ...DOCKERFILES, ...deployment, ...files }).map(
      ({ context, dockerfile }) => `${context} ${dockerfile}`,
    );

  test('is where most of what its Dockerfile copies is found', () => {
    const dockerfile = `FROM node:22 AS build
COPY api-rally/app ./app
COPY web-rally/package*.json web-rally/
FROM nginx
COPY --from=build /web/dist /usr/share/nginx/html
`;
    const files = { 'web-rally/Dockerfile.prod': dockerfile, 'web-rally/package.json': '{}' };
    expect(contexts(files)).toEqual([
      'api-rally api-rally/Dockerfile',
      '. web-rally/Dockerfile.prod',
    ]);
  });

  test('is that of another compose file which builds the Dockerfile', () => {
    const files = {
      'compose.yml':
        'services:\n  web: { build: { context: ., dockerfile: web-rally/Dockerfile } }\n',
    };
    expect(contexts(files)).toEqual(['api-rally api-rally/Dockerfile', '. web-rally/Dockerfile']);
  });

  test('is the directory of the Dockerfile where nothing else is known', () => {
    expect(contexts({})).toEqual([
      'api-rally api-rally/Dockerfile',
      'web-rally web-rally/Dockerfile',
    ]);
  });
});

test('development files count only where nothing else deploys, with the Dockerfile for production', () => {
  const development = {
    'compose.override.yml': `services:
  api_rally: { build: extensions/rally/api-rally, image: ghcr.io/x/api, command: uvicorn app.main:app --reload }
`,
  };
  const production = { 'api-rally/Dockerfile.prod': apiDockerfile };
  expect(images({ ...DOCKERFILES, ...development, ...production })).toMatchObject([
    { id: 'api', dockerfile: 'api-rally/Dockerfile.prod', context: 'api-rally' },
  ]);
  const deployed = {
    'compose.prod.yml': 'services:\n  web: { build: web-rally, image: ghcr.io/x/w }\n',
  };
  expect(names({ ...DOCKERFILES, ...development, ...deployed })).toEqual(['web ghcr.io/x/w']);
});

test('of a Dockerfile.dev the one beside it without such a word is published', () => {
  const [image] = images({
    ...ORIGIN,
    'web/Dockerfile.dev': 'FROM node:22\nCMD ["npm", "run", "dev"]\n',
    'web/Dockerfile': webDockerfile,
    'compose.dev.yml':
      'services:\n  frontend: { build: { context: web, dockerfile: Dockerfile.dev } }\n',
  });
  expect(image?.dockerfile).toBe('web/Dockerfile');
});

test.each([
  ['development', 'FROM a AS development\nFROM b AS production\nFROM c AS test\n', 'production'],
  ['api_dev', 'FROM a AS api_dev\nFROM b AS api_prod\nFROM c AS worker_prod\n', 'api_prod'],
  ['dev', 'FROM a AS dev\nFROM nginx\n', undefined],
  ['dev', 'FROM a AS base\nFROM b AS dev\n', 'dev'],
  ['api', 'FROM a AS api\nFROM b AS prod\n', 'api'],
])('of a development file that builds %j of %j the stage for production', (built, text, target) => {
  const compose = `services:\n  server: { build: { context: server, target: ${built} }, command: uvicorn app:app --reload }\n`;
  const [image] = images({ ...ORIGIN, 'server/Dockerfile': text, 'compose.dev.yml': compose });
  expect(image?.target).toBe(target);
});

test('build arguments: what compose gives and the Dockerfile declares, and every VITE_ variable', () => {
  const [image] = images({
    'web-rally/Dockerfile': `ARG NODE=22
FROM node:\${NODE}
ARG VITE_API
ARG VITE_BASE=/rally/
ARG VITE_TITLE="It's on"
ARG VITE_BOTH=$VITE_BASE/x
ARG MODE STAGE RAW HOST STAGE2
ARG SENTRY=off
FROM nginx
`,
    'compose.prod.yml': `services:
  web_rally:
    image: ghcr.io/x/web
    build:
      context: web-rally
      args:
        NODE: 24
        MODE: \${MODE}
        STAGE: \${STAGE:-live}
        HOST: https://\${HOST:-rally.pt}/api
        RAW: cost $$1
        STAGE2: $\${{ secrets.X }}
        HTTP_PROXY:
        VITE_API: /api
        UNKNOWN: 1
`,
  });
  expect(image?.buildArgs.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'NODE=24',
    'MODE=${{ vars.MODE }}',
    "STAGE=${{ vars.STAGE || 'live' }}",
    "HOST=https://${{ vars.HOST || 'rally.pt' }}/api",
    'RAW=cost $1',
    'HTTP_PROXY=${{ vars.HTTP_PROXY }}',
    'VITE_API=/api',
    "VITE_BASE=${{ vars.VITE_BASE || '/rally/' }}",
    "VITE_TITLE=${{ vars.VITE_TITLE || 'It''s on' }}",
  ]);
});

test('an image that a task runs before the API is called after the API', () => {
  const build = 'build: { context: api-rally }';
  expect(
    names({
      ...DOCKERFILES,
      ...ORIGIN,
      'compose.prod.yml': `services:\n  prestart: { ${build}, command: bash scripts/prestart.sh }\n  api: { ${build} }\n`,
    }),
  ).toEqual(['api ghcr.io/nei/api-rally']);
});
