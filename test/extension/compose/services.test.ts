import { readComposeFiles } from '../../../src/extension/compose/index.js';
import { readDockerfile } from '../../../src/extension/dockerfile/index.js';
import { isDockerfileName } from '../../../src/extension/source/scope.js';
import type { ComposeFile, Dockerfile, Service, SourceFile } from '../../../src/extension/model.js';

const API = 'FROM python:3.12-slim\nCMD ["uvicorn", "app.main:app"]\n';
const WEB = 'FROM node:24-alpine AS dev\nCMD ["yarn", "dev"]\nFROM nginx:alpine\n';

const DOCKERFILES = {
  'api-quiz/Dockerfile': API,
  'api-quiz/Dockerfile.prod': API,
  'web-quiz/Dockerfile': WEB,
  'web-quiz/Dockerfile.prod': WEB,
};

const GIT = { owner: 'NEI', repository: 'quiz', defaultBranch: undefined, around: undefined };
const PUSHED = [
  { repository: 'ghcr.io/nei/quiz/backend', dockerfile: 'api-quiz/Dockerfile', target: undefined },
  { repository: 'nei/quiz-site', dockerfile: 'web-quiz/Dockerfile', target: 'dev' },
];

const SURROUNDINGS = { apiDirectories: ['server'], pushed: PUSHED, git: GIT };

function read(files: Readonly<Record<string, string>>): readonly ComposeFile[] {
  const sources = new Map<string, SourceFile>();
  const dockerfiles = new Map<string, Dockerfile>();
  for (const [path, text] of Object.entries(files)) {
    sources.set(path, { path, text, mode: 0o644 });
    const name = path.split('/').at(-1) ?? '';
    const dockerfile = isDockerfileName(name) ? readDockerfile(path, text) : undefined;
    if (dockerfile !== undefined) dockerfiles.set(path, dockerfile);
  }
  return readComposeFiles(sources, { folders: ['quiz'], dockerfiles, ...SURROUNDINGS });
}

/** One compose file among the usual Dockerfiles. */
function file(
  path: string,
  services: object,
  extra: Readonly<Record<string, string>> = {},
): ComposeFile {
  const text = JSON.stringify({ services }, null, 2);
  const found = read({ [path]: text, ...DOCKERFILES, ...extra }).find((one) => one.path === path);
  if (found === undefined) throw new Error(`${path} was not found`);
  return found;
}

function service(path: string, definition: object, name = 'api_quiz', extra = {}): Service {
  const [only] = file(path, { [name]: definition }, extra).services;
  if (only === undefined) throw new Error('no service');
  return only;
}

const OVERRIDE = 'compose.override.prod.yml';
const STANDALONE = 'deploy/compose.prod.yml';

test('a Dockerfile with a name in front and behind', () => {
  const definition = { build: { context: 'api-quiz', dockerfile: 'queue.dockerfile.prod' } };
  const dockerfile = { 'api-quiz/queue.dockerfile.prod': API };
  expect(service('compose.prod.yml', definition, 'queue', dockerfile).dockerfile?.path).toBe(
    'api-quiz/queue.dockerfile.prod',
  );
});

test.each(['DockerfileApi', 'Dockerfile2', 'dockerfile', 'api.dockerfile'])(
  'a Dockerfile that is called %s',
  (name) => {
    const definition = { build: { context: 'api-quiz', dockerfile: `../docker/${name}` } };
    const dockerfile = { [`docker/${name}`]: API };
    expect(service('compose.prod.yml', definition, 'api', dockerfile).dockerfile?.path).toBe(
      `docker/${name}`,
    );
  },
);

