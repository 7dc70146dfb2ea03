import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { codeOf } from './explain.js';

/**
 * Where a user's programs keep what they can make again (XDG Base Directory Specification, by which a
 * path that is empty or relative counts as not set).
 * @throws Error where there is no such place: a user without a home, as in many containers
 */
export function cachePath(name: string): string {
  const { XDG_CACHE_HOME: wished = '' } = process.env;
  const caches = isAbsolute(wished) ? wished : join(homedir(), '.cache');
  // HOME may be empty or relative as well: what people work in is no place for it.
  if (!isAbsolute(caches)) throw new Error('no home directory');
  return join(caches, 'generator-rally-ext', name);
}

/** False where people turned it off, as they do for what Node itself keeps. */
export function isCaching(): boolean {
  return process.env.NODE_DISABLE_COMPILE_CACHE === undefined;
}

/** What an earlier run kept, if this user wrote it: what another one did is not trusted. */
export function readCached(name: string): Buffer | undefined {
  if (!isCaching()) return undefined;
  try {
    const file = openSync(cachePath(name), 'r');
    try {
      return fstatSync(file).uid === (process.getuid?.() ?? 0) ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Keeps it for later runs, whole or not at all; where that fails, they make it again. */
export function writeCached(name: string, content: Buffer | string): void {
  if (!isCaching()) return;
  try {
    const path = cachePath(name);
    const temporary = `${path}.${process.pid}`;
    ensureDirectory(dirname(path));
    try {
      writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch {
    // The next run takes as long as this one.
  }
}

/** Not by `recursive`: where a directory takes no others, as /proc, Node would try for ever. */
function ensureDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    ensureDirectory(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}
