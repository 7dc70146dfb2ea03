import { pick } from './arguments.js';
import type { CallArguments } from './machine.js';
import { asString, type Entry, type Router, type Value, type PythonModule } from './values.js';

const HTTP = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
const ANY = new Set(['api_route', 'add_api_route', 'route', 'add_route']);
const WEBSOCKET = /^(add_)?(api_)?websocket(_route)?$/;

/** True for the methods of an application or router that add to it. */
export function isRegistration(method: string): boolean {
  return (
    HTTP.has(method) ||
    ANY.has(method) ||
    WEBSOCKET.test(method) ||
    method === 'include_router' ||
    method === 'mount'
  );
}

/** Does what a call of a router's method does. */
export function register(
  router: Router,
  method: string,
  args: CallArguments,
  module: PythonModule,
): void {
  if (method === 'include_router') {
    const included = pick(args, 0, 'router');
    if (included?.kind !== 'router') return;
    router.entries.push({
      kind: 'include',
      router: included,
      prefix: prefixOf(args, -1, 'prefix'),
    });
  } else if (method === 'mount') {
    router.entries.push(mountEntry(args, module));
  } else {
    const methods = HTTP.has(method)
      ? [method.toUpperCase()]
      : WEBSOCKET.test(method)
        ? ['WEBSOCKET']
        : methodsOf(pick(args, method.startsWith('add_route') ? 2 : -1, 'methods'));
    router.entries.push(routeEntry(methods, args, module));
  }
}

/** The entry that `Route("/x", …)` or `Mount("/x", …)` describes. */
export function entryOf(type: string, args: CallArguments, module: PythonModule): Entry {
  if (type === 'Mount') return mountEntry(args, module);
  const methods = type.includes('WebSocket') ? ['WEBSOCKET'] : methodsOf(pick(args, -1, 'methods'));
  return routeEntry(methods, args, module);
}

function routeEntry(methods: readonly string[], args: CallArguments, module: PythonModule): Entry {
  const path = pick(args, 0, 'path');
  return {
    kind: 'route',
    methods,
    path: path && asString(path),
    module,
    offset: args.node.from,
  };
}

/** Another application below a path; one that is not ours answers everything there. */
function mountEntry(args: CallArguments, module: PythonModule): Entry {
  const app = pick(args, 1, 'app');
  const prefix = prefixOf(args, 0, 'path')?.replace(/\/$/, '');
  if (app?.kind === 'router') return { kind: 'include', router: app, prefix };
  const routes = args.keyword('routes');
  if (routes?.kind === 'list') {
    const entries = entriesOf(routes);
    return {
      kind: 'include',
      prefix,
      router: { kind: 'router', isApp: false, prefix: '', entries, origin: module },
    };
  }
  const path = prefix === '' ? '/' : prefix;
  return { kind: 'route', methods: ['MOUNT'], path, module, offset: args.node.from };
}

/** The entries in a list of `Route(...)`. */
export function entriesOf(routes: Value | undefined): Entry[] {
  if (routes?.kind !== 'list') return [];
  return routes.items.flatMap((item) => (item.kind === 'entry' ? [item.entry] : []));
}

/** A prefix argument: empty where it is not given, undefined where it is not known. */
export function prefixOf(args: CallArguments, position: number, name: string): string | undefined {
  const value = pick(args, position, name);
  return value === undefined ? '' : asString(value);
}

function methodsOf(value: Value | undefined): string[] {
  if (value?.kind !== 'list') return ['GET'];
  return value.items.flatMap((item) => asString(item)?.toUpperCase() ?? []);
}
