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

/** So many are flushed to the disk together, which takes it hardly longer than one. */
const AT_ONCE = 16;

/**
 * Writes the planned files, each whole or not at all (a temporary file beside it, then a rename),
 * with its mode and owner; new files with the directories they need. A file that changed since it
 * was read is left alone, and so is what is by now in a new file's place. Some are written at the same
 * time; after Ctrl-C they are finished, and the others left.
 */
export async function writePlan(root: string, files: readonly PlannedFile[]): Promise<WriteResult> {
  const written: string[] = [];
  const failed: WriteFailure[] = [];
  const made = new Set<string>();
  await interruptible(async (signal) => {
    for (let done = 0; done < files.length; done += AT_ONCE) {
      await nextTurn();
      if (signal.aborted) break;
      const together = files.slice(done, done + AT_ONCE).map(async (file) => ({
        path: file.path,
        reason: await writeOne(root, file, made),
      }));
      for (const { path, reason } of await Promise.all(together)) {
        if (reason === undefined) written.push(path);
        else failed.push({ path, reason });
      }
    }
  });
  const finished = written.length + failed.length === files.length;
  return { written, failed, interrupted: !finished };
}

/** Returns why the file was not written, or undefined when it was. */
async function writeOne(
  root: string,
  file: PlannedFile,
  made: Set<string>,
): Promise<string | undefined> {
  const { path, before, after, executable = false } = file;
  try {
    if (before === undefined) {
      await createFile(root, path, Buffer.from(after), { executable, made });
      return undefined;
    }
    requireRealDirectories(root, path);
    const target = join(root, path);
    return await replaceFile(target, { before: Buffer.from(before), after: Buffer.from(after) });
  } catch (error) {
    return explainFailure(error);
  }
}
