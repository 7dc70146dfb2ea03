import { accessSync, constants, lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type WriteFileAtomic from 'write-file-atomic';
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
 * with its mode and owner. A file that changed since it was read is left alone. Ctrl-C takes
 * effect between two files.
 */
export async function writePlan(root: string, files: readonly PlannedFile[]): Promise<WriteResult> {
  // Loaded only here, so that looking does not pay for writing.
  const { default: writeFileAtomic } = await import('write-file-atomic');
  const interruption = new AbortController();
  const stop = (): void => {
    interruption.abort();
  };
  process.on('SIGINT', stop);
  const written: string[] = [];
  const failed: WriteFailure[] = [];
  try {
    for (const file of files) {
      await nextTurn();
      if (interruption.signal.aborted) break;
      const reason = writeOne(join(root, file.path), file, writeFileAtomic);
      if (reason === undefined) written.push(file.path);
      else failed.push({ path: file.path, reason });
    }
  } finally {
    process.off('SIGINT', stop);
  }
  const finished = written.length + failed.length === files.length;
  return { written, failed, interrupted: !finished };
}

/** Returns why the file was not written, or undefined when it was. */
function writeOne(
  path: string,
  file: PlannedFile,
  writeFileAtomic: typeof WriteFileAtomic,
): string | undefined {
  try {
    if (!lstatSync(path).isFile()) return 'is no longer a regular file';
    if (readFileSync(path, 'utf8') !== file.before) return 'changed while the plan was being made';
    accessSync(dirname(path), constants.W_OK);
    writeFileAtomic.sync(path, file.after, { encoding: 'utf8', mode: file.mode });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
