import { posix } from 'node:path';
import { factoryOf } from '../../edit/python/factory.js';
import { argumentsOf } from '../../edit/python/calls.js';
import { answers } from '../../edit/python/limits.js';
import { children, textOf } from '../../edit/python/nodes.js';
import { calleeOf } from '../../extension/database/calls.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { mostCommon } from './most-common.js';
import { declarationOf } from './route-source.js';

/** The path that an API's routes are below, as code of the application's module. */
export interface ApiPrefix {
  /** The keyword argument of `include_router`; empty where the routes are at the root. */
  readonly argument: string;
  /** What it may be at run time, shortest first; one of them is right. */
  readonly paths: readonly string[];
}

/**
 * The prefix that the proxy forwards: that of the application's own routers, written as there; else
 * what all its routes start with.
 */
export function apiPrefix(extension: Extension, app: ApiApp): ApiPrefix {
  const common = commonPath(extension, app);
  const written = sharedPrefix(prefixesIn(extension, app));
  const literal = /^["']([^"']*)["']$/.exec(written ?? '')?.[1];
  if (written !== undefined) {
    const argument = `prefix=${written}`;
    return { argument, paths: literal === undefined ? beginnings(common) : [literal] };
  }
  const name = extension.manifest.name.replace(/[^\w-]/g, '');
  const path = new RegExp(`^(/api)?(/${name})?(/v\\d+)?(?=/|$)`).exec(common)?.[0] ?? '';
  return { argument: path === '' ? '' : `prefix=${JSON.stringify(path)}`, paths: [path] };
}

/** The `prefix=…` of the `app.include_router(…)` calls beside the application. */
function prefixesIn({ files }: Extension, { file, variable, topLevel }: ApiApp): string[] {
  const main = files.get(file);
  if (main === undefined) return [];
  const source = pythonSource(main);
  const factory = topLevel ? undefined : factoryOf(source, variable);
  return (factory?.body ?? source.statements).flatMap((statement) => {
    const [call] = statement.name === 'ExpressionStatement' ? children(statement) : [];
    if (call?.name !== 'CallExpression') return [];
    if (calleeOf(call, source) !== `${variable}.include_router`) return [];
    const prefix = argumentsOf(call, source.text).find(({ keyword }) => keyword === 'prefix');
    const code = prefix === undefined ? '' : textOf(prefix.value, source.text);
    return code === '' || code.includes('\n') ? [] : [code];
  });
}

/**
 * The prefix most of them have; undefined where some have another one, written down too: `/auth`,
 * `/users` and `/items` are below nothing in common.
 */
function sharedPrefix(prefixes: readonly string[]): string | undefined {
  const common = mostCommon(prefixes);
  if (common === undefined) return undefined;
  const start = common.replace(/["']$/, '');
  const areTexts = prefixes.every((each) => /^[fF]?["']/.test(each));
  return areTexts && !prefixes.every((each) => each.startsWith(start)) ? undefined : common;
}

/** What is in front of what the routes themselves say, in whole segments and without parameters. */
function commonPath(extension: Extension, { routes, file }: ApiApp): string {
  const paths = routes
    // What stands in the application's own module is for probes and machines.
    .filter((route) => route.file !== file && route.method !== 'MOUNT')
    .flatMap((route) => {
      const { path } = route;
      if (path === undefined) return [];
      const declared = /["'](\/[^"']*)["']/.exec(declarationOf(extension, route))?.[1];
      const isKnown = declared !== undefined && path.endsWith(declared);
      const start = isKnown ? path.slice(0, -declared.length) : posix.dirname(path);
      return [start.split('/').slice(1)];
    });
  const [first = [], ...others] = paths;
  const end = first.findIndex(
    (part, index) => part.includes('{') || others.some((other) => other[index] !== part),
  );
  return (end < 0 ? first : first.slice(0, end)).map((part) => `/${part}`).join('');
}

function beginnings(path: string): string[] {
  const parts = path.split('/').slice(1);
  return ['', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
}

/** True where a GET route with parameters of another module answers a path: one of the same can stay below. */
export function isTaken({ routes, file }: ApiApp, path: string): boolean {
  return routes.some(
    (route) =>
      route.file !== file &&
      route.method.toUpperCase() === 'GET' &&
      route.path !== undefined &&
      answers('get', route.path, path),
  );
}
