import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** A regular file as it was at one moment. */
export interface FileState {
  readonly bytes: Buffer;
  readonly stats: Stats;
}

/**
 * The bytes of a regular file; undefined for everything else (a pipe, a device, a directory) and for
 * one larger than `maxBytes`. Never waits, whatever is put there in between: what is read is what was looked at.
 * @throws the error of the file system; ELOOP for a symbolic link
 */
export function readRegular(path: string, maxBytes = Infinity): FileState | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    const wanted = stats.isFile() && stats.size <= maxBytes;
    return wanted ? { bytes: readFileSync(file), stats } : undefined;
  } finally {
    closeSync(file);
  }
}