describe('the role of a service', () => {
  test.each([
    ['web_nei', {}, OVERRIDE, 'platform'],
    ['proxy', { volumes: ['./x:/x'] }, OVERRIDE, 'platform'],
    ['db_pg', { image: 'postgres:15' }, OVERRIDE, 'platform'],
    ['db_pg', { image: 'postgres:15' }, STANDALONE, 'database'],
    ['db_pg', { environment: {} }, STANDALONE, 'platform'],
    ['proxy', { image: 'nginx:alpine' }, STANDALONE, 'other'],
    ['api_quiz', { image: 'ghcr.io/x/api-quiz' }, OVERRIDE, 'api'],
    ['api-quiz', { image: 'ghcr.io/x/api-quiz' }, OVERRIDE, 'api'],
    ['web_quiz', { image: 'ghcr.io/x/web-quiz' }, OVERRIDE, 'web'],
    ['web', { build: './api-quiz' }, 'compose.prod.yml', 'api'],
    ['web', { build: '.', command: 'uvicorn app.main:app' }, 'compose.prod.yml', 'api'],
    ['web', { build: './web-quiz' }, 'compose.prod.yml', 'web'],
    ['backend', { build: './api-quiz' }, 'compose.prod.yml', 'api'],
    ['site', { build: './web-quiz' }, 'compose.prod.yml', 'web'],
    [
      'site',
      { build: { context: '.', dockerfile: 'web-quiz/Dockerfile' } },
      'compose.prod.yml',
      'web',
    ],
    ['site', { image: 'ghcr.io/x/quiz/web:1' }, STANDALONE, 'web'],
    ['vue-frontend', { build: './vue' }, STANDALONE, 'web'],
    ['admin_gui', { build: './admin' }, STANDALONE, 'web'],
    [
      'client',
      { build: './web-quiz', command: 'sh -c "cp -r dist/* /shared && tail -f /dev/null"' },
      STANDALONE,
      'other',
    ],
    ['kafka-ui', { image: 'provectuslabs/kafka-ui:1' }, STANDALONE, 'other'],
    ['server', { image: 'ghcr.io/x/quiz/api:${TAG}' }, STANDALONE, 'api'],
    ['playwright', { build: './web-quiz' }, 'compose.dev.yml', 'other'],
    ['worker', { build: '../api-quiz', command: 'celery worker' }, STANDALONE, 'other'],
    ['api_quiz_worker', { build: '../api-quiz' }, STANDALONE, 'other'],
    ['api_migrate', { image: 'x/y', command: 'alembic upgrade head' }, STANDALONE, 'api'],
    ['db', { image: '${DB:-postgis/postgis:16}' }, STANDALONE, 'database'],
    ['db', { image: 'mongo:7' }, STANDALONE, 'database'],
    ['db', { image: 'registry:5000/mariadb' }, STANDALONE, 'database'],
    ['cache', { image: 'redis:7-alpine' }, STANDALONE, 'other'],
    ['exporter', { image: 'prometheuscommunity/postgres-exporter' }, STANDALONE, 'other'],
    ['constructor', { image: 'x' }, STANDALONE, 'other'],
  ])('%s %j in %s: %s', (name, definition, path, role) => {
    expect(service(path, definition, name).role).toBe(role);
  });

  test('is api for whatever runs a Python server', () => {
    const extra = { 'scores/Dockerfile': 'FROM python:3.12\nCMD hypercorn main:app\n' };
    expect(service('compose.prod.yml', { build: 'scores' }, 'scores', extra).role).toBe('api');
  });

  test.each([
    ['server', 'server/Dockerfile', 'COPY . .\nCMD ["./start.sh"]\n', {}, 'api'],
    ['.', 'docker/Dockerfile.api', 'COPY server/ .\nCMD ["python", "main.py"]\n', {}, 'api'],
    ['.', 'docker/Dockerfile.api', 'COPY other/ .\nCMD ["python", "main.py"]\n', {}, 'other'],
    ['server', 'server/Dockerfile', 'CMD ["celery", "-A", "app", "worker"]\n', {}, 'other'],
    ['server', 'server/Dockerfile', 'CMD ["./start.sh"]\n', { command: './work.sh' }, 'other'],
  ])('built from %s with %s, %j %j: %s', (context, path, text, more, role) => {
    const dockerfile = context === '.' ? path : 'Dockerfile';
    const definition = { build: { context, dockerfile }, ...more };
    const extra = { [path]: `FROM python:3.12-slim\n${text}` };
    expect(service('compose.prod.yml', definition, 'backend', extra).role).toBe(role);
  });

  test('is found for two APIs without a web client', () => {
    const extra = { 'api-scores/Dockerfile': API };
    const { services } = file(
      'compose.prod.yml',
      { api_quiz: { build: 'api-quiz' }, api_scores: { build: 'api-scores' } },
      extra,
    );
    expect(services.map(({ role, dockerfile }) => [role, dockerfile?.path])).toEqual([
      ['api', 'api-quiz/Dockerfile'],
      ['api', 'api-scores/Dockerfile'],
    ]);
  });

  test('is that of the database image a service builds on', () => {
    const extra = { 'db/Dockerfile': 'FROM postgres:16-alpine\nCOPY init.sql /\n' };
    expect(service('compose.prod.yml', { build: './db' }, 'store', extra).role).toBe('database');
  });
});

