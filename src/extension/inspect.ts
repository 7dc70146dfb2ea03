import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { findApiDirectories } from './api-directories.js';
import { BadInput } from './bad-input.js';
import { buildModel } from './build-model.js';
import { isComposeName, kindFromPath } from './compose/kind.js';
import { readGit } from './git.js';
import { MANIFEST, readManifest } from './manifest.js';
import type { Extension, SourceFile } from './model.js';
import { missingManifest, platformFolder } from './platform.js';
import { SourceReader, explain } from './source/read.js';
import { isInApiScope, isInScope, isWanted } from './source/scope.js';
import { walk } from './source/walk.js';

/** Reads an extension into its model. Throws `BadInput` where there is no extension to read. */
export function inspect(directory: string): Extension {
  const root = resolve(directory);
  requireDirectory(root);
  const reader = new SourceReader(root);
  const manifestFile = readManifestFile(root, reader);
  readManifest(manifestFile);

  const tree = walk(root, isInScope);
  const apiDirectories = findApiDirectories(tree, reader);
  const deeper = apiDirectories
    .filter((dir) => !dir.startsWith('api-'))
    .map((dir) => walk(root, isInApiScope, dir));
  const paths = new Set([...tree.files, ...deeper.flatMap((part) => part.files)]);
  const files = readFiles(manifestFile, paths, apiDirectories, reader);
  // Docker makes a directory of a file that it is to mount and does not find.
  for (const path of tree.directories) if (isComposeName(basename(path))) reader.read(path);

  return buildModel({
    root,
    files,
    paths,
    apiDirectories,
    testDirectories: [...new Set([tree, ...deeper].flatMap(({ skipped }) => skipped))]
      .filter((path) => /^tests?$/.test(basename(path)))
      .sort(),
    platformFolder: platformFolder(root),
    git: readGit(root),
    problems: [...[tree, ...deeper].flatMap((part) => part.problems), ...reader.problems],
  });
}

function requireDirectory(root: string): void {
  const reason = whyNoDirectory(root);
  if (reason === undefined) return;
  const hint = "name an extension's directory";
  throw new BadInput({ code: 'not-a-directory', file: root, reason, hint });
}

function whyNoDirectory(root: string): string | undefined {
  try {
    const stats = statSync(root, { throwIfNoEntry: false });
    if (stats === undefined) return 'does not exist';
    return stats.isDirectory() ? undefined : 'is not a directory';
  } catch (error) {
    return explain(error);
  }
}

function readManifestFile(root: string, reader: SourceReader): SourceFile {
  const file = reader.attempt(MANIFEST);
  if ('text' in file) return file;
  if (lstatSync(resolve(root, MANIFEST), { throwIfNoEntry: false }) === undefined) {
    throw missingManifest(root);
  }
  const hint = 'make it a readable text file inside the extension';
  throw new BadInput({ code: 'unreadable', file: MANIFEST, reason: file.message, hint });
}

/** Everything the rules may look at, by path. */
function readFiles(
  manifest: SourceFile,
  paths: ReadonlySet<string>,
  apiDirectories: readonly string[],
  reader: SourceReader,
): Map<string, SourceFile> {
  const files = new Map([[manifest.path, manifest]]);
  const modules = [...apiDirectories, ...migrationDirectories(paths)];
  const isModule = (path: string): boolean =>
    path.endsWith('.py') && modules.some((directory) => path.startsWith(`${directory}/`));
  for (const path of [...paths].sort()) {
    if (files.has(path) || !(isWanted(path) || isModule(path)) || isTestStack(path)) continue;
    const file = reader.read(path);
    if (file !== undefined) files.set(path, file);
  }
  return files;
}

/** Where Alembic's revisions are, which may be beside the API: its template stands there. */
function migrationDirectories(paths: ReadonlySet<string>): string[] {
  return [...paths].filter((path) => basename(path) === 'script.py.mako').map(dirname);
}

/** Compose files of tests and examples are no part of the model. */
function isTestStack(path: string): boolean {
  return isComposeName(basename(path)) && kindFromPath(path) === 'not-deployed';
}
