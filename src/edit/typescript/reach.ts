import { evaluate } from './evaluate.js';
import type { Place, Scope } from './scope.js';
import { unknown } from './scope.js';
import type { SyntaxNode } from './syntax.js';
import { childOf, children, items } from './syntax.js';

/** Functions that hand back the configuration they are given (Vite, Vitest). */
const IDENTITY = new Set(['defineConfig', 'defineProject']);
/** A constant that is defined by itself goes round for ever. */
const MAX_DEPTH = 100;

/**
 * The expressions that one comes down to: through parentheses, casts, conditions, constants and
 * the functions that make a configuration. Several where a condition is not known.
 */
export function reach(place: Place, depth = 0): Place[] {
  const next = step(place);
  if (place.isNothing === true) return [place];
  const isTooFar = depth > MAX_DEPTH || !place.scope.mayGoOn();
  if (next === undefined || isTooFar) return [place];
  return next.flatMap((each) => reach(each, depth + 1));
}

/** The same, but as the expression is written: a name is not followed to where it is defined. */
export function reachWritten(place: Place): Place[] {
  if (place.node.name === 'VariableName' || place.node.name === 'CallExpression') return [place];
  const next = step(place);
  if (next === undefined) return [place];
  return next.filter((each) => each.isNothing !== true).flatMap(reachWritten);
}

/** What an expression stands for; undefined where it stands for itself. */
function step({ node, scope }: Place): Place[] | undefined {
  const to = (...nodes: (SyntaxNode | undefined)[]): Place[] =>
    nodes.flatMap((each) => (each === undefined ? [] : [{ node: each, scope }]));
  const parts = children(node);
  switch (node.name) {
    case 'ParenthesizedExpression':
      return to(items(node)[0]);
    case 'PrefixCast':
      return to(parts.at(-1));
    case 'PostfixExpression':
      return to(parts[0]);
    case 'UnaryExpression':
    case 'AwaitExpression':
      return parts[0]?.name === 'await' ? to(parts[1]) : undefined;
    case 'ConditionalExpression':
      return to(...chosen(parts, scope));
    case 'BinaryExpression':
      return operands(parts, scope, to);
    case 'VariableName': {
      const binding = scope.find(scope.textOf(node));
      return binding === undefined || 'value' in binding ? undefined : [binding];
    }
    case 'CallExpression':
      return called(node, scope, to);
    case 'ArrowFunction':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return returned(node, scope.enter(node));
    default:
      return undefined;
  }
}

type To = (...nodes: (SyntaxNode | undefined)[]) => Place[];

function chosen([condition, , yes, , no]: SyntaxNode[], scope: Scope): (SyntaxNode | undefined)[] {
  const value = condition === undefined ? unknown : evaluate({ node: condition, scope });
  if (value === unknown) return [yes, no];
  return [value ? yes : no];
}

/** Casts, and the operators that give one of their operands. */
function operands(parts: SyntaxNode[], scope: Scope, to: To): Place[] | undefined {
  const [left, operator, right] = parts;
  if (left === undefined || operator === undefined) return undefined;
  const symbol = scope.textOf(operator);
  if (symbol === 'as' || symbol === 'satisfies') return to(left);
  if (symbol !== '&&' && symbol !== '||' && symbol !== '??') return undefined;
  const value = evaluate({ node: left, scope });
  if (value === unknown) {
    return symbol === '&&'
      ? [...to(right), { node: left, scope, isNothing: true }]
      : to(left, right);
  }
  const isMissing = value === null || value === undefined;
  const goesOn = symbol === '&&' ? Boolean(value) : symbol === '||' ? !value : isMissing;
  return to(goesOn ? right : left);
}

function called(node: SyntaxNode, scope: Scope, to: To): Place[] | undefined {
  const [callee] = children(node);
  if (callee?.name !== 'VariableName') return undefined;
  const args = childOf(node, 'ArgList');
  if (args !== undefined && IDENTITY.has(scope.textOf(callee))) return to(items(args)[0]);
  return undefined;
}

/** What a function hands back: its body, or what its statements return. */
function returned(fn: SyntaxNode, scope: Scope): Place[] {
  const body = children(fn).at(-1);
  if (body === undefined) return [];
  if (body.name !== 'Block') return [{ node: body, scope }];
  return statements(items(body), scope).values;
}

interface Returns {
  readonly values: Place[];
  /** Whether what follows is not reached. */
  readonly ends: boolean;
}

function statements(nodes: readonly SyntaxNode[], scope: Scope): Returns {
  const values: Place[] = [];
  for (const node of nodes) {
    const here = statement(node, scope);
    values.push(...here.values);
    if (here.ends) return { values, ends: true };
  }
  return { values, ends: false };
}

function statement(node: SyntaxNode, scope: Scope): Returns {
  if (node.name === 'Block') return statements(items(node), scope);
  if (node.name === 'ReturnStatement') {
    const value = children(node).find(({ name }) => name !== 'return' && name !== ';');
    return { values: value === undefined ? [] : [{ node: value, scope }], ends: true };
  }
  if (node.name !== 'IfStatement') return { values: [], ends: node.name === 'ThrowStatement' };
  const parts = children(node);
  const otherwise = parts.findIndex(({ name }) => name === 'else');
  const [condition, then, no] = [parts[1], parts[2], parts[otherwise + 1]];
  const value = condition === undefined ? unknown : evaluate({ node: condition, scope });
  const yes = then === undefined ? nothing : statement(then, scope);
  const other = no === undefined ? nothing : statement(no, scope);
  if (value !== unknown) return value ? yes : other;
  return { values: [...yes.values, ...other.values], ends: yes.ends && other.ends };
}

const nothing: Returns = { values: [], ends: false };
