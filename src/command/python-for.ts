import { join } from 'node:path';
import { makeEnvironment } from '../baseline/environment.js';
import { findPython, howToInstall, type PythonCommand } from '../baseline/python.js';
import { Unplannable } from '../baseline/unplannable.js';
import type { Extension } from '../extension/model.js';
import { imagePython } from '../rules/migrations/image-python.js';

/** Whose Python is looked for, and where one may be made. */
interface Search {
  readonly extension: Extension;
  /** The API's directory. */
  readonly dir: string;
  /** The packages it must have. */
  readonly names: readonly string[];
  readonly scratch: string;
  readonly progress: (step: string) => void;
  readonly signal: AbortSignal;
}

/**
 * A Python with an API's dependencies: one that is there, else a new one; what is there but lacks
 * something is the last resort.
 * @throws Unplannable with the reason, and what a person can run instead
 */
export async function pythonFor(search: Search): Promise<PythonCommand> {
  const { extension, dir, names, scratch, progress, signal } = search;
  const directory = join(extension.root, dir);
  progress('looking for a Python that has its dependencies');
  const found = await findPython(directory, names, signal);
  if (found?.missing.length === 0) return found.python;
  progress('installing its dependencies into a temporary environment, which may take minutes');
  try {
    const preferred = imagePython(extension, dir);
    return await makeEnvironment({ directory, scratch, preferred, signal });
  } catch (error) {
    if (!(error instanceof Unplannable)) throw error;
    if (found !== undefined) return found.python;
    throw new Unplannable(
      `no Python with its dependencies (${error.message}): run "${howToInstall(directory)}" in ${dir}, then "rally-ext alembic --autogenerate"`,
    );
  }
}
