import {
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { writeAll, writeTemporary } from './temporary.js';

/**
 * Writes a file that a person named, whatever it held: whole or not at all, keeping its mode and its
 * owner, through symbolic links. A pipe or a device (`/dev/stdout`) is written to, never replaced.
 * @throws the error of the file system; a regular file is unchanged then
 */
export async function overwriteFile(path: string, bytes: Buffer): Promise<void> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    writeThrough(path, bytes);
    return;
  }
  const target = stats === undefined ? path : realpathSync(path);
  const temporary = await writeTemporary(target, bytes, stats);
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeThrough(path: string, bytes: Buffer): void {
  // A pipe that nobody reads would be waited for; asked like this, it says so.
  const probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    const file = openSync(path, constants.O_WRONLY);
    try {
      writeAll(file, bytes);
    } finally {
      closeSync(file);
    }
  } finally {
    closeSync(probe);
  }
}
