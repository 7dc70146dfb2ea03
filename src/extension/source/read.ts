import { isUtf8 } from 'node:buffer';
import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { positionAt } from '../../edit/refusal.js';
import { readRegular } from '../../files/read.js';
import type { FileProblem, SourceFile } from '../model.js';
import { asText, get, isRecord } from '../records.js';

/** Nothing a person writes by hand is larger; parsers must not hang on what is. */
const MAX_BYTES = 2 * 1024 * 1024;
const START = { line: 1, column: 1 };
const WRITE_BITS = 0o222;

/** Reads files below one root; never follows a link that leaves it. Failures become problems. */
export class SourceReader {
  readonly problems: FileProblem[] = [];
  private readonly realRoot: string;
  private readonly lockedDirectories = new Map<string, boolean>();

  constructor(private readonly root: string) {
    this.realRoot = realpathSync(root);
  }

  /** The file at `path`, or undefined with the reason in `problems`. */
  read(path: string): SourceFile | undefined {
    const outcome = this.attempt(path);
    if ('path' in outcome) return outcome;
    this.problems.push(outcome);
    return undefined;
  }

  /** The file at `path`, or why it could not be read. */
  attempt(path: string): SourceFile | FileProblem {
    try {
      return this.readOrExplain(path);
    } catch (error) {
      return problem(path, explain(error));
    }
  }

  private readOrExplain(path: string): SourceFile | FileProblem {
    const absolute = join(this.root, path);
    const own = lstatSync(absolute);
    let stats = own;
    let real = absolute;
    let locked: string | undefined;
    if (own.isSymbolicLink()) {
      real = realpathSync(absolute);
      const target = relative(this.realRoot, real).split(sep).join('/');
      if (target === '..' || target.startsWith('../') || isAbsolute(target)) {
        return problem(path, `is a symbolic link out of the extension, to ${target}: not followed`);
      }
      stats = statSync(absolute);
      if (stats.isDirectory()) {
        return problem(path, `is a symbolic link to the directory ${target}: not followed`);
      }
      locked = `is a symbolic link to ${target}`;
    }
    if (!stats.isFile()) return problem(path, `is ${kindOf(stats)}, not a file`);
    if (stats.size > MAX_BYTES) {
      return problem(path, `is larger than ${MAX_BYTES / 1024 / 1024} MB: not read`);
    }
    const bytes = readRegular(real, MAX_BYTES)?.bytes;
    if (bytes === undefined) return problem(path, 'changed while it was being read');
    if (!isUtf8(bytes)) return notUtf8(path, bytes);
    locked ??= this.writeLock(absolute, stats);
    const file = { path, text: bytes.toString('utf8'), mode: stats.mode & 0o7777 };
    return locked === undefined ? file : { ...file, locked };
  }

  /** The mode is looked at too: root may write everything, and still should not. */
  private writeLock(absolute: string, stats: Stats): string | undefined {
    if ((stats.mode & WRITE_BITS) === 0 || !writable(absolute)) return 'is read-only';
    // A file is replaced by renaming a new one over it, which needs the directory.
    const directory = dirname(absolute);
    let locked = this.lockedDirectories.get(directory);
    if (locked === undefined) {
      locked = (statSync(directory).mode & WRITE_BITS) === 0 || !writable(directory);
      this.lockedDirectories.set(directory, locked);
    }
    return locked ? 'is in a read-only directory' : undefined;
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

function writable(absolute: string): boolean {
  try {
    accessSync(absolute, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function notUtf8(path: string, bytes: Buffer): FileProblem {
  const utf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = bytes.toString('utf8');
  return {
    file: path,
    position: utf16 ? START : positionAt(text, Math.max(0, text.indexOf('\uFFFD'))),
    message: `is not UTF-8 text${utf16 ? ' but UTF-16' : ''}`,
  };
}

function problem(file: string, message: string): FileProblem {
  return { file, position: START, message };
}

/** A failed file operation in plain words. */
export function explain(error: unknown): string {
  const code = isRecord(error) ? (asText(get(error, 'code')) ?? '') : '';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied';
    case 'ENOENT':
      return 'is a symbolic link to a file that does not exist';
    case 'ENOTDIR':
      return 'does not exist';
    case 'ELOOP':
      return 'is a symbolic link to itself';
    default:
      return `cannot be read${code === '' ? '' : ` (${code})`}`;
  }
}
