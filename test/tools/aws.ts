import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';

const environment = resolve('.cache/aws');
const PACKAGES = ['moto[secretsmanager]==5.1.16', 'flask', 'flask-cors', 'awscli==1.42.70'];

/** A server that answers as AWS does, and what a program needs to ask it. */
export interface Aws {
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** Starts moto's server on a free port of this machine; installs it and the AWS command line on first use. */
export async function startAws(): Promise<Aws> {
  const bin = join(environment, 'bin');
  if (!existsSync(join(bin, 'aws'))) {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    execFileSync(join(bin, 'python'), [...install, ...PACKAGES], { stdio: 'inherit' });
  }
  const port = await freePort();
  const server = spawn(join(bin, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_DEFAULT_REGION: 'eu-west-1',
  };
  for (let tries = 0; tries < 120; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      break;
    await wait(500);
  }
  return {
    env,
    stop: () => {
      server.kill();
    },
  };
}