describe('an override beside a stack of its own', () => {
  const stack = { db_pg: { image: 'postgres:16' }, api_quiz: { build: 'api-quiz' } };
  const beside = { 'compose.yml': JSON.stringify({ services: stack }) };
  const waiting = { api_quiz: { image: 'x/api-quiz', depends_on: ['db_pg'] } };

  test('is laid over the Platform where it adds to a service that only the Platform has', () => {
    const services = { ...waiting, web_nei: { environment: { ENABLE_QUIZ: 'True' } } };
    const { override, below } = file(OVERRIDE, services, beside);
    expect([override, below]).toEqual([true, undefined]);
  });

  test('is laid over that stack otherwise', () => {
    const { override, below } = file(OVERRIDE, waiting, beside);
    expect([override, below]).toEqual([false, 'compose.yml']);
  });
});

describe('the Dockerfile of a service', () => {
  test.each([
    ['from the Platform', OVERRIDE, 'extensions/quiz/api-quiz', 'api-quiz/Dockerfile'],
    ['with ./ and /', OVERRIDE, './extensions/quiz/api-quiz/', 'api-quiz/Dockerfile'],
    ['of another extension', OVERRIDE, 'extensions/gala/api-quiz', undefined],
    ['from the Platform itself', OVERRIDE, './api-nei', undefined],
    ['from its own directory', STANDALONE, '../api-quiz', 'api-quiz/Dockerfile'],
    ['from the root', 'compose.prod.yml', 'api-quiz', 'api-quiz/Dockerfile'],
    ['out of the extension', 'compose.prod.yml', '../api-quiz', undefined],
    ['from a variable', 'compose.prod.yml', '${DIR}/api-quiz', undefined],
    ['from a default', 'compose.prod.yml', '${DIR:-./api-quiz}', 'api-quiz/Dockerfile'],
    ['from the network', 'compose.prod.yml', 'https://github.com/x/y.git', undefined],
    ['from an absolute path', 'compose.prod.yml', '/api-quiz', undefined],
  ])('%s', (_, path, context, expected) => {
    expect(service(path, { build: { context } }).dockerfile?.path).toBe(expected);
    expect(service(path, { build: context }).dockerfile?.path).toBe(expected);
  });

  test('may be named', () => {
    const build = { context: 'extensions/quiz', dockerfile: 'web-quiz/Dockerfile.prod' };
    expect(service(OVERRIDE, { build }, 'web_quiz').dockerfile?.path).toBe(
      'web-quiz/Dockerfile.prod',
    );
  });

  test('ends at the target', () => {
    const build = { context: 'extensions/quiz/web-quiz', target: 'dev' };
    const { dockerfile } = service(OVERRIDE, { build }, 'web_quiz');
    expect(dockerfile?.final.baseImage).toBe('node:24-alpine');
  });

  test('is unknown where it is written in the compose file, or its target is not there', () => {
    const inline = { context: 'extensions/quiz/api-quiz', dockerfile_inline: 'FROM scratch' };
    expect(service(OVERRIDE, { build: inline }).dockerfile).toBeUndefined();
    const target = { context: 'extensions/quiz/api-quiz', target: 'nope' };
    expect(service(OVERRIDE, { build: target }).dockerfile).toBeUndefined();
  });

  test.each([
    ['api_quiz', 'ghcr.io/x/api-quiz:1', 'api-quiz/Dockerfile.prod'],
    ['api_quiz', 'ghcr.io/x/quiz/api', 'api-quiz/Dockerfile.prod'],
    ['web', 'ghcr.io/x/quiz/web', 'web-quiz/Dockerfile.prod'],
    ['web_quiz', 'nginx:alpine', undefined],
    ['api_gateway', 'kong/kong:3', undefined],
  ])('of %s with image %s is inferred: %s', (name, image, expected) => {
    expect(service(STANDALONE, { image }, name).dockerfile?.path).toBe(expected);
  });

  test('is the development one for a development entry without an image', () => {
    const { dockerfile } = service('compose.override.yml', { command: 'x' });
    expect(dockerfile?.path).toBe('api-quiz/Dockerfile');
  });
});

