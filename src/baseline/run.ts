import { spawn } from 'node:child_process';

/** A program with its first arguments. */
export type Program = readonly [program: string, ...args: string[]];

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** It is ended after so long. */
  readonly seconds: number;
  /** It is ended at once when this aborts. */
  readonly signal: AbortSignal;
}

/** How a program ended, and everything it said. */
export interface Ran {
  readonly isFine: boolean;
  readonly out: string;
  readonly err: string;
}

/** More is not kept: it is for a person, and the end is what matters. */
const KEPT = 1_000_000;

/**
 * Runs a program that reads nothing, with everything it starts in a process group of its own: when
 * its time is over, or the run is interrupted, all of it is ended.
 */
export function run([program, ...args]: Program, options: RunOptions): Promise<Ran> {
  const { cwd, env, seconds, signal } = options;
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve({ isFine: false, out: '', err: 'interrupted' });
      return;
    }
    const child = spawn(program, args, {
      ...{ cwd, env, detached: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    let cut: string | undefined;
    const end = (why: string): void => {
      cut = why;
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Windows knows no groups, and elsewhere it may have ended by itself.
        child.kill('SIGKILL');
      }
    };
    const interrupt = (): void => {
      end('interrupted');
    };
    const timer = setTimeout(end, seconds * 1000, `it took longer than ${seconds} seconds`);
    signal.addEventListener('abort', interrupt);
    for (const [key, stream] of [
      ['out', child.stdout],
      ['err', child.stderr],
    ] as const) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said[key] = (said[key] + text).slice(-KEPT);
      });
    }
    const finish = (isFine: boolean, last: string): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      resolve({ isFine, out: said.out, err: said.err + last });
    };
    child.on('error', (error) => {
      finish(false, error.message);
    });
    child.on('close', (code) => {
      finish(code === 0 && cut === undefined, cut === undefined ? '' : `\n${cut}\n`);
    });
  });
}
