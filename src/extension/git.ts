import { realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readRegular } from '../files/read.js';
import type { GitFacts } from './model.js';

/** Git's own files are far smaller; what is not its own may be anything. */
const MAX_BYTES = 1024 * 1024;
const UNKNOWN: GitFacts = { owner: undefined, repository: undefined };

/** Owner and name of the `origin` remote on GitHub, from git's files; no process is started. */
export function readGit(root: string): GitFacts {
  try {
    const url = originUrl(read(join(configDirectory(root), 'config')));
    return url === undefined ? UNKNOWN : githubRepository(url);
  } catch {
    // Not a repository, or not readable: nothing is known, and nothing depends on it.
    return UNKNOWN;
  }
}

/** `.git` is a directory, or in a submodule or work tree a file that names one. */
function configDirectory(root: string): string {
  const git = join(root, '.git');
  if (statSync(git).isDirectory()) return git;
  const target = /^gitdir:\s*(.+?)\s*$/m.exec(read(git))?.[1] ?? '';
  const directory = resolve(root, target);
  try {
    // A work tree shares the configuration of the repository it belongs to.
    return resolve(directory, read(join(directory, 'commondir')).trim());
  } catch {
    return directory;
  }
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
function githubRepository(url: string): GitFacts {
  const match =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?(?:www\.|ssh\.)?github\.com(?::\d+(?=\/))?[/:]\/*([^/]+)\/([^/]+?)(?:\.git)?\/*$/i.exec(
      url,
    );
  return match === null ? UNKNOWN : { owner: match[1], repository: match[2] };
}
