import { accessSync, constants, renameSync, rmSync } from 'node:fs';
import { readRegular } from './read.js';
import { writeTemporary } from './temporary.js';

/** What a file is expected to hold, and what it shall hold. */
export interface Replacement {
  readonly before: Buffer;
  readonly after: Buffer;
}

/**
 * Replaces the content of a regular file, whole or not at all, keeping its mode and its owner. The
 * file is looked at again at the last moment: what somebody else wrote meanwhile is not overwritten.
 * @returns why it was left alone, or undefined when it was replaced
 * @throws the error of the file system; nothing is changed then, and nothing left behind
 */
export async function replaceFile(
  path: string,
  { before, after }: Replacement,
): Promise<string | undefined> {
  const now = readRegular(path);
  if (now === undefined) return 'is no longer a regular file';
  if (!now.bytes.equals(before)) return 'changed while the plan was being made';
  // Renaming over a file asks nobody for the right to write to it.
  accessSync(path, constants.W_OK);
  const temporary = await writeTemporary(path, after, now.stats);
  try {
    const last = readRegular(path);
    if (last?.bytes.equals(before) !== true || last.stats.ino !== now.stats.ino) {
      rmSync(temporary);
      return 'changed while it was being written';
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return undefined;
}
