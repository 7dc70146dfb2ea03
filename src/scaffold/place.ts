import { readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readGit } from '../extension/git.js';
import { MANIFEST } from '../extension/manifest.js';
import { platformFolder } from '../extension/platform.js';

/** What a fresh repository comes with; none of it is in a new extension's way. */
const WELCOME =
  /^(\.git|\.gitignore|\.gitattributes|\.yo-rc\.json|\.DS_Store|LICEN[CS]E.*|README.*)$/i;

/**
 * What stands where an extension is to be made: `free` where nothing does, or what a fresh
 * repository comes with; `unusable` where no directory can be.
 */
export type Place =
  | { readonly kind: 'free' }
  | { readonly kind: 'extension' }
  | { readonly kind: 'taken'; readonly entries: readonly string[] }
  | { readonly kind: 'unusable'; readonly reason: string };

export function placeOf(directory: string): Place {
  const root = resolve(directory);
  try {
    const stats = statSync(root, { throwIfNoEntry: false });
    if (stats === undefined) return { kind: 'free' };
    if (!stats.isDirectory()) return { kind: 'unusable', reason: 'is not a directory' };
    const entries = readdirSync(root).sort();
    if (entries.includes(MANIFEST)) return { kind: 'extension' };
    const strangers = entries.filter((entry) => !WELCOME.test(entry));
    return strangers.length === 0 ? { kind: 'free' } : { kind: 'taken', entries: strangers };
  } catch {
    return { kind: 'unusable', reason: 'cannot be looked into' };
  }
}

/** Why an extension of this name cannot be in this directory: the Platform knows it by its folder. */
export function whyNotHere(directory: string, name: string): string | undefined {
  const folder = platformFolder(resolve(directory));
  if (folder === undefined || folder === name) return undefined;
  return `the Platform knows an extension by its folder: extensions/${folder} cannot hold "${name}"`;
}

/** Whose the images are: the owner of the repository, or of the Platform that the directory is in. */
export function ownerOf(directory: string): string | undefined {
  const root = resolve(directory);
  const { owner } = readGit(root);
  if (owner !== undefined || platformFolder(root) === undefined) return owner;
  return readGit(dirname(dirname(root))).owner;
}
