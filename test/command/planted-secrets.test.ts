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

const files = {
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
  'api-rally/Dockerfile': 'FROM python:3.12\nENV API_KEY=pl4nted-env\nCMD ["x"]\n',
  '.github/workflows/x.yml':
    'on: push\nenv:\n  API_TOKEN: pl4nted-env\njobs:\n  a:\n    runs-on: x\n    steps: [{ run: x }]\n',
};

afterAll(removeTrees);

test.each([
  ['audit'],
  ['audit', '--format', 'json'],
  ['harden', '--review', '--dry-run'],
  ['harden', '--review', '--dry-run', '--format', 'json'],
  ['harden', '--review', '--dry-run', '--secrets-mode', 'swarm'],
  ['harden', '--review', '--yes'],
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
  expect(out).toContain('     image: postgres:15\n');
  expect(out).toContain('-    environment: [POSTGRES_PASSWORD=****]\n');
});
