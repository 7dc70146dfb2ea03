import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { literalOf, stringValue, unescape } from '../../edit/python/strings.js';
import { callArguments } from './arguments.js';
import { attribute, nameIn } from './attributes.js';
import type { Machine } from './machine.js';
import { NONE, UNKNOWN, asString, isNothing, type Value, type Scope } from './values.js';

/** Characters of a string and items of a list: sixty doublings must not fill the memory. */
const MAX_LENGTH = 10_000;

/** The value of an expression; unknown for everything that routes do not depend on. */
export function evaluate(machine: Machine, node: SyntaxNode, scope: Scope, before?: number): Value {
  const parts = children(node);
  const value = (part: SyntaxNode | undefined): Value =>
    part === undefined ? UNKNOWN : machine.evaluate(part, scope, before);
  switch (node.name) {
    case 'VariableName':
      return variable(machine, textOf(node, scope.module.text), scope, before);
    case 'None':
      return NONE;
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return text(node, scope, value);
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return value(parts[1]);
    case 'NamedExpression':
      return value(parts[2]);
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'SetExpression':
      return {
        kind: 'list',
        items: parts
          .filter((part) => !/^[()[\]{},]$/.test(textOf(part, scope.module.text)))
          .map(value),
      };
    case 'ConditionalExpression':
      return [value(parts[0]), value(parts[4])].find((side) => side.kind === 'router') ?? UNKNOWN;
    case 'BinaryExpression':
      return concatenation(parts, scope, value);
    case 'MemberExpression':
      return memberOf(machine, parts, scope, value);
    case 'CallExpression':
      return callOf(machine, node, scope, value);
    default:
      return UNKNOWN;
  }
}

type Evaluate = (part: SyntaxNode | undefined) => Value;

function variable(machine: Machine, name: string, scope: Scope, before?: number): Value {
  let at: Scope | undefined = scope;
  let limit = before;
  while (at !== undefined) {
    const found = nameIn(machine, at, name, limit);
    if (found !== undefined) return found;
    at = at.parent;
    limit = undefined;
  }
  if (name === 'super') return superOf(scope);
  // Python's own `str` keeps what it is given
  return name === 'str' ? { kind: 'external', name: 'builtins.str' } : UNKNOWN;
}

/** `super` in a method: its object, seen from above the class that defines the method. */
function superOf(scope: Scope): Value {
  let at: Scope | undefined = scope;
  while (at !== undefined && at.callee?.owner === undefined) at = at.parent;
  const { self, owner } = at?.callee ?? {};
  return self === undefined || owner === undefined ? UNKNOWN : { kind: 'super', self, type: owner };
}

/** A string, also in parts and with values filled in; unknown where a part is. */
function text(node: SyntaxNode, scope: Scope, value: Evaluate): Value {
  const source = scope.module.text;
  if (node.name === 'ContinuedString') {
    return join(children(node).map((part) => asString(text(part, scope, value))));
  }
  if (node.name === 'String') return join([stringValue(node, source)]);
  const literal = literalOf(node, source);
  if (literal === undefined) return UNKNOWN;
  const plain = (from: number, to: number): string | undefined =>
    unescape(source.slice(from, to).replaceAll('{{', '{').replaceAll('}}', '}'));
  const found: (string | undefined)[] = [];
  let from = node.from + literal.prefix.length + literal.quote.length;
  for (const part of children(node)) {
    if (part.name !== 'FormatReplacement') continue;
    const inner = children(part);
    // `{x!r}`, `{x:>8}` and `{x=}` print something else
    const filled = inner.length === 3 ? asString(value(inner[1])) : undefined;
    found.push(plain(from, part.from), filled);
    from = part.to;
  }
  found.push(plain(from, node.to - literal.quote.length));
  return join(found);
}

function join(parts: readonly (string | undefined)[]): Value {
  const length = parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  if (parts.includes(undefined) || length > MAX_LENGTH) return UNKNOWN;
  return { kind: 'string', value: parts.join('') };
}

function concatenation(parts: readonly SyntaxNode[], scope: Scope, value: Evaluate): Value {
  const [left, operator, right] = parts;
  if (operator === undefined || textOf(operator, scope.module.text) !== '+') return UNKNOWN;
  const [first, second] = [value(left), value(right)];
  if (first.kind === 'list' && second.kind === 'list') {
    if (first.items.length + second.items.length > MAX_LENGTH) return UNKNOWN;
    return { kind: 'list', items: [...first.items, ...second.items] };
  }
  return join([asString(first), asString(second)]);
}

function memberOf(
  machine: Machine,
  parts: readonly SyntaxNode[],
  scope: Scope,
  value: Evaluate,
): Value {
  const [object, , property] = parts;
  const source = scope.module.text;
  if (property?.name === 'PropertyName') {
    return attribute(machine, value(object), textOf(property, source), scope);
  }
  const list = value(object);
  const index = property?.name === 'Number' ? Number(textOf(property, source)) : NaN;
  return (list.kind === 'list' ? list.items[index] : undefined) ?? UNKNOWN;
}

function callOf(machine: Machine, node: SyntaxNode, scope: Scope, value: Evaluate): Value {
  const callee = value(children(node)[0]);
  if (isNothing(callee)) return UNKNOWN;
  return machine.call(callee, callArguments(machine, node, scope), scope);
}
