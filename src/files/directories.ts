import { lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The parts of a relative path with `/` between them.
 * @throws Error for a path that is absolute, leaves the root or is not in its simplest form
 */
export function partsOf(path: string): string[] {
  const parts = path.split('/');
  const odd = parts.some((part) => part === '' || part === '.' || part === '..');
  if (odd || /[\0\\]/.test(path)) throw new Error('it is not a plain path inside the extension');
  return parts;
}

/**
 * Makes sure that every directory of `parts` below `root` is there and is a real directory.
 * @returns the directories that had to be made, outermost first
 * @throws Error where one is a symbolic link or no directory; what was made before is removed again
 */
export function ensureDirectories(root: string, parts: readonly string[]): string[] {
  const made: string[] = [];
  try {
    parts.reduce((parent, part) => {
      const directory = join(parent, part);
      if (makeDirectory(directory)) made.push(directory);
      return directory;
    }, root);
  } catch (error) {
    removeDirectories(made);
    throw error;
  }
  return made;
}

/**
 * Makes sure that the file `path` below `root` is not reached through a symbolic link.
 * @throws Error where a directory on the way is one, or is none
 */
export function requireRealDirectories(root: string, path: string): void {
  partsOf(path)
    .slice(0, -1)
    .reduce((parent, part) => {
      const directory = join(parent, part);
      if (!requireDirectory(directory)) throw new Error('its directory is gone');
      return directory;
    }, root);
}

/** Removes directories that were made for nothing; one that somebody uses already stays. */
export function removeDirectories(made: readonly string[]): void {
  for (const directory of made.toReversed()) {
    try {
      rmdirSync(directory);
    } catch {
      return;
    }
  }
}

/** @returns whether it was made here */
function makeDirectory(directory: string): boolean {
  if (requireDirectory(directory)) return false;
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    // Somebody else was faster: all the same, if it is a directory.
    if (requireDirectory(directory)) return false;
    throw error;
  }
}

/**
 * True for a directory, false where nothing is.
 * @throws Error for everything else
 */
function requireDirectory(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.isSymbolicLink()) throw new Error('its directory is a symbolic link: not followed');
  if (!stats.isDirectory()) throw new Error('a part of its path is not a directory');
  return true;
}
