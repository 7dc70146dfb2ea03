import { readApis } from '../../../src/extension/python/index.js';
import type { ApiApp, SourceFile } from '../../../src/extension/model.js';

/** Reads the API of an extension given as path → text. */
export function apis(texts: Readonly<Record<string, string>>, ...dirs: string[]): ApiApp[] {
  const files = new Map<string, SourceFile>(
    Object.entries(texts).map(([path, text]) => [path, { path, text, mode: 0o644 }]),
  );
  return readApis(files, dirs.length > 0 ? dirs : ['api-x']);
}

/** The one API of an extension. */
export function api(texts: Readonly<Record<string, string>>): ApiApp {
  const [found] = apis(texts);
  if (found === undefined) throw new Error('no application was found');
  return found;
}

/** `METHOD path` of every route, in order; `?` where the path is not known. */
export function routes(texts: Readonly<Record<string, string>>): string[] {
  return api(texts).routes.map(({ method, path }) => `${method} ${path ?? '?'}`);
}

/** The routes of an application in one module, given what follows `app = FastAPI()`. */
export function routesOf(body: string, others: Readonly<Record<string, string>> = {}): string[] {
  return routes({
    'api-x/main.py': `from fastapi import APIRouter, FastAPI\n\napp = FastAPI()\n${body}`,
    ...others,
  });
}
