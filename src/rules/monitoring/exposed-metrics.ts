import { modulesOf, type Modules } from '../../extension/database/modules.js';
import type { Position } from '../../edit/refusal.js';
import { declarationOf } from './route-source.js';
import type { ApiApp, ApiRoute, Extension } from '../../extension/model.js';

const PATH = /\/metrics\/?$/;
const PATH_ITSELF = /^\/metrics\/?$/;
const NAMED = /[+(]\s*["']\/metrics\/?["']/;
/** Libraries and calls that serve metrics by themselves. */
const SERVES =
  /^[ \t]*(?:from|import)[ \t]+(prometheus_fastapi_instrumentator|starlette_exporter|starlette_prometheus|aioprometheus|opentelemetry\.exporter\.prometheus)\b|\b(start_http_server|start_wsgi_server|push_to_gateway|PrometheusMetricReader)\(/m;

/** Where an application tells its metrics, whatever serves them. */
export interface ExposedMetrics {
  readonly file: string;
  readonly position: Position;
  /** The path they are at, where a route has it. */
  readonly path: string | undefined;
}

/** The metrics of an application that it has already. */
export function exposedMetrics(extension: Extension, app: ApiApp): ExposedMetrics | undefined {
  const modules = modulesOf(extension.files, app.dir);
  const [route] = app.routes.filter(isMetrics).sort((a, b) => lengthOf(a) - lengthOf(b));
  if (route !== undefined && (PATH_ITSELF.test(route.path ?? '') || isPrometheus(modules))) {
    return route;
  }
  // Below a path that only running it tells: `env.get_base_path() + "/metrics"`.
  const computed = app.routes.find(
    (each) => each.path === undefined && NAMED.test(declarationOf(extension, each)),
  );
  if (computed !== undefined && isPrometheus(modules)) return { ...computed, path: undefined };
  for (const { file, whole } of modules.matching(SERVES)) {
    const line = whole.slice(0, SERVES.exec(whole)?.index).split('\n').length;
    return { file, position: { line, column: 1 }, path: undefined };
  }
  return undefined;
}

function isMetrics({ method, path = '' }: ApiRoute): boolean {
  return /^(GET|MOUNT|\*|ANY)$/i.test(method) && PATH.test(path) && !path.includes('{');
}

/** Pages for people are deeper than what Prometheus asks: `/metrics` before `/api/admin/metrics`. */
function lengthOf({ path = '' }: ApiRoute): number {
  return path.length;
}

/** Below a prefix these may be anybody's numbers: those of a team, as JSON. */
function isPrometheus(modules: Modules): boolean {
  return modules.matching(/prometheus|openmetrics/i).length > 0;
}
