import { closeSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './explain.js';
import { ensureDirectories, partsOf, removeDirectories } from './directories.js';
import { writeTemporary } from './temporary.js';

export interface CreateOptions {
  /** True for a script: it gets the execute bits that the umask allows. */
  readonly executable?: boolean;
  /** Directories that were made so far, by this call and others at the same time. */
  readonly made?: Set<string>;
}

/** What file systems without hard links (FAT, shared folders of virtual machines) answer. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Creates the file `path` (relative to `root`, with `/`), whole or not at all, and the directories it
 * needs. Never goes through a symbolic link below `root`, never writes to what is there already.
 * @throws Error (EEXIST where something has that name by now); nothing is left behind then
 */
export async function createFile(
  root: string,
  path: string,
  bytes: Buffer,
  { executable = false, made = new Set() }: CreateOptions = {},
): Promise<void> {
  const parts = partsOf(path);
  const directories = parts.slice(0, -1);
  try {
    ensureDirectories(root, directories, made);
    const target = join(root, ...parts);
    const temporary = await writeTemporary(target, bytes, undefined, executable ? 0o777 : 0o666);
    try {
      place(temporary, target);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    removeDirectories(root, directories, made);
    throw error;
  }
}

/** Gives a file its name; unlike a rename, a link fails where that name is taken. */
function place(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    placeWithoutLink(temporary, target);
  }
}

/**
 * Takes the name with an empty file, which fails where it is taken, and renames over that.
 * @throws the error of the file system; the name is free again where it was
 */
export function placeWithoutLink(temporary: string, target: string): void {
  closeSync(openSync(target, 'wx'));
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}
