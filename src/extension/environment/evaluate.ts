import { argumentsOf } from '../../edit/python/calls.js';
import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { literalOf, stringValue } from '../../edit/python/strings.js';
import { environCall } from './environ-calls.js';
import { binary, unary } from './operators.js';
import type { PythonSource } from './python-source.js';
import { environmentText, isTrue, type Known } from './value.js';

/** What an expression may look at. */
export interface Surroundings {
  readonly source: PythonSource;
  /** The value bound to a name where the expression stands. */
  lookup(name: string): SyntaxNode | undefined;
  /** A variable's value where the deployment fixes it; asking is noted by whoever answers. */
  environment(name: string): string | undefined;
}

const MAX_DEPTH = 40;
const WRAPPER = /(Url|URL|Uri|Dsn|Secret\w*|Path|EmailStr|Decimal)$/;

/**
 * What an expression gives when the module is imported, as far as the syntax tree tells: literals,
 * conditions, formatted strings, reads of the environment, conversions. Undefined where it doesn't.
 */
export function evaluate(node: SyntaxNode, where: Surroundings, depth = 0): Known | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { text } = where.source;
  const value = (part: SyntaxNode | undefined): Known | undefined =>
    part === undefined ? undefined : evaluate(part, where, depth + 1);
  const parts = children(node);
  switch (node.name) {
    case 'None':
      return { kind: 'none' };
    case 'Boolean':
      return { kind: 'boolean', value: textOf(node, text) === 'True' };
    case 'Number':
      return number(textOf(node, text));
    case 'String':
    case 'ContinuedString':
      return string(stringValue(node, text));
    case 'FormatString':
      return formatted(node, where, value);
    case 'ParenthesizedExpression':
      return value(parts[1]);
    case 'VariableName':
      return value(where.lookup(textOf(node, text)));
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return list(parts, value);
    case 'DictionaryExpression':
      return dictionary(parts, text, value);
    case 'ConditionalExpression':
      return conditional(parts, value);
    case 'UnaryExpression':
      return unary(textOf(parts[0] ?? node, text), value(parts[1]));
    case 'BinaryExpression':
      return binary(parts, text, value);
    default:
      return read(node, where, value) ?? call(node, where, value);
  }
}

type Evaluate = (part: SyntaxNode | undefined) => Known | undefined;

function string(text: string | undefined): Known | undefined {
  return text === undefined ? undefined : { kind: 'text', text };
}

function number(written: string): Known | undefined {
  const text = written.replaceAll('_', '');
  if (!/^(\d+|\d*\.\d+|\d+\.\d*)(e[-+]?\d+)?$/i.test(text)) return undefined;
  return { kind: 'number', text: text.replace(/^\./, '0.').replace(/\.$/, '.0') };
}

function formatted(node: SyntaxNode, where: Surroundings, value: Evaluate): Known | undefined {
  const { text } = where.source;
  const literal = literalOf(node, text);
  if (literal === undefined || literal.content.includes('\\')) return undefined;
  let result = '';
  let from = node.from + literal.prefix.length + literal.quote.length;
  const plain = (to: number): string =>
    text.slice(from, to).replaceAll('{{', '{').replaceAll('}}', '}');
  for (const part of children(node)) {
    if (part.name !== 'FormatReplacement') continue;
    const inner = children(part);
    const filled = inner.length === 3 ? value(inner[1]) : undefined;
    if (filled?.kind !== 'text' && filled?.kind !== 'number') return undefined;
    result += plain(part.from) + filled.text;
    from = part.to;
  }
  return { kind: 'text', text: result + plain(node.to - literal.quote.length) };
}

function list(parts: readonly SyntaxNode[], value: Evaluate): Known | undefined {
  const items = parts.slice(1, -1).filter(({ name }) => name !== ',');
  const known = items.flatMap((part) => value(part) ?? []);
  return known.length === items.length ? { kind: 'list', items: known } : undefined;
}

function dictionary(
  parts: readonly SyntaxNode[],
  text: string,
  value: Evaluate,
): Known | undefined {
  const entries: (readonly [string, Known])[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.name === '**') return undefined;
    if (part.name !== ':') continue;
    const before = parts[index - 1];
    const key = before === undefined ? undefined : stringValue(before, text);
    const item = value(parts[index + 1]);
    if (key === undefined || item === undefined) return undefined;
    entries.push([key, item]);
  }
  return { kind: 'object', entries };
}

function conditional(parts: readonly SyntaxNode[], value: Evaluate): Known | undefined {
  const condition = value(parts[2]);
  if (condition === undefined) return undefined;
  return value(isTrue(condition) ? parts[0] : parts[4]);
}

function read(node: SyntaxNode, where: Surroundings, value: Evaluate): Known | undefined {
  const found = environCall(node, where.source);
  if (found === undefined) return undefined;
  const fixed = where.environment(found.name);
  if (fixed !== undefined) return { kind: 'text', text: fixed };
  if (found.required) return undefined;
  return found.fallback === undefined ? { kind: 'none' } : value(found.fallback);
}

/** Conversions, and the few methods that settings use. */
function call(node: SyntaxNode, where: Surroundings, value: Evaluate): Known | undefined {
  if (node.name !== 'CallExpression' || environCall(node, where.source)) return undefined;
  const { text } = where.source;
  const [callee] = children(node);
  const args = argumentsOf(node, text);
  if (callee?.name === 'MemberExpression' && args.length === 0) {
    const [object, , method] = children(callee);
    const on = method === undefined ? undefined : value(object);
    return on?.kind === 'text' ? transformed(on.text, textOf(method ?? node, text)) : undefined;
  }
  const [argument, ...more] = args;
  if (callee === undefined || more.length > 0 || argument?.keyword !== undefined) return undefined;
  return converted(textOf(callee, text).split('.').at(-1) ?? '', value(argument?.value));
}

function transformed(text: string, method: string): Known | undefined {
  switch (method) {
    case 'lower':
      return { kind: 'text', text: text.toLowerCase() };
    case 'upper':
      return { kind: 'text', text: text.toUpperCase() };
    case 'strip':
      return { kind: 'text', text: text.trim() };
    case 'split':
      return {
        kind: 'list',
        items: (text.match(/\S+/g) ?? []).map((word) => ({ kind: 'text', text: word })),
      };
    default:
      return undefined;
  }
}

function converted(type: string, value: Known | undefined): Known | undefined {
  if (value === undefined) return undefined;
  const text = value.kind === 'text' || value.kind === 'number' ? value.text : undefined;
  if (type === 'bool') return { kind: 'boolean', value: isTrue(value) };
  if (type === 'str') return text === undefined ? undefined : { kind: 'text', text };
  if (type === 'int') {
    return /^[-+]?\d+$/.test(text ?? '') ? { kind: 'number', text: text ?? '' } : undefined;
  }
  if (type === 'float') return text === undefined ? undefined : number(text);
  if (WRAPPER.test(type) && value.kind === 'text') {
    return { kind: 'wrapped', text: environmentText(value) ?? '' };
  }
  return undefined;
}
