import { posix } from 'node:path';
import type { SourceReader } from './source/read.js';
import type { Tree } from './source/walk.js';

/** Looking for an API in an unusual place stays cheap. */
const MAX_CANDIDATES = 100;
const PROJECT_FILE = /^(pyproject\.toml|setup\.(py|cfg)|requirements[\w.-]*\.txt|Dockerfile.*)$/;
/** Modules that are called what applications are made in. */
const APPLICATION = /^(main|app|asgi|server|application|api|__init__)\.py$/;

/**
 * The directories that hold an API: `api-*`; where there is none, the projects near the root whose
 * Python code uses FastAPI; where there is no such code either, those that name it as a dependency
 * (their code is deeper than what is looked at of any directory).
 */
export function findApiDirectories(tree: Tree, reader: SourceReader): string[] {
  const named = tree.directories.filter((path) => /^api-[^/]+$/.test(path));
  if (named.length > 0) return named;
  const using = directoriesOf(likelyModules(tree), reader, /^\s*(from|import)\s+fastapi\b/m, tree);
  if (using.length > 0) return using;
  const projects = tree.files.filter((path) => PROJECT_FILE.test(posix.basename(path)));
  return directoriesOf(projects, reader, /(?:^|["'[\s])fastapi(?![\w.-])/im, tree);
}

/** Modules in directories, the likeliest first; revisions of Alembic make no application. */
function likelyModules(tree: Tree): string[] {
  const environments = tree.files
    .filter((path) => posix.basename(path) === 'script.py.mako')
    .map((path) => `${posix.dirname(path)}/`);
  const rank = (path: string): number =>
    path.split('/').length + (APPLICATION.test(posix.basename(path)) ? 0 : 100);
  return tree.files
    .filter((path) => path.endsWith('.py') && path.includes('/'))
    .filter((path) => !environments.some((directory) => path.startsWith(directory)))
    .sort((a, b) => rank(a) - rank(b));
}

/** The projects around those of the files that have such a line. */
function directoriesOf(
  paths: readonly string[],
  reader: SourceReader,
  line: RegExp,
  tree: Tree,
): string[] {
  const found = new Set<string>();
  let read = 0;
  for (const path of paths) {
    if ([...found].some((directory) => path.startsWith(`${directory}/`))) continue;
    if ((read += 1) > MAX_CANDIDATES) break;
    const file = reader.attempt(path);
    if ('text' in file && line.test(file.text)) found.add(projectOf(path, tree));
  }
  return [...found].filter((directory) => directory !== '').sort();
}

/** The nearest directory around a file that looks like a project, else the outermost one. */
function projectOf(path: string, tree: Tree): string {
  const top = path.includes('/') ? (path.split('/')[0] ?? '') : '';
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
