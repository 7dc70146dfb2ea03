import { setImmediate as nextTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { createFile } from '../files/create.js';
import { explainFailure } from '../files/explain.js';
import { requireRealDirectories } from '../files/directories.js';
import { interruptible } from '../files/interruption.js';
import { replaceFile } from '../files/replace.js';
import type { PlannedFile } from './plan.js';

export interface WriteFailure {
  readonly path: string;
  readonly reason: string;
}

export interface WriteResult {
  readonly written: readonly string[];
  readonly failed: readonly WriteFailure[];
  /** True when Ctrl-C stopped the work between two files. */
  readonly interrupted: boolean;
}

/**
 * Writes the planned files, each whole or not at all (a temporary file beside it, then a rename),
 * with its mode and owner; new files with the directories they need. A file that changed since it
 * was read is left alone, and so is what is by now in a new file's place. Ctrl-C takes effect between
 * two files.
 */
export async function writePlan(root: string, files: readonly PlannedFile[]): Promise<WriteResult> {
  const written: string[] = [];
  const failed: WriteFailure[] = [];
  await interruptible(async (signal) => {
    for (const file of files) {
      await nextTurn();
      if (signal.aborted) break;
      const reason = writeOne(root, file);
      if (reason === undefined) written.push(file.path);
      else failed.push({ path: file.path, reason });
    }
  });
  const finished = written.length + failed.length === files.length;
  return { written, failed, interrupted: !finished };
}

/** Returns why the file was not written, or undefined when it was. */
function writeOne(root: string, file: PlannedFile): string | undefined {
  const { path, before, after, executable = false } = file;
  try {
    if (before === undefined) {
      createFile(root, path, Buffer.from(after), { executable });
      return undefined;
    }
    requireRealDirectories(root, path);
    const target = join(root, path);
    return replaceFile(target, { before: Buffer.from(before), after: Buffer.from(after) });
  } catch (error) {
    return explainFailure(error);
  }
}
