import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { onPath } from '../../src/baseline/programs.js';
import { freePort } from './free-port.js';

/** A Vault server with nothing in it, and what a program needs to ask it. */
export interface Vault {
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** Is `vault` on PATH? No package registry has it. */
export function hasVault(): boolean {
  return onPath('vault') !== undefined;
}

/** Starts Vault in development mode (in memory, unsealed) on a free port of this machine. */
export async function startVault(): Promise<Vault> {
  const token = 'root-of-the-test';
  const address = `127.0.0.1:${await freePort()}`;
  const flags = ['-dev', `-dev-root-token-id=${token}`, `-dev-listen-address=${address}`];
  // Without -dev-no-store-token it would write its token into the home directory.
  const server = spawn('vault', ['server', ...flags, '-dev-no-store-token'], { stdio: 'ignore' });
  const env = {
    PATH: process.env.PATH ?? '',
    VAULT_ADDR: `http://${address}`,
    VAULT_TOKEN: token,
  };
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      execFileSync('vault', ['status'], { env, stdio: 'ignore' });
      break;
    } catch {
      await wait(500);
    }
  }
  return {
    env,
    stop: () => {
      server.kill();
    },
  };
}
