import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rallyExt } from '../command/rally-ext.js';
import { copyTree, readTree, removeTrees } from '../tree.js';
import { dockerCompose } from './docker-compose.js';
import { lintWorkflows } from './lint-workflows.js';
import { linters } from './linters.js';

afterAll(removeTrees);

/** The sample extension with all that `harden` gives it. */
const root = copyTree('examples/tombola');
rallyExt(['harden', root, '--yes', '--review', '--force']);
const files = readTree(root);

const { shellcheck } = linters();

/** The sample with MongoDB instead of PostgreSQL, or beside it. */
function withMongo(isAlone: boolean): string {
  const directory = copyTree('examples/tombola');
  const override = join(directory, 'compose.override.prod.yml');
  const text = readFileSync(override, 'utf8');
  const both = text
    .replace('POSTGRES_SERVER: db_pg', '$&\n      MONGO_SERVER: db_mongo')
    .replace('- db_pg', '$&\n      - db_mongo');
  const alone = text.replaceAll('POSTGRES', 'MONGO').replaceAll('db_pg', 'db_mongo');
  writeFileSync(override, isAlone ? alone : both);
  rallyExt(['harden', directory, '--yes', '--review', '--force']);
  return directory;
}

/** The kinds of databases that the scripts know, as they are backed up. */
function kindsIn(directory: string): string | undefined {
  const text = readFileSync(join(directory, 'deploy/stack.sh'), 'utf8');
  return /^kinds='(.*)'$/m.exec(text)?.[1];
}

(shellcheck === undefined ? test.skip : test)('shellcheck has nothing to say about deploy/', () => {
  const trees = [root, withMongo(true), withMongo(false)];
  expect(trees.map(kindsIn)).toEqual(['postgres', 'mongo', 'mongo postgres']);
  for (const cwd of trees) {
    const scripts = Object.keys(readTree(cwd)).filter((path) => /^deploy\/[\w-]+\.sh$/.test(path));
    expect(scripts.length).toBeGreaterThanOrEqual(7);
    const { stdout, status } = spawnSync(shellcheck ?? '', scripts, { cwd, encoding: 'utf8' });
    expect([stdout, status]).toEqual(['', 0]);
  }
});

test('every script explains itself', () => {
  for (const name of ['deploy', 'rollback', 'backup', 'restore', 'status']) {
    const help = spawnSync(join(root, `deploy/${name}.sh`), ['--help'], { encoding: 'utf8' });
    expect([help.status, help.stdout.split('\n')[0]]).toEqual([
      0,
      expect.stringMatching(`^usage: ${name}\\.sh \\[options\\]`),
    ]);
  }
});

test('the deploy workflow has no findings', () => {
  const path = '.github/workflows/deploy.yml';
  expect(lintWorkflows({ [path]: files[path] ?? '' })).toEqual([]);
});

const STACK = 'deploy/compose.standalone.yml';
const TLS = 'deploy/compose.standalone.tls.yml';
const STAGING = 'deploy/compose.staging.yml';

/** What Compose makes of these files together. */
function configOf(paths: readonly string[]) {
  const named = paths.flatMap((path) => ['-f', path]);
  const args = [...named, '--env-file', '.env.production.example', 'config', '--format', 'json'];
  const { stdout, stderr, status } = spawnSync(
    join(dockerCompose(), 'docker'),
    ['compose', ...args],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return { stdout, stderr, status };
}

test.each([[[]], [[TLS]], [[STAGING]], [[TLS, STAGING]]])(
  'docker compose accepts the stack with %j',
  (overlays) => {
    const { stderr, status } = configOf([STACK, ...overlays]);
    expect([stderr, status]).toEqual(['', 0]);
  },
);

test('staging gets a project, a port and secrets of its own', () => {
  const config = JSON.parse(configOf([STACK, STAGING]).stdout) as {
    name: string;
    services: { proxy: { ports: { published: string }[] } };
    volumes: Record<string, { name: string }>;
    secrets: Record<string, { file: string }>;
  };
  expect(config.name).toBe('tombola-staging');
  expect(config.services.proxy.ports.map(({ published }) => published)).toEqual(['8081']);
  expect(Object.values(config.volumes).map(({ name }) => name)).toEqual([
    'tombola-staging_db_pg_data',
  ]);
  expect(Object.values(config.secrets).map(({ file }) => file)).toEqual([
    '/deploy/secrets-staging/postgres_password',
  ]);
});

test('dclint finds no error in the stacks', () => {
  const program = resolve('node_modules/.bin/dclint');
  const args = ['--formatter', 'json', '--quiet', STACK, TLS];
  const { stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  const found = JSON.parse(stdout) as { filePath: string; messages: { message: string }[] }[];
  expect(found.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
});

test('a second run changes nothing', () => {
  rallyExt(['harden', root, '--yes', '--review', '--force']);
  for (const [path, text] of Object.entries(files)) {
    expect([path, readFileSync(join(root, path), 'utf8')]).toEqual([path, text]);
  }
});
