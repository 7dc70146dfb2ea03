import { EditRefusal, positionAt, type Edited, type Span } from '../refusal.js';
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

interface Replacement extends Span {
  readonly text: string;
}

/**
 * Applies operations to a configuration module (TypeScript or JavaScript), one after the other.
 * Every byte outside the returned spans stays.
 * @throws EditRefusal where the module cannot be read, or the value is not set in it
 */
export function editTypescript(text: string, operations: readonly TypescriptOperation[]): Edited {
  return operations.reduce<Edited>(apply, { text, spans: [] });
}

function apply({ text, spans }: Edited, operation: TypescriptOperation): Edited {
  const { route, value, circumstances } = operation;
  const module = readable(text);
  const setting = settingAt(module, route, circumstances);
  const replacements = [
    ...setting.given
      .filter((given) => given.value !== value)
      .map(({ node, isShorthand }) => ({
        start: isShorthand ? node.to : node.from,
        end: node.to,
        text: (isShorthand ? ': ' : '') + literal(module, value),
      })),
    ...insertions(module, setting, operation),
  ].sort((a, b) => a.start - b.start);
  const edited = splice({ text, spans }, replacements);
  if (!holds(settingAt(readable(edited.text), route, circumstances), value)) {
    const paste = `${route.join('.')}: ${literal(module, value)}`;
    throw new EditRefusal(
      `where ${route.join('.')} is set cannot be told`,
      positionAt(text, 0),
      paste,
    );
  }
  return edited;
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
): Replacement[] {
  const [name, ...rest] = route;
  if (given.length > 0 || name === undefined || rest.length > 0) return [];
  return roots.map((root) => propertyInsertion(module, root, `${name}: ${literal(module, value)}`));
}

/** Earlier spans move with what is put in front of them. */
function splice({ text, spans }: Edited, replacements: readonly Replacement[]): Edited {
  let result = text;
  let moved: Span[] = [...spans];
  for (const { start, end, text: inserted } of [...replacements].reverse()) {
    result = result.slice(0, start) + inserted + result.slice(end);
    const by = inserted.length - (end - start);
    moved = moved.map((span) =>
      span.start >= end ? { start: span.start + by, end: span.end + by } : span,
    );
    moved.push({ start, end: start + inserted.length });
  }
  return { text: result, spans: moved.sort((a, b) => a.start - b.start) };
}
