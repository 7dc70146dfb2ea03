import { posix } from 'node:path';
import type { SourceFile } from '../model.js';
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

/** The modules below a directory that could define its application. */
export function candidates(files: Files, dir: string): Candidate[] {
  const named = references(files, dir);
  const found: { candidate: Candidate; rank: number }[] = [];
  for (const { path, text } of files.values()) {
    if (!path.endsWith('.py') || !isBelow(path, dir)) continue;
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
function references(files: Files, dir: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, text } of files.values()) {
    const isNear = isBelow(path, dir) || !path.includes('/');
    if (!isNear || /\.(md|lock|py)$/.test(path) || !STARTER.test(text)) continue;
    for (const line of text.split('\n')) {
      if (!STARTER.test(line)) continue;
      for (const [, module = '', name = ''] of line.matchAll(REFERENCE)) found.set(module, name);
    }
  }
  for (const [module, name] of startedByCode(files, dir)) {
    if (!found.has(module)) found.set(module, name);
  }
  return found;
}

function startedByCode(files: Files, dir: string): [string, string][] {
  return [...files.values()]
    .filter(
      ({ path, text }) => path.endsWith('.py') && isBelow(path, dir) && text.includes('.run('),
    )
    .flatMap(({ text }) => [...text.matchAll(STARTED)])
    .map(([, module = '', name = '']) => [module, name]);
}
