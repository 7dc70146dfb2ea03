import type { Known, Place, Scope } from './scope.js';
import { unknown } from './scope.js';
import type { SyntaxNode } from './syntax.js';
import { childOf, children, items } from './syntax.js';

/** A constant that is defined by itself goes round for ever. */
const MAX_DEPTH = 500;

type Result = Known | typeof unknown;

/** The value of an expression, as far as it can be told; `unknown` where it cannot. */
export function evaluate({ node, scope }: Place, depth = 0): Result {
  if (depth > MAX_DEPTH || !scope.mayGoOn()) return unknown;
  const at = (child: SyntaxNode | undefined): Result =>
    child === undefined ? unknown : evaluate({ node: child, scope }, depth + 1);
  const parts = children(node);
  switch (node.name) {
    case 'BooleanLiteral':
      return scope.textOf(node) === 'true';
    case 'Number':
      return Number(scope.textOf(node));
    case 'null':
      return null;
    case 'String':
      return unquoted(scope.textOf(node));
    case 'TemplateString':
      return template(node, scope, at);
    case 'VariableName':
      return variable(scope.textOf(node), scope, depth);
    case 'ParenthesizedExpression':
      return at(items(node)[0]);
    case 'PostfixExpression':
      return parts[1]?.name === 'LogicOp' ? at(parts[0]) : unknown;
    case 'UnaryExpression':
      return negation(parts, scope, at);
    case 'ConditionalExpression': {
      const condition = at(parts[0]);
      return condition === unknown ? unknown : at(condition ? parts[2] : parts[4]);
    }
    case 'BinaryExpression':
      return binary(parts, scope, at);
    case 'MemberExpression':
      return member(node, parts, scope, at);
    case 'CallExpression':
      return call(parts, scope, at);
    default:
      return unknown;
  }
}

type Evaluate = (node: SyntaxNode | undefined) => Result;

/** The text of a string literal; one with escapes that JSON does not have is not known. */
function unquoted(literal: string): Result {
  const content = literal.slice(1, -1);
  if (!content.includes('\\')) return content;
  try {
    return JSON.parse(`"${content.replaceAll('"', '\\"')}"`) as string;
  } catch {
    return unknown;
  }
}

function template(node: SyntaxNode, scope: Scope, at: Evaluate): Result {
  let text = '';
  let from = node.from + 1;
  for (const part of children(node)) {
    const value = at(children(part).find(({ name }) => !name.startsWith('Interpolation')));
    if (value === unknown || typeof value === 'object') return unknown;
    text += scope.module.text.slice(from, part.from) + String(value);
    from = part.to;
  }
  return text + scope.module.text.slice(from, node.to - 1);
}

function variable(name: string, scope: Scope, depth: number): Result {
  const binding = scope.find(name);
  if (binding === undefined) return name === 'undefined' ? undefined : unknown;
  return 'value' in binding ? binding.value : evaluate(binding, depth + 1);
}

function negation([operator, operand]: SyntaxNode[], scope: Scope, at: Evaluate): Result {
  if (operator === undefined || scope.textOf(operator) !== '!') return unknown;
  const value = at(operand);
  return value === unknown ? unknown : !value;
}

function binary([left, operator, right]: SyntaxNode[], scope: Scope, at: Evaluate): Result {
  const first = at(left);
  switch (operator === undefined ? '' : scope.textOf(operator)) {
    case 'as':
    case 'satisfies':
      return first;
    case '&&':
      return first === unknown || !first ? first : at(right);
    case '||':
      return first === unknown || first ? first : at(right);
    case '??':
      return first ?? at(right);
    case '===':
    case '==':
      return equals(first, at(right));
    case '!==':
    case '!=': {
      const same = equals(first, at(right));
      return same === unknown ? unknown : !same;
    }
    case '+': {
      const second = at(right);
      return typeof first === 'string' && typeof second === 'string' ? first + second : unknown;
    }
    default:
      return unknown;
  }
}

function equals(a: Result, b: Result): boolean | typeof unknown {
  if (a === unknown || b === unknown || typeof a === 'object' || typeof b === 'object') {
    return unknown;
  }
  return a === b;
}

/** `process.env.X`, `process.env['X']`, `env.mode`. */
function member(node: SyntaxNode, parts: SyntaxNode[], scope: Scope, at: Evaluate): Result {
  const [object] = parts;
  const property = childOf(node, 'PropertyName');
  const key =
    property === undefined
      ? at(parts.find((part) => part.name === 'String'))
      : scope.textOf(property);
  if (object === undefined || typeof key !== 'string') return unknown;
  if (/^process\??\.env$/.test(scope.textOf(object))) return scope.circumstances.environment(key);
  const record = at(object);
  if (record === null || typeof record !== 'object') return unknown;
  return Object.hasOwn(record, key) ? record[key] : unknown;
}

/** `Boolean(x)`, and `x?.trim()` where x is undefined. */
function call([callee, args]: SyntaxNode[], scope: Scope, at: Evaluate): Result {
  if (callee === undefined || args?.name !== 'ArgList') return unknown;
  if (scope.textOf(callee) === 'Boolean') {
    const value = at(items(args)[0]);
    return value === unknown ? unknown : Boolean(value);
  }
  const isMethod = childOf(callee, '?.') !== undefined;
  return isMethod && at(children(callee)[0]) === undefined ? undefined : unknown;
}