describe('a task that ends', () => {
  test.each([
    ['restart "no"', { image: 'busybox', restart: 'no' }, true],
    ['restart false', { image: 'busybox', restart: false }, true],
    ['a server with restart "no"', { build: '../api-quiz', restart: 'no' }, false],
    ['its own command instead', { build: '../api-quiz', command: 'seed', restart: 'no' }, true],
    ['alembic', { command: ['python', '-m', 'alembic', 'upgrade', 'head'] }, true],
    ['alembic in a shell', { entrypoint: 'sh -c', command: 'alembic upgrade head' }, true],
    ['a server after alembic', { command: 'alembic upgrade head && uvicorn app:app' }, false],
    ['a server', { command: 'uvicorn app:app' }, false],
    ['a server that is not restarted', { command: 'uvicorn app:app', restart: 'no' }, false],
    ['nothing said', {}, false],
    ['certbot', { image: 'certbot/certbot:v3', volumes: ['./c:/etc/letsencrypt'] }, true],
    ['certbot that renews', { image: 'certbot/certbot', command: 'while :; do x; done' }, false],
    ['certbot that is restarted', { image: 'certbot/certbot', restart: 'always' }, false],
  ])('%s: %s', (_, definition, expected) => {
    expect(service(STANDALONE, definition).oneShot).toBe(expected);
  });

  test('is one another service waits for to complete', () => {
    const { services } = file(STANDALONE, {
      seed: { image: 'x/y' },
      api: { image: 'x/z', depends_on: { seed: { condition: 'service_completed_successfully' } } },
      odd: { depends_on: ['api'] },
    });
    expect(services.map(({ name, oneShot }) => [name, oneShot])).toEqual([
      ['seed', true],
      ['api', false],
      ['odd', false],
    ]);
  });
});

describe('an image that a workflow of the repository pushes', () => {
  test.each([
    ['ghcr.io/nei/quiz/backend:1.0', 'api-quiz/Dockerfile', 'api'],
    ['ghcr.io/${GITHUB_REPOSITORY}/backend:${TAG:-latest}', 'api-quiz/Dockerfile', 'api'],
    ['${REGISTRY}/${OWNER}/backend', 'api-quiz/Dockerfile', 'api'],
    ['docker.io/nei/quiz-site', 'web-quiz/Dockerfile', 'web'],
    ['ghcr.io/others/backend:${TAG}', undefined, 'other'],
    ['backend', undefined, 'other'],
  ])('%s: %s', (image, path, role) => {
    const { dockerfile, role: found, build } = service('compose.prod.yml', { image }, 'server');
    expect([dockerfile?.path, found, build]).toEqual([path, role, undefined]);
  });

  test('ends at the stage that is pushed', () => {
    const { dockerfile } = service('compose.prod.yml', { image: 'nei/quiz-site' }, 'site');
    expect(dockerfile?.final.name).toBe('dev');
  });
});

describe('a compose file whose name does not say what it is for', () => {
  const plain = { 'web/Dockerfile.plain': 'FROM node:24\nCMD ["npm", "run", "dev"]\n' };
  const kind = (definition: object, extra = plain): string =>
    file('compose.yml', { api_quiz: definition }, extra).kind;

  test.each([
    [
      'builds a stage for development',
      { build: { context: 'api-quiz', target: 'dev' } },
      'development',
    ],
    ['mounts its sources', { image: 'x/y', volumes: ['./api-quiz:/app'] }, 'development'],
    [
      'mounts its sources in the long form',
      { volumes: [{ type: 'bind', source: '.' }] },
      'development',
    ],
    [
      'mounts what its image is built from',
      {
        build: { context: 'api-quiz/..', dockerfile: 'api-quiz/Dockerfile.prod' },
        volumes: ['./app:/app'],
      },
      'development',
    ],
    [
      'mounts data beside the sources',
      {
        build: { context: 'api-quiz', dockerfile: 'Dockerfile.prod' },
        volumes: ['./api-quiz/uploads:/app/uploads'],
      },
      'standalone',
    ],
    ['debugs', { image: 'x/y', command: 'python -m debugpy app.py' }, 'development'],
    ['starts a server for it', { image: 'x/y', command: 'dev_server' }, 'development'],
    ['reloads', { image: 'x/y', command: 'uvicorn app:app --reload' }, 'development'],
    ['watches', { image: 'x/y', develop: { watch: [] } }, 'development'],
    ['builds the image for development', { build: './api-quiz' }, 'development'],
    [
      'builds the image for production',
      { build: { context: 'api-quiz', dockerfile: 'Dockerfile.prod' } },
      'standalone',
    ],
    [
      'builds an image that starts a development server',
      { build: { context: 'web', dockerfile: 'Dockerfile.plain' } },
      'development',
    ],
    ['runs published images', { image: 'x/y', volumes: ['./data:/data', 'v:/v'] }, 'standalone'],
  ])('%s', (_, definition, expected) => {
    expect(kind(definition)).toBe(expected);
  });

  test('is for development where a worker mounts what its image is built from', () => {
    const worker = (volume: string): string =>
      file('stack/compose.yml', {
        worker: { build: { context: './worker' }, volumes: [volume] },
      }).kind;
    expect(worker('./worker:/app')).toBe('development');
    expect(worker('./worker/conf:/conf')).toBe('standalone');
  });

  test('is for development where production has its own', () => {
    const extra = { 'deploy/compose.prod.yml': 'services: {}\n' };
    expect(kind({ image: 'x/y' }, { ...plain, ...extra })).toBe('development');
  });
});

