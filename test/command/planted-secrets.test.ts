import { readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

/** Values that no output may show; the short one is also a word of other lines. */
const PLANTED = [
  'pl4nted-plain',
  "pl4nted'quoted",
  'pl4nted-default',
  'pl4nted-url',
  'pl4nted-env',
];
const PEM = 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49pl4nted';

const files: Readonly<Record<string, string>> = {
  'manifest.json': '{ "name": "rally", "version": "1.0.0" }\n',
  'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally
    environment:
      SECRET_KEY: pl4nted-plain
      API_TOKEN: 'pl4nted''quoted'
      DB_PASSWORD: \${DB_PASSWORD:-pl4nted-default}
      BROKER: amqp://guest:pl4nted-url@rabbit
      PRIVATE_KEY: |
        -----BEGIN PRIVATE KEY-----
        ${PEM}
        -----END PRIVATE KEY-----
  db:
    image: postgres:15
    environment: [POSTGRES_PASSWORD=postgres]
`,
  'api-rally/Dockerfile': `FROM python:3.12 AS build
ARG INDEX_TOKEN=pl4nted-arg
FROM python:3.12
# pl4nted-env is the key.
ENV A=1 \\
    API_KEY=pl4nted-env \\
    B=2
ENV JWT_SECRET pl4nted old form
COPY app app
CMD ["x"]
`,
  'api-rally/app/main.py':
    'import os\nfrom fastapi import FastAPI\n\nKEY = os.getenv("API_KEY", "pl4nted-env")\napp = FastAPI()  # pl4nted-plain\n',
  '.github/workflows/x.yml': `on: push
env:
  API_TOKEN: pl4nted-env
jobs:
  a:
    runs-on: x
    steps:
      - uses: docker/login-action@v3
        with: { username: x, password: 'pl4nted-with' }
      - run: psql "$URL"
        env:
          URL: postgresql://app:pl4nted-url@db/app
`,
  // Not to be read at all: what is said about them quotes nothing.
  'compose.staging.yml': 'services:\n  api:\n    environment: [SECRET_KEY=pl4nted-env\n',
  'deploy/compose.prod.yml':
    'services:\n  api:\n    image: x\n    environment:\n      SECRET_KEY: pl4nted-plain\n      SECRET_KEY: pl4nted-env\n',
  '.github/workflows/y.yml': 'on: push\nenv: { API_TOKEN: pl4nted-env\n',
};

afterAll(removeTrees);

test.each([
  ['audit'],
  ['audit', '--format', 'json'],
  ['harden', '--review', '--dry-run'],
  ['harden', '--review', '--dry-run', '--format', 'json'],
  ['harden', '--review', '--dry-run', '--secrets-mode', 'swarm'],
  ['harden', '--review', '--yes'],
  ['harden', '--review', '--check', '--only', 'secrets-no-literals'],
  ['harden', '--review', '--yes', '--format', 'json', '--secrets-mode', 'env'],
  ['env', '--dry-run'],
  ['env', '--yes'],
  ['alembic', '--review', '--dry-run'],
])('no value of a secret is in the output of %s %s %s %s %s', (command, ...flags) => {
  const root = writeTree(files);
  const { out, err } = rallyExt([command, root, ...flags]);
  for (const value of [...PLANTED, "pl4nted''quoted", PEM]) expect(out + err).not.toContain(value);
  expect(out + err).not.toContain('pl4nted');
  // What is written holds no value that was not there.
  const before = Object.values(files).join('');
  for (const text of Object.values(readTree(root))) {
    for (const [value] of text.matchAll(/\S*pl4nted\S*/g)) expect(before).toContain(value);
  }
});

test('what was written down goes, and who has to do something is told so without the value', () => {
  const root = writeTree(files);
  const only = ['--only', 'secrets-no-literals', '--secrets-mode', 'env'];
  const { out } = rallyExt(['harden', root, '--review', '--yes', ...only]);
  const shown = Object.entries(readTree(root)).filter(([path]) => files[path] !== undefined);
  const left = shown.flatMap(([path, text]) =>
    [...text.matchAll(/pl4nted[\w-]*/g)].map(([value]) => `${path} ${value}`),
  );
  // A comment, code, and what cannot be read are a person's.
  expect(left.filter((each) => !/main\.py|staging|deploy\/|y\.yml/.test(each))).toEqual([
    'api-rally/Dockerfile pl4nted-env',
  ]);
  for (const name of ['SECRET_KEY', 'DB_PASSWORD', 'BROKER_PASSWORD', 'PRIVATE_KEY']) {
    expect(out).toContain(`Give ${name} a new value where compose.prod.yml is deployed`);
  }
  for (const name of ['API_TOKEN', 'LOGIN_PASSWORD', 'URL']) {
    expect(out).toContain(`Set the repository's secret ${name} to a new value`);
  }
  expect(out).toContain('Give JWT_SECRET a new value and pass it to the container');
  expect(out).toContain('(--build-arg INDEX_TOKEN');
});

test('a preview hides a value and nothing else that looks like it', () => {
  const root = writeTree(files);
  const { out } = rallyExt([
    'harden',
    root,
    '--review',
    '--dry-run',
    '--only',
    'secrets-from-files',
  ]);
  expect(out).toContain('-      SECRET_KEY: ****\n');
  expect(out).toContain('-      DB_PASSWORD: ${DB_PASSWORD:-****}\n');
  expect(out).toContain("+      API_TOKEN_FILE: '/run/secrets/api_token'\n");
  expect(out).toContain('     image: postgres:15\n');
  expect(out).toContain('-    environment: [POSTGRES_PASSWORD=****');
});
