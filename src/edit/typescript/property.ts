import { reach } from './reach.js';
import type { Circumstances, Place } from './scope.js';
import { Scope } from './scope.js';
import type { Module, SyntaxNode } from './syntax.js';
import { childOf, children, items } from './syntax.js';

/** What is known of a property of an exported configuration. */
export interface Lookup {
  /** The properties that may give the value. */
  readonly given: readonly Place[];
  /** Whether it may also be given by none of them. */
  readonly absent: boolean;
  /** Whether something that cannot be read has a say: an import, a computed key. */
  readonly open: boolean;
}

const ABSENT: Lookup = { given: [], absent: true, open: false };
const OPEN: Lookup = { given: [], absent: true, open: true };

/** The objects (or what else) a module exports by default, in these circumstances. */
export function exported(module: Module, circumstances: Circumstances): Place[] {
  const scope = Scope.of(module, circumstances);
  const node = exportedExpression(module, scope);
  return node === undefined ? [] : reach({ node, scope });
}

/** The property at a route, in each of `roots`. */
export function lookUp(roots: readonly Place[], route: readonly string[]): Lookup {
  return roots.length === 0 ? OPEN : either(roots.map((root) => inValue(root, route)));
}

/** The expression a property gives; undefined for a method and for a shorthand. */
export function valueOf(property: SyntaxNode): SyntaxNode | undefined {
  const parts = children(property);
  const colon = parts.findIndex(({ name }) => name === ':');
  return colon < 0 ? undefined : parts[colon + 1];
}

/** `export default …`, `export { x as default }`, `module.exports = …`. */
function exportedExpression({ root }: Module, scope: Scope): SyntaxNode | undefined {
  for (const statement of children(root)) {
    const parts = children(statement);
    if (statement.name === 'ExportDeclaration') {
      if (parts[1]?.name === 'default') return parts[2];
      const group = childOf(statement, 'ExportGroup');
      if (group !== undefined && /\bas\s+default\b/.test(scope.textOf(group))) {
        return items(group).findLast((_, index, all) => all[index + 1]?.name === 'as');
      }
    }
    const assignment = childOf(statement, 'AssignmentExpression');
    const [target, , value] = assignment === undefined ? [] : children(assignment);
    if (target !== undefined && scope.textOf(target) === 'module.exports') return value;
  }
  return undefined;
}

function inValue(
  { node, scope, isNothing: comesToNothing }: Place,
  route: readonly string[],
): Lookup {
  if (comesToNothing === true) return ABSENT;
  if (node.name === 'ObjectExpression') return inObject({ node, scope }, route);
  const args = childOf(node, 'ArgList');
  const [callee] = children(node);
  if (args !== undefined && callee !== undefined && scope.textOf(callee) === 'mergeConfig') {
    const [base, changes] = items(args).map((each) => reach({ node: each, scope }));
    return over(lookUp(changes ?? [], route), lookUp(base ?? [], route));
  }
  const isNothing = /BooleanLiteral|null/.test(node.name) || scope.textOf(node) === 'undefined';
  return isNothing ? ABSENT : OPEN;
}

/** What comes later in an object wins, whole: a nested object is not merged with an earlier one. */
function inObject({ node, scope }: Place, route: readonly string[]): Lookup {
  const [name, ...rest] = route;
  let found = ABSENT;
  for (const property of items(node).reverse()) {
    if (!found.absent) return found;
    if (childOf(property, 'Spread') !== undefined) {
      const spread = items(property).find((part) => part.name !== 'Spread');
      const value = spread === undefined ? OPEN : lookUp(reach({ node: spread, scope }), route);
      found = over(found, value);
    } else if (keyOf(property, scope) === name) {
      return over(found, inProperty({ node: property, scope }, rest));
    } else if (childOf(property, '[') !== undefined) found = { ...found, open: true };
  }
  return found;
}

function inProperty({ node, scope }: Place, rest: readonly string[]): Lookup {
  if (rest.length === 0) return { given: [{ node, scope }], absent: false, open: false };
  const value = valueOf(node) ?? childOf(node, 'PropertyDefinition');
  if (value === undefined) return OPEN;
  return lookUp(shorthand({ node: value, scope }), rest);
}

/** What an expression comes down to, the name of a shorthand property included. */
export function shorthand(place: Place): Place[] {
  const { node, scope } = place;
  if (node.name !== 'PropertyDefinition') return reach(place);
  const binding = scope.find(scope.textOf(node));
  return binding === undefined || 'value' in binding ? [place] : reach(binding);
}

function keyOf(property: SyntaxNode, scope: Scope): string | undefined {
  const [key] = children(property);
  if (key?.name === 'PropertyDefinition') return scope.textOf(key);
  return key?.name === 'String' ? scope.textOf(key).slice(1, -1) : undefined;
}

/** What `first` gives, else what `second` does. */
function over(first: Lookup, second: Lookup): Lookup {
  if (!first.absent) return first;
  return {
    given: [...first.given, ...second.given],
    absent: second.absent,
    open: first.open || second.open,
  };
}

function either(lookups: readonly Lookup[]): Lookup {
  return {
    given: lookups.flatMap(({ given }) => given),
    absent: lookups.some(({ absent }) => absent),
    open: lookups.some(({ open }) => open),
  };
}
