import { spawnSync } from 'node:child_process';
import { onPath } from './programs.js';

/** Lock files and what refreshes each without raising other versions. */
const LOCKS = [
  { file: 'poetry.lock', program: 'poetry', args: ['lock'] },
  { file: 'uv.lock', program: 'uv', args: ['lock'] },
  { file: 'pdm.lock', program: 'pdm', args: ['lock', '--update-reuse'] },
] as const;

/** Refreshes a lock file of a directory; undefined where its package manager is not installed. */
export function refreshLock(
  directory: string,
  name: string,
): { isFine: boolean; output: string } | undefined {
  const lock = LOCKS.find(({ file }) => file === name);
  if (lock === undefined || onPath(lock.program) === undefined) return undefined;
  const { program, args } = lock;
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: directory, encoding: 'utf8' });
  return { isFine: status === 0, output: stdout + stderr };
}
