import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { rallyExt } from '../command/rally-ext.js';
import { copyTree, removeTrees } from '../tree.js';
import { fastapiPython } from './python.js';

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly healthcheck: { readonly test: string[] } }>
  >;
}

let server: ChildProcess | undefined;

afterAll(() => {
  server?.kill();
  removeTrees();
});

describe('the hardened sample extension, run for real', () => {
  const python = fastapiPython();
  const copy = copyTree('examples/tombola');
  rallyExt(['harden', copy, '--yes']);
  const compose = parse(readFileSync(join(copy, 'compose.override.prod.yml'), 'utf8')) as Compose;
  const [kind, program, ...args] = compose.services.api_tombola?.healthcheck.test ?? [];

  /** Runs the very command that the healthcheck runs in the container. */
  function probe(): number | null {
    const env = { ...process.env, PATH: `${dirname(python)}:${process.env.PATH ?? ''}` };
    return spawnSync(program ?? '', args, { env }).status;
  }

  it('has a probe that fails while nothing listens', () => {
    expect(kind).toBe('CMD');
    expect(program).toBe('python');
    expect(probe()).toBe(1);
  });

  it('answers /health with status, service and version, and the probe passes', async () => {
    const cwd = join(copy, 'api-tombola');
    const uvicorn = ['-m', 'uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', '8010'];
    server = spawn(python, uvicorn, { cwd, stdio: 'ignore' });
    const answer = await firstAnswer('http://127.0.0.1:8010/health');
    expect(answer).toEqual({ status: 'healthy', service: 'tombola', version: '0.3.0' });
    expect(probe()).toBe(0);
  });
});

async function firstAnswer(url: string): Promise<unknown> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      return await (await fetch(url)).json();
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`${url} never answered`);
}
