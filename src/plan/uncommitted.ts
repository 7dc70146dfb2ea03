import { spawnSync } from 'node:child_process';

/**
 * Which of `paths` have changes that git does not hold yet (modified, staged or untracked), so that
 * writing to them could not be undone by git alone. Empty outside a git work tree or without git.
 */
export function uncommitted(root: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const args = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--', ...paths];
  const git = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (git.status !== 0) return [];
  const prefix = spawnSync('git', ['rev-parse', '--show-prefix'], { cwd: root, encoding: 'utf8' });
  const inside = prefix.stdout.trimEnd();
  return git.stdout
    .split('\0')
    .filter((entry) => /^[ MADRCU?]{2} /.test(entry))
    .map((entry) => entry.slice(3))
    .map((path) => (path.startsWith(inside) ? path.slice(inside.length) : path))
    .filter((path) => paths.includes(path));
}
