// Tests that need a Docker engine: what we write really deploys. Needs root on Debian, where it
// installs what is missing; it starts an engine of its own and leaves nothing running.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildNginxImage,
  buildNodeImage,
  buildPostgresImage,
  buildPythonImage,
  buildUnprivilegedNginxImage,
} from './deploy/base-image.mjs';
import { conclude } from './deploy/checks.mjs';
import { composes } from './deploy/compose.mjs';
import { startEngine } from './deploy/engine.mjs';
import { checkDocument } from './deploy/follow.mjs';
import { checkImages } from './deploy/images.mjs';
import { checkMongo } from './deploy/mongo.mjs';
import { checkMigrations } from './deploy/migrations.mjs';
import { checkScaffold } from './deploy/scaffold.mjs';
import { checkSecrets } from './deploy/secrets.mjs';
import { checkCrash } from './deploy/crash.mjs';
import { checkPlatform } from './deploy/platform.mjs';
import { installPackages, run } from './deploy/shell.mjs';
import { checkTls } from './deploy/tls.mjs';
import { checkWorkflow } from './deploy/workflow.mjs';
import { checkStack, checkStaging, prepareMachine } from './deploy/stack.mjs';

const NGINX = 'nginx:1.29-alpine';

const reason =
  process.getuid?.() !== 0
    ? 'it needs root'
    : existsSync('/etc/debian_version')
      ? ''
      : 'it needs Debian';
if (reason === '') await main();
else console.log(`test:deploy: skipped: ${reason}`);

async function main() {
  installPackages({ dockerd: 'docker.io', docker: 'docker.io', debootstrap: 'debootstrap' });
  const found = composes();
  const engine = await engineOrSkip();
  if (engine === undefined) return;
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-deploy-'));
  try {
    console.log(`a Docker engine of our own (${engine.driver})`);
    buildPythonImage('python:3.12-slim', engine.env);
    buildNginxImage(NGINX, engine.env);
    buildUnprivilegedNginxImage('nginxinc/nginx-unprivileged:1.29-alpine', NGINX, engine.env);
    buildPostgresImage('postgres:15-alpine', engine.env);
    checkSecrets(join(directory, 'secrets'), found, engine.env);
    await checkImages(join(directory, 'images'), found, engine.env);
    await checkMigrations(join(directory, 'migrations'), found, engine.env);
    await checkStacks(join(directory, 'machine'), found, engine);
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
  conclude();
}

/** The stack without the Platform, staging beside it, and the extension within the Platform. */
async function checkStacks(home, found, engine) {
  const compose = found.find(({ name }) => name === 'v2')?.program;
  if (compose === undefined) {
    console.log('  not tried: the standalone stack: there is no Compose v2');
    return;
  }
  buildNodeImage('node:22-alpine', engine.env);
  run('docker', ['tag', NGINX, 'nginx:1.27-alpine'], { env: engine.env });
  const machine = prepareMachine(home, compose, engine);
  checkStack(machine);
  checkStaging(machine);
  await checkTls(machine);
  await checkCrash(machine);
  checkWorkflow(machine);
  checkPlatform(machine);
  machine.stack('down', '--volumes');
  checkMongo(`${home}-mongo`, compose, engine);
  checkDocument(join(home, 'document'), compose, engine);
  await checkScaffold(`${home}-new`, compose, engine);
}

/** In CI an engine that does not start is a failure, elsewhere a reason to skip. */
async function engineOrSkip() {
  try {
    return await startEngine();
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.log(`test:deploy: skipped: ${error.message}`);
    return undefined;
  }
}
