import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { readRegular } from '../files/read.js';
import type { GitFacts } from './model.js';

/** Git's own files are far smaller; what is not its own may be anything. */
const MAX_BYTES = 16 * 1024 * 1024;

type Remote = Pick<GitFacts, 'owner' | 'repository'>;

/** Owner, name and default branch, from git's own files; no process is started. */
export function readGit(root: string): GitFacts {
  const git = attempt(() => gitDirectory(root));
  if (git === undefined) {
    const unknown = { owner: undefined, repository: undefined, defaultBranch: undefined };
    return { ...unknown, around: repositoryAround(root) };
  }
  const shared = commonDirectory(git);
  const url = originUrl(attempt(() => read(join(shared, 'config'))) ?? '');
  const remote = url === undefined ? undefined : githubRepository(url);
  return {
    owner: remote?.owner,
    repository: remote?.repository,
    defaultBranch: readDefaultBranch(git, shared),
    around: undefined,
  };
}

function repositoryAround(root: string): string | undefined {
  for (let at = root; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(dirname(at), '.git'))) return relative(root, dirname(at));
  }
  return undefined;
}

/** Nothing depends on these facts: what is not there or not readable is not known. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** `.git` is a directory, or in a submodule or work tree a file that names one. */
function gitDirectory(root: string): string {
  const git = join(root, '.git');
  if (statSync(git).isDirectory()) return git;
  return resolve(root, /^gitdir:\s*(.+?)\s*$/m.exec(read(git))?.[1] ?? '');
}

/** A work tree shares configuration and branches with the repository it belongs to. */
function commonDirectory(git: string): string {
  const common = attempt(() => read(join(git, 'commondir')).trim());
  return common === undefined ? git : resolve(git, common);
}

/** What `origin` has as its HEAD; without that main or master, else the branch that is checked out. */
function readDefaultBranch(git: string, shared: string): string | undefined {
  const ref = (file: string): string | undefined =>
    attempt(() => /^ref: (?:refs\/(?:heads|remotes\/origin)\/)(\S+)/.exec(read(file)))?.[1];
  const packed = attempt(() => read(join(shared, 'packed-refs'))) ?? '';
  const exists = (branch: string): boolean =>
    existsSync(join(shared, 'refs/heads', branch)) ||
    existsSync(join(shared, 'refs/remotes/origin', branch)) ||
    new RegExp(` refs/(heads|remotes/origin)/${branch}$`, 'm').test(packed);
  return (
    ref(join(shared, 'refs/remotes/origin/HEAD')) ??
    ['main', 'master'].find(exists) ??
    ref(join(git, 'HEAD'))
  );
}

/** Empty for a pipe or a device, which must not be waited for. */
function read(path: string): string {
  return readRegular(realpathSync(path), MAX_BYTES)?.bytes.toString('utf8') ?? '';
}

/** The `url` of `[remote "origin"]` in git's configuration format (git-config(1)). */
function originUrl(config: string): string | undefined {
  let inOrigin = false;
  for (const line of config.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line)?.[1];
    if (section !== undefined) inOrigin = /^remote\s+"origin"$/i.test(section);
    const url = inOrigin ? /^\s*url\s*=\s*"?([^"\s;#]+)/i.exec(line)?.[1] : undefined;
    if (url !== undefined) return url;
  }
  return undefined;
}

/** `https://user:token@github.com/o/r.git`, `ssh://git@github.com:22/o/r`, `git@github.com:o/r.git`. */
function githubRepository(url: string): Remote | undefined {
  const match =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?(?:www\.|ssh\.)?github\.com(?::\d+(?=\/))?[/:]\/*([^/]+)\/([^/]+?)(?:\.git)?\/*$/i.exec(
      url,
    );
  return match === null ? undefined : { owner: match[1], repository: match[2] };
}
