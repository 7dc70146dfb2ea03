import { spawnSync } from 'node:child_process';

/** The POSIX shells of this machine: those of Debian and Alpine, and bash as sh. */
export const shells: readonly (readonly string[])[] = [
  ['sh'],
  ['dash'],
  ['busybox', 'sh'],
  ['bash', '--posix'],
].filter(([program = '', ...args]) => spawnSync(program, [...args, '-c', ':']).status === 0);

interface Ran {
  readonly pid: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script with these arguments and no other environment than this one and PATH. */
export function runScript(
  shell: readonly string[],
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ran {
  const [program = '', ...options] = shell;
  const { pid, status, stdout, stderr } = spawnSync(program, [...options, ...args], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { pid, status, stdout, stderr };
}

/** How a script ends that cannot write its help; `still there` where it does not within seconds. */
export function helpIntoNothing(shell: readonly string[], script: string): string {
  const { error } = spawnSync('sh', ['-c', 'exec "$@" --help >&-', 'sh', ...shell, script], {
    timeout: 5_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return error === undefined ? 'ended' : 'still there';
}
