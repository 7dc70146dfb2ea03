import { spawnSync } from 'node:child_process';
import { UsageError } from '../usage-error.js';

const BRANCH = 'main';
const MESSAGE = 'A new extension, as rally-ext makes it';

/**
 * Makes a git repository of a directory, where it is none yet, and commits everything in it. Returns
 * a line that says so.
 * @throws UsageError with git's own words where it refuses; what was written stays
 */
export function firstCommit(root: string): string {
  const git = (...args: string[]): string => {
    const { status, stdout, stderr, error } = spawnSync('git', args, {
      cwd: root,
      encoding: 'utf8',
    });
    if (error !== undefined) throw new UsageError('git is not installed: nothing was committed');
    if (status === 0) return stdout.trim();
    const words = (stderr.trim() || stdout.trim()).split('\n')[0] ?? '';
    throw new UsageError(`nothing was committed: git ${args[0] ?? ''} says: ${words}`);
  };
  // The folder may lie in another repository: this is one of its own.
  git('init', '--quiet', `--initial-branch=${BRANCH}`);
  git('add', '--all');
  git('commit', '--quiet', '--message', MESSAGE);
  return `committed ${git('rev-parse', '--short', 'HEAD')} on ${git('branch', '--show-current')}`;
}
