import { spawnSync } from 'node:child_process';
import { onPath } from './programs.js';

/** Lock files and what refreshes each without raising other versions. */
const LOCKS = [
  { file: 'poetry.lock', program: 'poetry', args: ['lock'] },
  { file: 'uv.lock', program: 'uv', args: ['lock'] },
  { file: 'pdm.lock', program: 'pdm', args: ['lock', '--update-reuse'] },
] as const;

/** Poetry makes a virtual environment for whatever it is asked; a lock file needs none. */
const ENVIRONMENT = { ...process.env, POETRY_VIRTUALENVS_CREATE: 'false' };

/** It may have to look at every package of an index. */
const TIMEOUT_MS = 600_000;

/** Refreshes a lock file of a directory; undefined where its package manager is not installed. */
export function refreshLock(
  directory: string,
  name: string,
): { isFine: boolean; output: string } | undefined {
  const lock = LOCKS.find(({ file }) => file === name);
  if (lock === undefined || onPath(lock.program) === undefined) return undefined;
  const { program, args } = lock;
  const run = (...words: string[]) =>
    spawnSync(program, words, {
      ...{ cwd: directory, encoding: 'utf8', env: ENVIRONMENT, timeout: TIMEOUT_MS },
    });
  // Before its version 2, Poetry raises every version where it is not told otherwise.
  const isOld = program === 'poetry' && /\b1\.\d+\.\d+/.test(run('--version').stdout);
  const { status, stdout, stderr, error } = run(...args, ...(isOld ? ['--no-update'] : []));
  // A program that could not be started has said nothing.
  const output = error === undefined ? stdout + stderr : `${error.message}\n`;
  return { isFine: status === 0, output };
}
