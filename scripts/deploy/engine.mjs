import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { attempt } from './shell.mjs';

const DRIVERS = ['overlay2', 'vfs'];

/**
 * Starts a Docker engine of our own, beside one that may run already: its own socket and its own
 * images, no network (its containers have none), all of it gone with `stop`.
 */
export async function startEngine() {
  const reasons = [];
  for (const driver of DRIVERS) {
    const engine = await startWith(driver);
    if (engine.env !== undefined) return engine;
    reasons.push(`${driver}: ${engine.reason}`);
  }
  throw new Error(`no Docker engine can be started here: ${reasons.join('; ')}`);
}

async function startWith(driver) {
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-engine-'));
  const socket = `unix://${directory}/docker.sock`;
  const log = openSync(join(directory, 'log'), 'w');
  const flags = {
    'data-root': join(directory, 'data'),
    'exec-root': join(directory, 'exec'),
    pidfile: join(directory, 'pid'),
    host: socket,
    'storage-driver': driver,
    bridge: 'none',
    iptables: 'false',
    ip6tables: 'false',
    'ip-masq': 'false',
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const daemon = spawn('dockerd', args, { stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => {
    daemon.once('exit', resolve);
    daemon.once('error', resolve);
  });
  const stop = async () => {
    if (daemon.exitCode === null) daemon.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  // The plain builder is part of the engine; BuildKit would need a plugin beside the client.
  const env = { DOCKER_HOST: socket, DOCKER_BUILDKIT: '0', COMPOSE_DOCKER_CLI_BUILD: '0' };
  for (let tries = 0; tries < 60 && daemon.exitCode === null; tries += 1) {
    if (attempt('docker', ['info'], { env }).code === 0) return { env, driver, stop };
    await wait(500);
  }
  const lines = readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');
  await stop();
  return { reason: lines.at(-1) };
}
