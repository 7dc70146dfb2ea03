import { spawnSync } from 'node:child_process';
import { UsageError } from '../usage-error.js';

const BRANCH = 'main';
const MESSAGE = 'A new extension, as rally-ext makes it';

const WHO =
  'git config --global user.name "Your Name"; git config --global user.email you@example.org';

/**
 * Makes a git repository of a directory, where it is none yet, and commits everything in it. Returns
 * a line that says so.
 * @throws UsageError with git's own words where it refuses; what was written stays
 */
export function firstCommit(root: string): string {
  const run = (...args: string[]) => {
    const result = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    if (result.error === undefined) return result;
    throw new UsageError('git is not installed: nothing was committed');
  };
  const git = (...args: string[]): string => {
    const { status, stdout, stderr } = run(...args);
    if (status === 0) return stdout.trim();
    const words = (stderr.trim() || stdout.trim()).split('\n')[0] ?? '';
    throw new UsageError(`nothing was committed: git ${args[0] ?? ''} says: ${words}`);
  };
  // The folder may lie in another repository: this is one of its own.
  git('init', '--quiet', `--initial-branch=${BRANCH}`);
  git('add', '--all');
  // Its own words about this are ten lines.
  if (['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].some((who) => run('var', who).status !== 0)) {
    throw new UsageError(
      `nothing was committed: git does not know who you are; run ${WHO}; and then git commit`,
    );
  }
  git('commit', '--quiet', '--message', MESSAGE);
  return `committed ${git('rev-parse', '--short', 'HEAD')} on ${git('branch', '--show-current')}`;
}
