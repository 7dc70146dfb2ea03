import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that speaks MongoDB's protocol, empty, with the user mongo and the password mongo. */
export interface MongoServer {
  readonly port: number;
  readonly stop: () => void;
}

/** Starts one; undefined where it cannot be built. MongoDB itself is in no package registry. */
export async function startMongo(): Promise<MongoServer | undefined> {
  if (spawnSync('go', ['version']).status !== 0) return undefined;
  const program = build();
  const state = mkdtempSync(join(tmpdir(), 'rally-ext-mongo-'));
  const port = await freePort();
  const user = ['--test-enable-new-auth', '--setup-database=admin'];
  const server = spawn(
    program,
    [
      ...['--handler=sqlite', `--sqlite-url=file:${state}/`, `--state-dir=${state}`],
      ...[`--listen-addr=127.0.0.1:${port}`, '--debug-addr=-', '--telemetry=disable'],
      ...[...user, '--setup-username=mongo', '--setup-password=mongo'],
    ],
    { stdio: 'ignore' },
  );
  for (let tries = 0; tries < 150 && !(await answers(port)); tries += 1) await sleep(200);
  const stop = (): void => {
    server.kill('SIGKILL');
    rmSync(state, { recursive: true, force: true });
  };
  return { port, stop };
}

/** Built on first use. */
function build(): string {
  return execFileSync(process.execPath, ['scripts/build-ferretdb.mjs'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => {
      done(false);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        done(port);
      });
    });
  });
}
