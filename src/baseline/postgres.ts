import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onPath, postgresPrograms, serverUser } from './programs.js';

/** A PostgreSQL of our own on this machine, empty, for as long as it is needed. */
export interface ThrowAwayServer {
  /** `postgresql://…`, as its administrator. */
  readonly url: string;
  /** Ends it and removes everything it wrote. */
  readonly stop: () => void;
}

/** The version the Platform runs. */
const PLATFORM_IMAGE = 'postgres:15-alpine';
const START_SECONDS = 60;
/** It may have to get the image first. */
const DOCKER_SECONDS = 300;

/** Why there is no server: what Docker said, where it was asked. */
export interface NoServer {
  readonly reason: string;
}

/** Why none can be started, where that is known at once. */
export function whyNoServer(): string | undefined {
  if (postgresPrograms() !== undefined || onPath('docker') !== undefined) return undefined;
  return 'neither PostgreSQL (initdb, pg_ctl) nor Docker is installed';
}

/** Starts a server: with local programs, else with Docker and `image`. */
export async function startPostgres(image = PLATFORM_IMAGE): Promise<ThrowAwayServer | NoServer> {
  const programs = postgresPrograms();
  const local = programs === undefined ? undefined : await startLocal(programs);
  if (local !== undefined) return local;
  if (onPath('docker') !== undefined) return startDocker(image);
  return { reason: whyNoServer() ?? 'PostgreSQL (initdb, pg_ctl) does not start' };
}

async function startLocal(programs: string): Promise<ThrowAwayServer | undefined> {
  const user = serverUser();
  if (user === undefined && process.getuid?.() === 0) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-postgres-'));
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  const run = (name: string, ...args: string[]): boolean =>
    spawnSync(join(programs, name), args, {
      ...{ cwd: directory, stdio: 'ignore', timeout: START_SECONDS * 1000 },
      ...user,
    }).status === 0;
  const password = randomBytes(16).toString('hex');
  const data = join(directory, 'data');
  const stop = (): void => {
    run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
    rmSync(directory, { recursive: true, force: true });
  };
  const secret = join(directory, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (user !== undefined) chownSync(secret, user.uid, user.gid);
  const port = await freePort();
  // It holds nothing worth keeping, so it may skip flushing; only this machine reaches it.
  const settings = `-p ${port} -k ${directory} -F -c listen_addresses=127.0.0.1`;
  const log = join(directory, 'log');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret];
  const isUp =
    run('initdb', ...initdb, '-E', 'UTF8', '--no-sync') &&
    run('pg_ctl', '-D', data, '-o', settings, '-l', log, '-w', 'start');
  if (!isUp) stop();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  return isUp ? { url, stop } : undefined;
}

async function startDocker(image: string): Promise<ThrowAwayServer | NoServer> {
  const password = randomBytes(16).toString('hex');
  const docker = (...args: string[]) =>
    spawnSync('docker', args, { encoding: 'utf8', timeout: DOCKER_SECONDS * 1000 });
  const env = `POSTGRES_PASSWORD=${password}`;
  const started = docker('run', '--rm', '-d', '-e', env, '-p', '127.0.0.1::5432', image);
  if (started.status !== 0) return { reason: `docker run ${image}: ${lastWords(started.stderr)}` };
  const id = started.stdout.trim();
  const stop = (): void => void docker('rm', '-f', id);
  const port = docker('port', id, '5432/tcp').stdout.trim().split('\n')[0]?.split(':').at(-1);
  for (let second = 0; second < START_SECONDS; second += 1) {
    // Over TCP: the server that first sets things up answers on its socket only.
    if (docker('exec', id, 'pg_isready', '-q', '-h', '127.0.0.1').status === 0) {
      const url = `postgresql://postgres:${password}@127.0.0.1:${port ?? ''}/postgres`;
      return { url, stop };
    }
    await sleep(1000);
  }
  const said = docker('logs', '--tail', '1', id).stderr;
  stop();
  return { reason: `${image} is not ready after ${START_SECONDS} seconds: ${lastWords(said)}` };
}

/** The last line that says something, without Docker's advice to ask for help. */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.includes("--help'"));
  return lines.at(-1)?.trim() ?? 'it said nothing';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
