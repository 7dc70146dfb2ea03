import { posix } from 'node:path';
import type { SourceReader } from './source/read.js';
import type { Tree } from './source/walk.js';

/** Looking for an API in an unusual place stays cheap. */
const MAX_CANDIDATES = 60;
const PROJECT_FILE = /^(pyproject\.toml|setup\.(py|cfg)|requirements[\w.-]*\.txt|Dockerfile.*)$/;

/**
 * The directories that hold an API: `api-*`; where there is none, the projects near the root whose
 * Python code uses FastAPI.
 */
export function findApiDirectories(tree: Tree, reader: SourceReader): string[] {
  const named = tree.directories.filter((path) => /^api-[^/]+$/.test(path));
  if (named.length > 0) return named;
  const modules = tree.files.filter((path) => path.endsWith('.py') && path.includes('/'));
  const found = new Set<string>();
  for (const path of modules.slice(0, MAX_CANDIDATES)) {
    if ([...found].some((directory) => path.startsWith(`${directory}/`))) continue;
    const file = reader.attempt(path);
    if (!('text' in file) || !/^\s*(from|import)\s+fastapi\b/m.test(file.text)) continue;
    found.add(projectOf(path, tree));
  }
  return [...found];
}

/** The nearest directory around a module that looks like a project, else the outermost one. */
function projectOf(path: string, tree: Tree): string {
  const top = path.split('/')[0] ?? '';
  for (
    let directory = posix.dirname(path);
    directory !== '.';
    directory = posix.dirname(directory)
  ) {
    const isProject = tree.files.some(
      (file) => posix.dirname(file) === directory && PROJECT_FILE.test(posix.basename(file)),
    );
    if (isProject) return directory;
  }
  return top;
}
