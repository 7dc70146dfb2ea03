import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { attempt, installPackages, isInstalled, run } from './shell.mjs';

const VERSION = 'v2.40.3';
const MODULE = 'github.com/docker/compose/v2';

/** The versions of Compose to try: those that can be had here, and why the others cannot. */
export function composes() {
  return [get('v1', versionOne), get('v2', versionTwo)];
}

function get(name, find) {
  try {
    return { name, program: find() };
  } catch (error) {
    return { name, reason: error.message.split('\n')[0] };
  }
}

/** Debian 12 still has the last release of the first version. */
function versionOne() {
  installPackages({ 'docker-compose': 'docker-compose' });
  const { out } = attempt('docker-compose', ['version', '--short']);
  if (!out.startsWith('1.')) throw new Error(`this system has no Compose v1, but ${out.trim()}`);
  return 'docker-compose';
}

/** Built from its Go module; what its go.mod excludes keeps `go install` from doing so directly. */
function versionTwo() {
  const program = resolve(`.cache/deploy/compose-${VERSION}`);
  if (existsSync(program)) return program;
  if (!isInstalled('go')) throw new Error('Go is not there to build it with');
  const cwd = mkdtempSync(join(tmpdir(), 'rally-ext-compose-'));
  try {
    mkdirSync(dirname(program), { recursive: true });
    run('go', ['mod', 'init', 'compose-build'], { cwd });
    run('go', ['get', `${MODULE}/cmd@${VERSION}`], { cwd });
    run('go', ['build', '-o', program, `${MODULE}/cmd`], { cwd });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return program;
}
