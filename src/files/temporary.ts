import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsync,
  fstatSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const flush = promisify(fsync);
/** O_EXCL: a file or link somebody has put there under that name is never written through. */
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/** Readable by nobody else before it has the mode it is to have. */
const PRIVATE = 0o600;

/** Mode and owner of the file that a temporary one is to replace. */
export type Likeness = Pick<Stats, 'mode' | 'uid' | 'gid'>;

/**
 * Writes `bytes` to a new file beside `path`, on the disk when this is done: all of them, or the file
 * is removed again. It is there as soon as this is called, and only the disk is waited for. With `like` it gets that mode, and that owner as far as the system lets us;
 * without, `mode` as the umask leaves it.
 * @returns the path of the file, for the caller to move to its place or to remove
 * @throws the error of the file system; also where fewer bytes than wanted are in the file
 */
export async function writeTemporary(
  path: string,
  bytes: Buffer,
  like?: Likeness,
  mode = 0o666,
): Promise<string> {
  const temporary = join(dirname(path), `.rally-ext-${randomBytes(8).toString('hex')}.tmp`);
  const file = openSync(temporary, NEW, like === undefined ? mode : PRIVATE);
  try {
    try {
      writeAll(file, bytes);
      if (like !== undefined) resemble(file, like);
      await flush(file);
      requireSize(file, bytes.length);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return temporary;
}

/**
 * Writes every byte: a full disk or a limit makes the system take a part and call that a success.
 * @throws the error of the file system
 */
export function writeAll(file: number, bytes: Buffer): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done);
}

function resemble(file: number, { uid, gid, mode }: Likeness): void {
  const own = fstatSync(file);
  if (own.uid !== uid || own.gid !== gid) {
    // Only root may give files away; the group may often be kept by others too.
    if (!tryOwner(file, uid, gid)) tryOwner(file, own.uid, gid);
  }
  // After the owner: changing that takes special bits away.
  fchmodSync(file, mode & 0o7777);
}

function tryOwner(file: number, uid: number, gid: number): boolean {
  try {
    fchownSync(file, uid, gid);
    return true;
  } catch {
    return false;
  }
}

function requireSize(file: number, wanted: number): void {
  const { size } = fstatSync(file);
  if (size !== wanted) throw new Error(`only ${size} of ${wanted} bytes were written`);
}
