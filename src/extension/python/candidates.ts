import { posix } from 'node:path';
import { kept } from '../kept.js';
import type { SourceFile } from '../model.js';
import { filesByKind } from '../source/kinds.js';
import { isBelow } from './project.js';

/** A module that may define the application, best first. */
export interface Candidate {
  readonly file: string;
  /** The variable or factory that a start command names. */
  readonly name: string | undefined;
}

type Files = ReadonlyMap<string, SourceFile>;

const NOT_DEPLOYED =
  /(^|\/)(tests?|testing|alembic|migrations|versions|\.?venv|env|site-packages|node_modules|build|dist|docs|__pycache__)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;
const SIDE = /(^|\/)(scripts?|tools?|examples?|samples?|smoke|stubs?|mocks?|bench(marks?)?|dev)\//;
const MAIN = /^(main|app|asgi|server|wsgi|application|run|__init__|__main__)\.py$/;
/** `FastAPI(`, or an import that may rename it, or a class that may derive from it. */
const CONSTRUCTS = /\bFastAPI\s*(\\\s*)?[(,)]|\bFastAPI\s+as\b/;
const REFERENCE = /(?<![\w./:])([A-Za-z_][\w.]*):([A-Za-z_]\w*)(?![\w./:])/g;
/** `uvicorn.run("app.main:create_app", …)` in the code itself. */
const STARTED = /\.run\(\s*["']([A-Za-z_][\w.]*):([A-Za-z_]\w*)["']/g;
const STARTER = /uvicorn|gunicorn|hypercorn|granian|fastapi|APP_MODULE/;

/** The modules below a directory that could define its application; `named` are its `references`. */
export function candidates(
  files: Files,
  dir: string,
  named: ReadonlyMap<string, string>,
): Candidate[] {
  const found: { candidate: Candidate; rank: number }[] = [];
  for (const { path, text } of filesByKind(files).python) {
    if (!isBelow(path, dir)) continue;
    const inside = dir === '.' ? path : path.slice(dir.length + 1);
    if (NOT_DEPLOYED.test(inside)) continue;
    const name =
      named.get(moduleName(inside)) ?? named.get(moduleName(inside).replace(/^src\./, ''));
    const isMain = MAIN.test(posix.basename(inside));
    if (name === undefined && !CONSTRUCTS.test(text) && !(isMain && /\bapp\b/.test(text))) continue;
    found.push({ candidate: { file: path, name }, rank: rank(inside, name, text) });
  }
  return found.sort((a, b) => b.rank - a.rank).map(({ candidate }) => candidate);
}

function rank(path: string, name: string | undefined, text: string): number {
  const base = posix.basename(path);
  return (
    (name === undefined ? 0 : 1000) +
    (base === 'main.py' ? 200 : MAIN.test(base) ? 50 : 0) +
    (CONSTRUCTS.test(text) ? 100 : 0) -
    (SIDE.test(path) ? 500 : 0) -
    path.split('/').length
  );
}

function moduleName(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}

/**
 * The `module:variable` of start commands, in the API's own files and in the compose files around
 * it, else in its code. This only orders the candidates: a wrong guess cannot invent an application.
 */
export function references(files: Files, dir: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files.values()) {
    const isNear = isBelow(file.path, dir) || !file.path.includes('/');
    if (isNear) for (const [module, name] of namedIn(file)) found.set(module, name);
  }
  for (const [module, name] of startedByCode(files, dir)) {
    if (!found.has(module)) found.set(module, name);
  }
  return found;
}

/** Those of one file that is neither code nor prose. */
const namedIn = kept(({ path, text }: SourceFile): readonly (readonly [string, string])[] => {
  if (/\.(md|lock|py)$/.test(path) || !STARTER.test(text)) return [];
  return text
    .split('\n')
    .filter((line) => STARTER.test(line))
    .flatMap((line) => [...line.matchAll(REFERENCE)])
    .map(([, module = '', name = '']) => [module, name]);
});

function startedByCode(files: Files, dir: string): (readonly [string, string])[] {
  return filesByKind(files)
    .python.filter(({ path }) => isBelow(path, dir))
    .flatMap((file) => startedIn(file));
}

const startedIn = kept(({ text }: SourceFile): readonly (readonly [string, string])[] => {
  if (!text.includes('.run(')) return [];
  return [...text.matchAll(STARTED)].map(([, module = '', name = '']) => [module, name]);
});
