import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { FileProblem } from '../model.js';
import { explain } from './read.js';

/** More than any extension has; a directory tree given by mistake must not hang the program. */
const MAX_ENTRIES = 20_000;

/** What is below a directory: sorted paths relative to the root, `/` as separator. */
export interface Tree {
  /** All but directories: symbolic links and pipes are told apart when they are to be read. */
  readonly files: readonly string[];
  readonly directories: readonly string[];
  /** Directories that were seen and not entered. */
  readonly skipped: readonly string[];
  readonly problems: readonly FileProblem[];
}

/**
 * Lists what is below `start` (relative to `root`), going into the directories `descend` accepts.
 * Symbolic links are not followed, nested repositories and Python environments not entered.
 */
export function walk(root: string, descend: (path: string) => boolean, start = ''): Tree {
  const files: string[] = [];
  const directories: string[] = [];
  const skipped: string[] = [];
  const problems: FileProblem[] = [];
  const queue = [start];
  let entriesSeen = 0;

  for (let directory = queue.shift(); directory !== undefined; directory = queue.shift()) {
    const entries = list(root, directory, problems);
    if (directory !== '' && entries.some(marksForeignTree)) continue;
    entriesSeen += entries.length;
    if (entriesSeen > MAX_ENTRIES) {
      const message = `more than ${MAX_ENTRIES} files: the rest is not looked at`;
      problems.push({ file: directory || '.', position: { line: 1, column: 1 }, message });
      break;
    }
    for (const entry of entries) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (!entry.isDirectory()) files.push(path);
      else if (descend(path)) {
        directories.push(path);
        queue.push(path);
      } else skipped.push(path);
    }
  }
  return { files: files.sort(), directories: directories.sort(), skipped, problems };
}

function list(root: string, directory: string, problems: FileProblem[]): Dirent[] {
  try {
    return readdirSync(join(root, directory), { withFileTypes: true });
  } catch (error) {
    problems.push({ file: directory, position: { line: 1, column: 1 }, message: explain(error) });
    return [];
  }
}

/** `.git`: another repository; `pyvenv.cfg`: a Python environment, whatever its name. */
function marksForeignTree(entry: Dirent): boolean {
  return entry.name === '.git' || entry.name === 'pyvenv.cfg';
}
