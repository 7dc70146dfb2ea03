import { childOf, textOf } from '../../edit/python/nodes.js';
import type { Position } from '../../edit/refusal.js';
import { noArguments } from './arguments.js';
import type { Candidate } from './candidates.js';
import { run } from './invoke.js';
import type { Program } from './program.js';
import { Namespace } from './namespace.js';
import type { FunctionValue, Router, Value, Scope } from './values.js';

/** An application and the name it is bound to. */
export interface Application {
  readonly router: Router;
  readonly file: string;
  readonly variable: string;
  readonly position: Position;
  readonly topLevel: boolean;
}

/** The applications a module binds at its top level, or makes in its functions. */
export function applicationsIn(program: Program, candidate: Candidate): Application[] {
  const scope = program.load(candidate.file);
  if (scope === undefined) return [];
  const found = boundIn(program, scope, candidate.name);
  return found.length > 0 ? found : factoriesIn(program, scope);
}

function boundIn(program: Program, scope: Scope, preferred?: string): Application[] {
  const names = [...scope.bindings.keys()].sort(
    (a, b) => Number(b === preferred) - Number(a === preferred),
  );
  const found: Application[] = [];
  for (const name of names) {
    const binding = scope.last(name);
    // An imported name is only followed where it may be the application.
    if (binding === undefined || (binding.isImport && !/app|api|server/i.test(name))) continue;
    const router = scope.own(name);
    if (router?.kind !== 'router' || !router.isApp) continue;
    if (found.some((other) => other.router === router)) continue;
    const home = binding.isImport ? program.load(router.origin.file) : scope;
    const place = home === undefined ? undefined : placeIn(home, router);
    if (place !== undefined) found.push(place);
  }
  return found;
}

/** Where a scope binds a router itself. */
function placeIn(scope: Scope, router: Router): Application | undefined {
  for (const [variable, all] of scope.bindings) {
    const binding = all.find((one) => !one.isImport && one.get() === router);
    if (binding === undefined) continue;
    const { module } = scope;
    const position = module.position(binding.offset);
    return { router, file: module.file, variable, position, topLevel: scope.parent === undefined };
  }
  return undefined;
}

/** Functions that make and return an application. */
function factoriesIn(program: Program, scope: Scope): Application[] {
  return [...scope.bindings.keys()].flatMap((name) => {
    const value: Value | undefined =
      scope.last(name)?.isImport === true ? undefined : scope.own(name);
    if (value?.kind !== 'function') return [];
    if (!textOf(value.node, scope.module.text).includes('FastAPI')) return [];
    const made = make(program, value);
    return made === undefined ? [] : [made];
  });
}

function make(program: Program, factory: FunctionValue): Application | undefined {
  const frame = new Namespace(factory.scope.module, factory.scope);
  const router = run(program, factory, noArguments(factory.node), frame);
  if (router.kind !== 'router' || !router.isApp) return undefined;
  const place = placeIn(frame, router);
  if (place !== undefined) return place;
  const name = childOf(factory.node, 'VariableName');
  const { module } = factory.scope;
  const variable = name === undefined ? 'app' : textOf(name, module.text);
  const position = module.position(name?.from ?? 0);
  return { router, file: module.file, variable, position, topLevel: false };
}