describe('a compose file with databases and tools alone', () => {
  const tools = 'services:\n  db: { image: mongo:8 }\n  ui: { image: mongo-express }\n';

  test('is for development where nothing runs the application', () => {
    expect(read({ 'compose.yml': tools }).map(({ kind }) => kind)).toEqual(['development']);
  });

  test('belongs to the application that another file runs', () => {
    const app = 'services:\n  app: { image: x/app }\n';
    const all = read({ 'compose.yml': tools, 'deploy/compose.yml': app });
    expect(all.map(({ kind }) => kind)).toEqual(['standalone', 'standalone']);
  });
});

describe('compose files', () => {
  test('of tests and stubs are left out', () => {
    const paths = read({ 'compose.test.yml': 'services: {}', 'compose.yml': 'services: {}' });
    expect(paths.map(({ path }) => path)).toEqual(['compose.yml']);
  });

  test.each([
    ['services: [a]\n', '1:1 "services" is a list, not a map'],
    ['x: 1\nservices: hi\n', '2:1 "services" is a single value, not a map'],
    ['- a\n', '1:1 is a list, not a map'],
    ['', '1:1 is empty'],
  ])('%j are explained and give no services', (text, expected) => {
    const [broken] = read({ 'compose.yml': text });
    const { line, column } = broken?.problem?.position ?? { line: 0, column: 0 };
    expect(`${line}:${column} ${broken?.problem?.message ?? ''}`).toBe(expected);
    expect(broken?.services).toEqual([]);
    expect(broken?.data).toEqual({});
  });

  test('give the services that are maps, with their places', () => {
    const [compose] = read({
      'compose.yml': 'services:\n  a: &a\n    image: x\n  b:\n  c: hi\n  d: *a\n',
    });
    expect(
      compose?.services.map(({ name, position, definition }) => [name, position.line, definition]),
    ).toEqual([
      ['a', 2, { image: 'x' }],
      ['b', 4, {}],
      ['d', 6, { image: 'x' }],
    ]);
  });
});

describe('the build of a service', () => {
  test('has its context, its target and its arguments, in both forms', () => {
    const build = { context: 'extensions/quiz/web-quiz', target: 'dev', args: { A: 1, B: null } };
    expect(service(OVERRIDE, { build }, 'web_quiz').build).toEqual({
      context: 'web-quiz',
      target: 'dev',
      args: [
        { name: 'A', value: '1' },
        { name: 'B', value: undefined },
      ],
    });
    const list = { context: '..', dockerfile: 'api-quiz/Dockerfile', args: ['A=1=2', 'B'] };
    expect(service(STANDALONE, { build: list }).build).toEqual({
      context: '.',
      target: undefined,
      args: [
        { name: 'A', value: '1=2' },
        { name: 'B', value: undefined },
      ],
    });
  });

  test('is not known where the Dockerfile is only inferred, or lies outside', () => {
    const inferred = service(OVERRIDE, { image: 'ghcr.io/x/api-quiz' });
    expect([inferred.dockerfile?.path, inferred.build]).toEqual([
      'api-quiz/Dockerfile.prod',
      undefined,
    ]);
    expect(service(OVERRIDE, { build: '../elsewhere' }).build).toBeUndefined();
  });
});
