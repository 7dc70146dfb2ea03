import type { ApiRoute } from '../model.js';
import type { Router } from './values.js';

/** More than any API has: forty routers, each included twice by the next, would make 2⁴⁰. */
const MAX_ROUTES = 20_000;
const MAX_VISITS = 20_000;
const MAX_DEPTH = 100;

/** The routes of an application with their full paths; a router that includes itself is cut there. */
export function flatten(app: Router): ApiRoute[] {
  const routes: ApiRoute[] = [];
  const stack = new Set<Router>();
  let visits = 0;
  const walk = (router: Router, above: string | undefined): void => {
    visits += 1;
    if (stack.has(router) || stack.size >= MAX_DEPTH || visits > MAX_VISITS) return;
    stack.add(router);
    const base = join(above, router.prefix);
    for (const entry of router.entries) {
      if (entry.kind === 'include') {
        walk(entry.router, join(base, entry.prefix));
        continue;
      }
      const { methods, module, offset } = entry;
      if (routes.length + methods.length > MAX_ROUTES) break;
      const path = join(base, entry.path);
      const position = module.position(offset);
      for (const method of methods) routes.push({ method, path, file: module.file, position });
    }
    stack.delete(router);
  };
  walk(app, '');
  return routes;
}

/** Every router below one, however it was added. */
export function reachable(app: Router): Set<Router> {
  const found = new Set<Router>();
  const open = [app];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of next.entries) {
      if (entry.kind !== 'include' || found.has(entry.router)) continue;
      found.add(entry.router);
      open.push(entry.router);
    }
  }
  return found;
}

function join(above: string | undefined, below: string | undefined): string | undefined {
  return above === undefined || below === undefined ? undefined : above + below;
}
