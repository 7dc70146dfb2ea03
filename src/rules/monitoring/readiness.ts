import type { ApiApp, ApiRoute, Extension } from '../../extension/model.js';
import { declarationOf, handlerOf } from './route-source.js';

const PATH =
  /\/(ready|readyz|readiness|ready-?check|is-?ready|db-?health|health-?db|health\/(db|database))\/?$/i;
const HANDLER =
  /\bdef (ready|readyz|readiness|is_ready|get_ready|get_readiness|health_ready|check_readiness|(readiness|ready)_(check|probe|endpoint))\s*\(|\bself\.(readiness|ready)\w*/;
/** What a liveness endpoint may be that asks the database all the same. */
const HEALTH = /\/(health|healthz|health-?check|livez|status|ping|heartbeat)\/?$/i;
const ASKS =
  /\bselect\s+1\b|\bselect\(\s*(1|literal)|\(\s*["']ping["']|\.ping\(|\b(check|test|ping|verify|probe)_?(the_)?(db|database|connection|mongo|postgres)|\b(db|database|mongo|postgres)_?(health|check|ping|status|is_up|ready|alive)/i;

/** The route that says whether the process can do its work, if there is one. */
export function readinessOf(extension: Extension, app: ApiApp): ApiRoute | undefined {
  const routes = app.routes.filter(({ method }) => method.toUpperCase() === 'GET');
  return (
    routes.find(({ path }) => path !== undefined && PATH.test(path)) ??
    routes.find((route) => isNamedSo(declarationOf(extension, route), route)) ??
    routes.find(({ path = '', ...route }) => {
      return HEALTH.test(path) && ASKS.test(handlerOf(extension, { path, ...route }));
    })
  );
}

function isNamedSo(declaration: string, { path }: ApiRoute): boolean {
  if (HANDLER.test(declaration)) return true;
  const literals = [...declaration.matchAll(/["'](\/[\w/-]*)["']/g)].map(([, text = '']) => text);
  return path === undefined && literals.some((text) => PATH.test(text));
}
