import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { attempt } from './shell.mjs';

const DRIVERS = ['overlay2', 'vfs'];
/** A network for tests (RFC 2544), so that nothing of the machine's own is hidden. */
const BRIDGE = { name: 'rally-ext0', address: '198.19.211.1/29' };

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
    bridge: ownBridge(),
    iptables: 'false',
    ip6tables: 'false',
    'ip-masq': 'false',
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  // The plain builder is part of the engine; BuildKit would need a plugin beside the client.
  const env = { DOCKER_HOST: socket, DOCKER_BUILDKIT: '0', COMPOSE_DOCKER_CLI_BUILD: '0' };
  let daemon = launch(args, log);
  const stop = async () => {
    await daemon.end('SIGTERM');
    closeSync(log);
    unmountBelow(directory);
    rmSync(directory, { recursive: true, force: true });
    if (flags.bridge === BRIDGE.name) attempt('ip', ['link', 'delete', BRIDGE.name]);
  };
  /** Ends the engine as a power cut would, and starts it again on what it has left behind. */
  const crash = async () => {
    await daemon.end('SIGKILL');
    // What says that it runs would be gone with the power, and misleads once another has its number.
    for (const file of [flags.pidfile, join(flags['exec-root'], 'containerd/containerd.pid')]) {
      rmSync(file, { force: true });
    }
    daemon = launch(args, log);
    if (!(await isReady(daemon, env))) throw new Error('the engine does not start again');
  };
  if (await isReady(daemon, env)) return { env, driver, stop, crash };
  const lines = readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');
  await stop();
  return { reason: lines.at(-1) };
}

/**
 * The bridge of containers that ask for no network of their own: none needs it. But an engine that is
 * told to have none deletes docker0, which is that of the engine that runs already.
 */
function ownBridge() {
  if (!existsSync('/sys/class/net/docker0')) return 'none';
  const { name, address } = BRIDGE;
  attempt('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
  attempt('ip', ['address', 'add', address, 'dev', name]);
  attempt('ip', ['link', 'set', name, 'up']);
  return name;
}

/** An engine that was killed leaves its mounts. */
function unmountBelow(directory) {
  const points = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((point) => point.startsWith(`${directory}/`));
  for (const point of points.reverse()) attempt('umount', ['--lazy', point]);
}

function launch(args, log) {
  const daemon = spawn('dockerd', args, { stdio: ['ignore', log, log] });
  const ended = new Promise((resolve) => {
    daemon.once('exit', resolve);
    daemon.once('error', resolve);
  });
  const end = async (signal) => {
    if (daemon.exitCode === null) daemon.kill(signal);
    await ended;
  };
  return { end, hasEnded: () => daemon.exitCode !== null };
}

async function isReady(daemon, env) {
  for (let tries = 0; tries < 60 && !daemon.hasEnded(); tries += 1) {
    if (attempt('docker', ['info'], { env }).code === 0) return true;
    await wait(500);
  }
  return false;
}
