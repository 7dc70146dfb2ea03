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
 * Those that had to be made are added to `made`.
 * @throws Error where one is a symbolic link or no directory
 */
export function ensureDirectories(root: string, parts: readonly string[], made: Set<string>): void {
  for (const directory of directoriesOf(root, parts)) {
    if (makeDirectory(directory)) made.add(directory);
  }
}

/**
 * Makes sure that the file `path` below `root` is not reached through a symbolic link.
 * @throws Error where a directory on the way is one, or is none
 */
export function requireRealDirectories(root: string, path: string): void {
  for (const directory of directoriesOf(root, partsOf(path).slice(0, -1))) {
    if (!requireDirectory(directory)) throw new Error('its directory is gone');
  }
}

/**
 * Removes those directories of `parts` below `root` that were made for nothing; one that somebody uses
 * already stays.
 */
export function removeDirectories(root: string, parts: readonly string[], made: Set<string>): void {
  const candidates = directoriesOf(root, parts).filter((directory) => made.has(directory));
  for (const directory of candidates.toReversed()) {
    try {
      rmdirSync(directory);
    } catch {
      return;
    }
    made.delete(directory);
  }
}

/** Each directory on the way from `root`, outermost first. */
function directoriesOf(root: string, parts: readonly string[]): string[] {
  return parts.map((_, index) => join(root, ...parts.slice(0, index + 1)));
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
