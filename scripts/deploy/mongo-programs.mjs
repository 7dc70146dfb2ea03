import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { attempt, isInstalled, run } from './shell.mjs';

const SHELL = 'mongosh@2.12.0';
/** MongoDB's own mongodump and mongorestore; its versions are no versions of Go modules. */
const MODULE = 'github.com/mongodb/mongo-tools';
const COMMIT = '8fa3cfc82';
const TOOLS = ['mongodump', 'mongorestore'];

/**
 * What an image that stands for `mongo` is made of: its server, its shell and its tools, each where
 * it is. `reason` instead where one of them cannot be had here.
 */
export function mongoPrograms() {
  if (!isInstalled('go')) return { reason: 'Go is not there to build FerretDB with' };
  const tools = findTools();
  if (tools.reason !== undefined) return tools;
  const server = run(process.execPath, ['scripts/build-ferretdb.mjs']).trim();
  return { server, shell: installShell(), tools: tools.directory };
}

function installShell() {
  const directory = resolve(`.cache/deploy/${SHELL}`);
  if (existsSync(directory)) return directory;
  const whole = `${directory}.${process.pid}`;
  mkdirSync(whole, { recursive: true });
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'];
  run('npm', ['install', ...flags, '--prefix', whole, SHELL]);
  renameSync(whole, directory);
  return directory;
}

/** Those of this machine where they run without its libraries, else built with Go. */
function findTools() {
  const directory = resolve(`.cache/deploy/mongo-tools-${COMMIT}`);
  if (existsSync(directory)) return { directory };
  const build = mkdtempSync(join(tmpdir(), 'rally-ext-mongo-tools-'));
  try {
    if (TOOLS.every(isInstalled)) {
      for (const tool of TOOLS) copyFileSync(find(tool), join(build, tool));
      return keep(build, directory);
    }
    return buildTools(build, directory);
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

function buildTools(build, directory) {
  const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=mod' };
  const go = (...args) => attempt('go', args, { cwd: build, env });
  const steps = [
    ['mod', 'init', 'tools'],
    ['get', `${MODULE}@${COMMIT}`],
    ...TOOLS.map((tool) => ['build', '-o', join(build, tool), `${MODULE}/${tool}/main`]),
  ];
  for (const step of steps) {
    const { code, err } = go(...step);
    if (code !== 0) {
      const [word = ''] = err.trim().split('\n');
      return { reason: `no mongodump and mongorestore here, and Go cannot build them: ${word}` };
    }
  }
  return keep(build, directory);
}

function keep(build, directory) {
  const whole = `${directory}.${process.pid}`;
  mkdirSync(whole, { recursive: true });
  for (const tool of TOOLS) copyFileSync(join(build, tool), join(whole, tool));
  renameSync(whole, directory);
  return { directory };
}

function find(tool) {
  return run('sh', ['-c', `command -v ${tool}`]).trim();
}
