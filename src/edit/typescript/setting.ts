import { evaluate } from './evaluate.js';
import type { Lookup } from './property.js';
import { exported, lookUp, shorthand, valueOf } from './property.js';
import { reachWritten } from './reach.js';
import type { Circumstances, Known, Place } from './scope.js';
import { unknown } from './scope.js';
import type { Module, SyntaxNode } from './syntax.js';
import { childOf } from './syntax.js';

/** One value that a configuration may have at a route. */
export interface Given {
  readonly value: Known | typeof unknown;
  /** Where it is written: the value, or the chosen part of a condition. */
  readonly node: SyntaxNode;
  /** `{ sourcemap }`: `node` is the name. */
  readonly isShorthand: boolean;
}

export interface Setting {
  readonly given: readonly Given[];
  /** Whether the module may also leave it to the default. */
  readonly absent: boolean;
  /** Whether something that cannot be read has a say. */
  readonly open: boolean;
  /** The objects that are exported. */
  readonly roots: readonly SyntaxNode[];
}

/** What the configuration that a module exports says at a route, in these circumstances. */
export function settingAt(
  module: Module,
  route: readonly string[],
  circumstances: Circumstances,
): Setting {
  const places = exported(module, circumstances);
  const { given, absent, open }: Lookup = lookUp(places, route);
  const roots = places.map(({ node }) => node).filter(({ name }) => name === 'ObjectExpression');
  return { given: unique(given.flatMap(valuesOf)), absent, open, roots };
}

function valuesOf({ node, scope }: Place): Given[] {
  const value = valueOf(node);
  if (value !== undefined) {
    return reachWritten({ node: value, scope }).map((place) => ({
      value: evaluate(place),
      node: place.node,
      isShorthand: false,
    }));
  }
  const name = childOf(node, 'PropertyDefinition');
  if (name === undefined) return [{ value: unknown, node, isShorthand: false }];
  return shorthand({ node: name, scope }).map((place) => ({
    value: evaluate(place),
    node: name,
    isShorthand: true,
  }));
}

/** One object may be reached in several ways; one name may stand for several values. */
function unique(given: readonly Given[]): Given[] {
  return given.filter((each, index) => {
    const isSame = ({ node, value }: Given): boolean =>
      node.from === each.node.from && value === each.value;
    return given.findIndex(isSame) === index;
  });
}
