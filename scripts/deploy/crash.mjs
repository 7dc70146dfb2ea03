import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkAsync } from './checks.mjs';
import { attempt } from './shell.mjs';

const API = 'ghcr.io/example-union/api-tombola';

/** The engine dies while one version replaces another. */
export async function checkCrash(machine) {
  await checkAsync('after a deployment that was cut off the next one finishes', async () => {
    machine.stack('down', '--volumes');
    rmSync(machine.env.STATE_DIR, { recursive: true, force: true });
    machine.ends(0, 'deploy', '--no-pull', '1.0.0');
    machine.sell('ana');
    const script = join(machine.directory, 'deploy/deploy.sh');
    const env = { ...process.env, ...machine.env };
    const child = spawn(script, ['--no-pull', '2.0.0'], { env, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await until(() => running(machine, `${API}:2.0.0`));
    await machine.engine.crash();
    assert.ok([2, 3].includes(await ended), 'the script says that it failed');
    machine.ends(0, 'deploy', '--no-pull', '2.0.0');
    assert.match(machine.ends(0, 'status'), /version {3}2\.0\.0\nschema {4}0002/);
    assert.deepEqual(machine.owners(), ['ana']);
  });
}

function running(machine, image) {
  const args = ['ps', '--quiet', '--filter', `ancestor=${image}`];
  return attempt('docker', args, { env: machine.engine.env }).out.trim() !== '';
}

async function until(holds) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (holds()) return;
    await wait(100);
  }
  throw new Error('the new version was not started within half a minute');
}
