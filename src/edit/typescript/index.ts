import { inSteps } from '../in-steps.js';
import { EditRefusal, positionAt, type Edited } from '../refusal.js';
import { applySplices, inOrder, type Splice } from '../yaml/splice.js';
import { propertyInsertion, quoteLike } from './insert.js';
import type { TypescriptOperation } from './operation.js';
import type { Setting } from './setting.js';
import { settingAt } from './setting.js';
import type { Module } from './syntax.js';
import { parseModule } from './syntax.js';

export type { TypescriptOperation } from './operation.js';
export type { Circumstances, Known } from './scope.js';
export { unknown } from './scope.js';
export type { Given, Setting } from './setting.js';
export { settingAt } from './setting.js';
export type { Module } from './syntax.js';
export { children, childOf, parseModule } from './syntax.js';

/**
 * Applies operations to a configuration module (TypeScript or JavaScript), one after the other.
 * Every byte outside the returned spans stays.
 * @throws EditRefusal where the module cannot be read, or the value is not set in it
 */
export function editTypescript(text: string, operations: readonly TypescriptOperation[]): Edited {
  return inSteps(text, operations, decide);
}

function decide(text: string, operation: TypescriptOperation): readonly Splice[] {
  const { route, value, circumstances } = operation;
  const module = readable(text);
  const setting = settingAt(module, route, circumstances);
  const others = setting.given.filter((given) => given.value !== value);
  // A name may stand for several values.
  const changed = [...new Map(others.map((each) => [each.node.from, each])).values()];
  const splices = inOrder([
    ...changed.map(({ node, isShorthand }) => ({
      start: isShorthand ? node.to : node.from,
      end: node.to,
      insert: (isShorthand ? ': ' : '') + literal(module, value),
    })),
    ...insertions(module, setting, operation),
  ]);
  const after = readable(applySplices(text, splices));
  if (!holds(settingAt(after, route, circumstances), value)) {
    const paste = `${route.join('.')}: ${literal(module, value)}`;
    throw new EditRefusal(
      `where ${route.join('.')} is set cannot be told`,
      positionAt(text, 0),
      paste,
    );
  }
  return splices;
}

function readable(text: string): Module {
  const module = parseModule(text);
  if (module.error === undefined) return module;
  throw new EditRefusal('this is not valid TypeScript', positionAt(text, module.error));
}

function holds({ given, absent, open }: Setting, value: string | boolean): boolean {
  return !absent && !open && given.every((each) => each.value === value);
}

function literal(module: Module, value: string | boolean): string {
  return typeof value === 'string' ? quoteLike(module, value) : String(value);
}

/** Into every exported object, where none of them says anything; only of a property of its own. */
function insertions(
  module: Module,
  { given, roots }: Setting,
  { route, value }: TypescriptOperation,
): Splice[] {
  const [name, ...rest] = route;
  if (given.length > 0 || name === undefined || rest.length > 0) return [];
  return roots.map((root) => propertyInsertion(module, root, `${name}: ${literal(module, value)}`));
}
