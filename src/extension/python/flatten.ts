import type { ApiRoute } from '../model.js';
import type { Router } from './values.js';

/** Every route of an application with its full path; a router that includes itself is cut there. */
export function flatten(app: Router): ApiRoute[] {
  const walk = (
    router: Router,
    above: string | undefined,
    stack: readonly Router[],
  ): ApiRoute[] => {
    if (stack.includes(router)) return [];
    const base = join(above, router.prefix);
    return router.entries.flatMap((entry) => {
      if (entry.kind === 'include') {
        return walk(entry.router, join(base, entry.prefix), [...stack, router]);
      }
      const { methods, module, offset } = entry;
      const path = join(base, entry.path);
      const position = module.position(offset);
      return methods.map((method) => ({ method, path, file: module.file, position }));
    });
  };
  return walk(app, '', []);
}

/** Every router below one, however it was added. */
export function reachable(app: Router, found = new Set<Router>()): Set<Router> {
  for (const entry of app.entries) {
    if (entry.kind !== 'include' || found.has(entry.router)) continue;
    found.add(entry.router);
    reachable(entry.router, found);
  }
  return found;
}

function join(above: string | undefined, below: string | undefined): string | undefined {
  return above === undefined || below === undefined ? undefined : above + below;
}
