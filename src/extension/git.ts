import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GitFacts } from './model.js';

const UNKNOWN: GitFacts = { owner: undefined, repository: undefined };

/** Owner and name of the `origin` remote on GitHub, from git's files; no process is started. */
export function readGit(root: string): GitFacts {
  try {
    const url = originUrl(readFileSync(join(configDirectory(root), 'config'), 'utf8'));
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
  const target = /^gitdir:\s*(.+?)\s*$/m.exec(readFileSync(git, 'utf8'))?.[1] ?? '';
  const directory = resolve(root, target);
  try {
    // A work tree shares the configuration of the repository it belongs to.
    return resolve(directory, readFileSync(join(directory, 'commondir'), 'utf8').trim());
  } catch {
    return directory;
  }
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
