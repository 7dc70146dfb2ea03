import { argumentsOf } from '../../edit/python/calls.js';
import type { SyntaxNode } from '../../edit/python/nodes.js';
import type { CallArguments, Machine } from './machine.js';
import { once } from './namespace.js';
import { UNKNOWN, type Value, type Scope } from './values.js';

/** The arguments of a CallExpression or Decorator in a scope. */
export function callArguments(machine: Machine, node: SyntaxNode, scope: Scope): CallArguments {
  const all = argumentsOf(node, scope.module.text).map(({ keyword, value }) => ({
    keyword,
    get: once(() => machine.evaluate(value, scope)),
  }));
  const plain = all.filter(({ keyword }) => keyword === undefined);
  const firstStar = all.findIndex(({ keyword }) => keyword === '*');
  return {
    node,
    keywords: all.flatMap(({ keyword }) => keyword ?? []),
    positional: (index) => (firstStar >= 0 && index >= firstStar ? UNKNOWN : plain[index]?.get()),
    keyword: (name) => all.find(({ keyword }) => keyword === name)?.get(),
  };
}

/** An argument by position or keyword; `**options` may hold any keyword. */
export function pick(args: CallArguments, position: number, name: string): Value | undefined {
  const found = (position < 0 ? undefined : args.positional(position)) ?? args.keyword(name);
  return found ?? (args.keywords.includes('**') ? UNKNOWN : undefined);
}

/** A call without arguments. */
export function noArguments(node: SyntaxNode): CallArguments {
  return { node, keywords: [], positional: () => undefined, keyword: () => undefined };
}
