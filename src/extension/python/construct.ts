import { pick } from './arguments.js';
import type { CallArguments } from './machine.js';
import { entriesOf, entryOf, prefixOf } from './register.js';
import { UNKNOWN, type ClassValue, type Router, type Value, type PythonModule } from './values.js';

const FRAMEWORK = /^(fastapi|starlette)(\.|$)/;
const ROUTERS = new Set(['FastAPI', 'Starlette', 'APIRouter', 'Router']);
const ROUTES = new Set(['Route', 'APIRoute', 'Mount', 'WebSocketRoute', 'APIWebSocketRoute']);
/** Routers of helper packages, made like FastAPI's own. */
const LOOKALIKE = /\.(InferringRouter|SecuredRouter|LoggingRouter)$/;

/** The framework's class of routers that an external name is, if it is one. */
export function routerClass(name: string): string | undefined {
  if (LOOKALIKE.test(name)) return 'APIRouter';
  const last = name.slice(name.lastIndexOf('.') + 1);
  return FRAMEWORK.test(name) && ROUTERS.has(last) ? last : undefined;
}

/** True for the names of the framework that make routers or routes. */
export function isFrameworkName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return FRAMEWORK.test(name) && (ROUTERS.has(last) || ROUTES.has(last));
}

/** A new application or router. */
export function makeRouter(
  className: string,
  args: CallArguments,
  module: PythonModule,
  type?: ClassValue,
): Router {
  const isApp = className === 'FastAPI';
  return {
    kind: 'router',
    isApp,
    prefix: className === 'APIRouter' ? prefixOf(args, -1, 'prefix') : '',
    entries: entriesOf(pick(args, -1, 'routes')),
    origin: module,
    type,
  };
}

/** What calling a name of another package gives. */
export function callExternal(name: string, args: CallArguments, module: PythonModule): Value {
  const router = routerClass(name);
  if (router !== undefined) return makeRouter(router, args, module);
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (FRAMEWORK.test(name) && ROUTES.has(last)) {
    return { kind: 'entry', entry: entryOf(last, args, module) };
  }
  // pydantic: a settings field with its default
  if (/^pydantic\b.*\.Field$/.test(name)) return pick(args, 0, 'default') ?? UNKNOWN;
  return UNKNOWN;
}
