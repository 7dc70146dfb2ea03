import { canBeBuiltUpon } from '../../edit/python/factory.js';
import { positionAt } from '../../edit/refusal.js';
import type { ApiApp, ApiRoute, Extension } from '../../extension/model.js';
import { isBelow } from '../../extension/python/project.js';
import { askedPaths } from './asked-paths.js';
import { declarationOf } from './route-source.js';

/** Best first. Readiness (`/ready`) is another question: it may fail while the process is fine. */
const PATHS = [
  '/health',
  '/healthz',
  '/livez',
  '/health/live',
  '/healthcheck',
  '/health-check',
  '/alive',
  '/live',
  '/liveness',
  '/ping',
  '/heartbeat',
];
/** Below a prefix these stand for something else too (`/scoreboard/live`). */
const ROOT_ONLY = new Set(['/alive', '/live', '/liveness', '/ping', '/heartbeat']);
/** Right below the API's own prefix they do not. */
const BELOW_API = /^\/api(\/v\d+)?\/(alive|liveness|ping|heartbeat)$/;
/** What is added to an application answers these. */
const PROBES = ['/health', '/ready', '/metrics'];
const HANDLER = /\bdef (health|health_?check|healthz|liveness|livez)\s*\(/;

/** How an application answers "are you alive?". */
export type Liveness =
  | { readonly kind: 'route'; readonly route: ApiRoute; readonly path: string }
  /** There is a route, but its full path is put together at run time. */
  | { readonly kind: 'unknown-path'; readonly route: ApiRoute }
  | { readonly kind: 'none' };

/**
 * What answers every path, where no edit can put a route in front of it: a mount at `/` or a
 * `/{path:path}` that another module or a factory registers.
 */
export function catchAllOf({ file, position, routes }: ApiApp): ApiRoute | undefined {
  const first = routes.find(({ method, path = '' }) =>
    method === 'MOUNT' ? path === '/' : method === 'GET' && /^\/\{\w+:path\}$/.test(path),
  );
  const isBelow = first?.file === file && first.position.line > position.line;
  return isBelow ? undefined : first;
}

/** Can a route be added that answers? To what a function makes where that returns it by its name, at its end. */
export function canBeAddedTo({ files }: Extension, app: ApiApp): boolean {
  if (catchAllOf(app) !== undefined) return false;
  if (app.topLevel) return true;
  const text = files.get(app.file)?.text;
  return text !== undefined && canBeBuiltUpon(text, app.variable, PROBES);
}

export function livenessOf(extension: Extension, app: ApiApp): Liveness {
  const routes = app.routes.filter(({ method }) => method.toUpperCase() === 'GET');
  for (const wanted of [matchesExactly, matchesBelowPrefix]) {
    for (const known of PATHS) {
      const route = routes.find(({ path }) => path !== undefined && wanted(path, known));
      if (route?.path !== undefined) return { kind: 'route', route, path: route.path };
    }
  }
  const asked = askedPaths(extension);
  const watched = routes.find(({ path }) => path !== undefined && asked.includes(path));
  if (watched?.path !== undefined) return { kind: 'route', route: watched, path: watched.path };
  for (const route of routes) {
    const source = declarationOf(extension, route);
    if (route.path !== undefined && HANDLER.test(source)) {
      return { kind: 'route', route, path: route.path };
    }
    if (route.path !== undefined) continue;
    const path = asked.find((each) => isEndOf(each, source));
    if (path !== undefined) return { kind: 'route', route, path };
    if (HANDLER.test(source) || namesHealthPath(source)) return { kind: 'unknown-path', route };
  }
  return askedElsewhere(extension, app, asked) ?? { kind: 'none' };
}

/** A route that a healthcheck asks, of a router that is included where only running it tells: in a loop. */
function askedElsewhere(
  { files }: Extension,
  { dir }: ApiApp,
  asked: readonly string[],
): Liveness | undefined {
  if (asked.length === 0) return undefined;
  for (const { path: file, text } of files.values()) {
    if (!file.endsWith('.py') || !isBelow(file, dir)) continue;
    for (const found of text.matchAll(/^@\w+\.get\(\s*["'](\/[^"'{]{2,})["']/gm)) {
      const path = asked.find((each) => each.endsWith(found[1] ?? ''));
      const position = positionAt(text, found.index);
      if (path !== undefined) {
        return { kind: 'route', route: { method: 'GET', path, file, position }, path };
      }
    }
  }
  return undefined;
}

function matchesExactly(path: string, known: string): boolean {
  return path.replace(/\/$/, '') === known;
}

function matchesBelowPrefix(path: string, known: string): boolean {
  const plain = path.replace(/\/$/, '');
  if (ROOT_ONLY.has(known)) return BELOW_API.test(plain) && plain.endsWith(known);
  return !path.includes('{') && plain.endsWith(known);
}

/** A healthcheck asks what the route declares the end of: `/api/v1/health` of `@router.get("/health")`. */
function isEndOf(path: string, source: string): boolean {
  const declared = /\(\s*["'](\/[^"'{]{2,})["']/.exec(source)?.[1];
  return declared !== undefined && path.endsWith(declared);
}

function namesHealthPath(source: string): boolean {
  return /["']\/(health|healthz|livez|health\/live|healthcheck|health-check)\/?["']/.test(source);
}
