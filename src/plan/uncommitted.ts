import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../files/explain.js';
import { UsageError } from '../usage-error.js';

/** Names are names and not patterns; no program that a repository's configuration names is run for speed. */
const SAFELY = ['--literal-pathspecs', '--no-optional-locks', '-c', 'core.fsmonitor=false'];
const STATUS = ['--porcelain=v1', '-z', '--untracked-files=all', '--ignored', '--no-renames'];
const TIMEOUT_MS = 60_000;

/**
 * Which of `paths` have content that git does not hold (modified, staged, untracked or ignored), so
 * that writing to them could not be undone by git alone. Empty outside a git work tree.
 * @throws UsageError where there is a `.git` and git cannot tell (not installed, not its owner, broken)
 */
export function uncommitted(root: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const inside = git(root, ['rev-parse', '--show-prefix'])?.replace(/\n$/, '');
  if (inside === undefined) return [];
  const status = git(root, ['status', ...STATUS, '--', ...paths]) ?? '';
  return status
    .split('\0')
    .filter((entry) => /^[ MADRCTU?!]{2} /.test(entry))
    .map((entry) => entry.slice(3))
    .map((path) => (path.startsWith(inside) ? path.slice(inside.length) : path))
    .filter((path) => paths.includes(path));
}

/** What git prints; undefined where there is no repository to ask about. */
function git(root: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync('git', [...SAFELY, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    timeout: TIMEOUT_MS,
  });
  if (status === 0) return stdout;
  // Not asked of git, which also says that there is no repository where it finds a broken one.
  if (!isBelowGit(root)) return undefined;
  const [line = ''] = error === undefined ? stderr.split('\n') : [explain(error)];
  const reason = line.replace(/^fatal: /, '') || 'it failed without a word';
  throw new UsageError(
    `git cannot tell whether there are uncommitted changes (${reason}): repair that, or pass --force`,
  );
}

function isBelowGit(directory: string): boolean {
  if (lstatSync(join(directory, '.git'), { throwIfNoEntry: false }) !== undefined) return true;
  const parent = dirname(directory);
  return parent !== directory && isBelowGit(parent);
}

function explain(error: Error): string {
  const code = codeOf(error);
  if (code === 'ENOENT') return 'git is not installed';
  return code === 'ETIMEDOUT' ? 'git does not answer' : error.message;
}
