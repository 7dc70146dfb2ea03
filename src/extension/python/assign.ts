import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { hasEffect } from './effects.js';
import type { Machine } from './machine.js';
import { once } from './namespace.js';
import { UNKNOWN, type Value, type Scope } from './values.js';

/** `a = value`, `a: T = value`, `a = b = value`, `a, b = values`, `self.a = value`. */
export function assign(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const groups: SyntaxNode[][] = [[]];
  for (const part of children(node)) {
    if (part.name === 'AssignOp') groups.push([]);
    else if (part.name !== 'TypeDef') groups.at(-1)?.push(part);
  }
  const values = groups.length > 1 ? groups.pop() : undefined;
  const [value] = values ?? [];
  if (value === undefined) return;
  // The expression sees the names as they are now, also when it is evaluated later.
  const now = scope.now;
  const isList = (values?.length ?? 0) > 1;
  const get = once(() =>
    isList
      ? {
          kind: 'list',
          items: (values ?? [])
            .filter((part) => textOf(part, scope.module.text) !== ',')
            .map((part) => machine.evaluate(part, scope, now)),
        }
      : machine.evaluate(value, scope, now),
  );
  for (const targets of groups) assignTargets(targets, get, scope);
  if (hasEffect(machine, value, scope)) get();
}

/** Binds a target list to a value, part by part. */
export function assignTargets(
  targets: readonly SyntaxNode[],
  get: () => Value,
  scope: Scope,
): void {
  const source = scope.module.text;
  const names = targets.filter((part) => !/^[(),[\]]$/.test(textOf(part, source)));
  const [target] = names;
  if (target === undefined) return;
  if (names.length > 1 || names.length < targets.length) {
    for (const [index, name] of names.entries()) {
      const item = (): Value => {
        const value = get();
        return (value.kind === 'list' ? value.items[index] : undefined) ?? UNKNOWN;
      };
      assignTargets([name], item, scope);
    }
  } else if (/^(Tuple|Array|Parenthesized)Expression$/.test(target.name)) {
    assignTargets(children(target), get, scope);
  } else if (target.name === 'VariableName') {
    scope.bind(textOf(target, source), { isImport: false, offset: target.from, get });
  } else {
    assignAttribute(target, get, scope);
  }
}

function assignAttribute(target: SyntaxNode, get: () => Value, scope: Scope): void {
  const [object, , property] = target.name === 'MemberExpression' ? children(target) : [];
  if (object === undefined || property?.name !== 'PropertyName') return;
  // Only names that are known without loading anything can be our own objects.
  if (object.name !== 'VariableName') return;
  const holder = scope.last(textOf(object, scope.module.text));
  if (holder === undefined || holder.isImport) return;
  const value = holder.get();
  if (value.kind === 'instance') {
    value.attributes.set(textOf(property, scope.module.text), get());
  }
}
