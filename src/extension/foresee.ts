import { existsSync } from 'node:fs';
import { basename, posix, resolve } from 'node:path';
import { buildModel } from './build-model.js';
import { isComposeName, kindFromPath } from './compose/kind.js';
import { readGit } from './git.js';
import { MANIFEST } from './manifest.js';
import type { Extension, SourceFile } from './model.js';
import { platformFolder } from './platform.js';
import { SourceReader } from './source/read.js';
import { isInScope, isWanted } from './source/scope.js';
import { walk } from './source/walk.js';

const NEW_FILE_MODE = 0o644;

/**
 * The model of the extension that a directory will hold once these files are in it, by path. What is
 * there already stays: a text for a file that exists is left out. The directory need not exist.
 */
export function foresee(directory: string, texts: ReadonlyMap<string, string>): Extension {
  const root = resolve(directory);
  const exists = existsSync(root);
  const reader = exists ? new SourceReader(root) : undefined;
  const present = exists ? walk(root, isInScope).files : [];
  const future = [...texts.keys()].filter(isSeen);
  const paths = new Set([...present, ...future]);
  const tops = [...new Set([...paths].map((path) => path.split('/')[0] ?? ''))];
  const apiDirectories = tops.filter((top) => top.startsWith('api-') && !paths.has(top)).sort();
  const there = new Set(present);
  const files = new Map<string, SourceFile>();
  for (const path of [...paths].sort()) {
    if (!isRead(path, apiDirectories)) continue;
    const text = there.has(path) ? undefined : texts.get(path);
    const file = text === undefined ? reader?.read(path) : { path, text, mode: NEW_FILE_MODE };
    if (file !== undefined) files.set(path, file);
  }
  return buildModel({
    root,
    files,
    paths,
    apiDirectories,
    testDirectories: [...new Set([...texts.keys()].flatMap(testDirectory))].sort(),
    platformFolder: platformFolder(root),
    git: readGit(root),
    problems: reader?.problems ?? [],
  });
}

/** Would `inspect` come across it? */
function isSeen(path: string): boolean {
  const parts = posix.dirname(path).split('/');
  return parts.every(
    (_, index) => parts[0] === '.' || isInScope(parts.slice(0, index + 1).join('/')),
  );
}

function isRead(path: string, apiDirectories: readonly string[]): boolean {
  if (isComposeName(basename(path)) && kindFromPath(path) === 'not-deployed') return false;
  const isModule = apiDirectories.some((directory) => path.startsWith(`${directory}/`));
  return path === MANIFEST || isWanted(path) || (isModule && path.endsWith('.py'));
}

function testDirectory(path: string): string[] {
  const match = /^(?:[^/]+\/)*?tests?(?=\/)/.exec(path);
  return match === null ? [] : [match[0]];
}
