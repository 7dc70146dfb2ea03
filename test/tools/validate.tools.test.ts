import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rallyExt } from '../command/rally-ext.js';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { dockerCompose } from './docker-compose.js';
import { findingsOfOurs, lintWorkflows } from './lint-workflows.js';

afterAll(removeTrees);

const RULES = 'workflow-validate,workflow-permissions,workflow-pinned-actions,dependabot-actions';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

function harden(root: string): string {
  rallyExt(['harden', root, '--yes', '--force', '--only', RULES]);
  return root;
}

/** Runs the scripts of a job of validate.yml as GitHub does. */
function runJob(
  root: string,
  job: string,
): { readonly status: number | null; readonly output: string } {
  const text = readFileSync(join(root, '.github/workflows/validate.yml'), 'utf8');
  const script = (parse(text) as Workflow).jobs[job]?.steps
    .flatMap(({ run }) => run ?? [])
    .join('\n');
  const file = join(writeTree({ 'step.sh': script ?? 'exit 99' }), 'step.sh');
  const env = { ...process.env, PATH: `${dockerCompose()}:${process.env.PATH ?? ''}` };
  const { status, stdout, stderr } = spawnSync('bash', ['-e', file], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const github = (root: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(readTree(root)).filter(([path]) => path.startsWith('.github/')),
  );

const manifest = '{ "name": "rally", "version": "1.0.0", "api": { "port": 8003 } }';

describe('what a bare extension gets', () => {
  const root = harden(copyTree('examples/tombola'));

  it('is found faultless by the linters', () => {
    expect(lintWorkflows(github(root))).toEqual([]);
  });

  it('passes its own checks', () => {
    expect(runJob(root, 'manifest')).toEqual({ status: 0, output: '' });
    expect(runJob(root, 'compose')).toMatchObject({ status: 0 });
  });

  it('is not changed by a second run', () => {
    const before = readTree(root);
    harden(root);
    expect(readTree(root)).toEqual(before);
  });

  const manifests: readonly [name: string, text: string, problems: readonly string[]][] = [
    ['ports as text', '{ "name": "x", "api": { "port": "8003" }, "web": {} }', []],
    ['scopes', '{ "name": "x", "scopes": [{ "name": "a" }] }', []],
    ['a list', '[]', ['it is not one JSON object']],
    ['two objects', '{ "name": "x" } {}', ['it is not one JSON object']],
    ['no name', '{}', ['it has no "name"']],
    [
      'a name that is a script',
      '{ "name": "x$(touch y)" }',
      ['its "name" cannot name a folder and services'],
    ],
    [
      'a port too high',
      '{ "name": "x", "web": { "port": 70000 } }',
      ['web.port is not a number from 1 to 65535'],
    ],
    [
      'a port with a fraction',
      '{ "name": "x", "web": { "port": 1.5 } }',
      ['web.port is not a number from 1 to 65535'],
    ],
    [
      'a port that is no number',
      '{ "name": "x", "api": { "port": "http" } }',
      ['api.port is not a number from 1 to 65535'],
    ],
    [
      'sections and scopes of other kinds',
      '{ "name": "x", "api": null, "scopes": ["a"] }',
      ['"api" is not an object', '"scopes" is not a list of objects'],
    ],
  ];
  test.each(manifests)('judges a manifest with %s', (_, text, problems) => {
    writeFileSync(join(root, 'manifest.json'), text);
    expect(runJob(root, 'manifest')).toEqual({
      status: problems.length === 0 ? 0 : 1,
      output: problems
        .map((each) => `::error file=manifest.json::manifest.json is not valid: ${each}\n`)
        .join(''),
    });
  });

  it('fails for what is not JSON', () => {
    writeFileSync(join(root, 'manifest.json'), '{ "name": ');
    expect(runJob(root, 'manifest').status).not.toBe(0);
  });
});

describe('the check of compose files', () => {
  const files = {
    'manifest.json': manifest,
    'compose.override.prod.yml': `services:
  web_nei:
    environment: { ENABLE_RALLY: 'True' }
  api_rally:
    image: ghcr.io/x/api:\${TAG:?no tag}
    build: { context: extensions/rally/api-rally }
    env_file: [extensions/rally/.env]
    ports: ["\${PORT}:80"]
    cpus: \${CPUS}
    volumes: ["data:/data", "/deploy/keys:/keys:ro"]
    secrets: [key]
    depends_on: { db_pg: { condition: service_healthy } }
    networks: [backend]
`,
    'deploy/compose.yml': 'services: { api: { image: x, env_file: ["it\'s.env"] } }\n',
    'deploy/compose.prod.yml': 'services: { api: { restart: always } }\n',
  };

  it('accepts an override without the Platform, its variables, files and secrets', () => {
    expect(runJob(harden(writeTree(files)), 'compose')).toMatchObject({ status: 0 });
  });

  it.each([
    ['image: ghcr.io', 'imagee: ghcr.io', 'imagee'],
    ['networks: [backend]', 'networks: [other, backend]', 'other'],
    ['api: { restart: always }', 'api: { restart: 1 }', 'restart'],
  ])('does not accept it once %s has become %s', (before, after, told) => {
    const root = harden(writeTree(files));
    for (const path of ['compose.override.prod.yml', 'deploy/compose.prod.yml']) {
      writeFileSync(
        join(root, path),
        readFileSync(join(root, path), 'utf8').replace(before, after),
      );
    }
    const { status, output } = runJob(root, 'compose');
    expect(status).not.toBe(0);
    expect(output).toContain(told);
  });
});

test('what the rules add to workflows that are there gives the linters nothing to say', () => {
  const root = writeTree({
    'manifest.json': manifest,
    '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: "npm"
    directory: "/"
    schedule: { interval: "daily" }
    cooldown: { default-days: 7 }
`,
    '.github/workflows/ci.yml': `name: CI
on: [push, pull_request]

jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - uses: docker/login-action@v3 # for the cache
        with: { registry: ghcr.io, username: x, password: '\${{ secrets.GITHUB_TOKEN }}' }
      - uses: docker/build-push-action@v6
      - run: jq -e . manifest.json
`,
  });
  const before = github(root);
  const after = github(harden(root));
  expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([
    '.github/dependabot.yml',
    '.github/workflows/ci.yml',
    '.github/workflows/validate.yml',
  ]);
  expect(findingsOfOurs(before, after)).toEqual([]);
});
