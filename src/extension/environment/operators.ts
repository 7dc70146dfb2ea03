import { textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { isEqual, isTrue, type Known } from './value.js';

type Evaluate = (part: SyntaxNode | undefined) => Known | undefined;

/** `-x`, `+x`, `not x`. */
export function unary(operator: string, value: Known | undefined): Known | undefined {
  if (value === undefined) return undefined;
  if (operator === 'not') return { kind: 'boolean', value: !isTrue(value) };
  if (value.kind !== 'number') return undefined;
  if (operator === '-') {
    const text = value.text.startsWith('-') ? value.text.slice(1) : `-${value.text}`;
    return { kind: 'number', text };
  }
  return operator === '+' ? value : undefined;
}

/** Comparisons, `in`, `and`, `or`, and `+` of texts and lists. */
export function binary(
  parts: readonly SyntaxNode[],
  text: string,
  value: Evaluate,
): Known | undefined {
  const [left, right] = [parts[0], parts.at(-1)];
  const operator = parts
    .slice(1, -1)
    .map((part) => textOf(part, text))
    .join(' ');
  const first = value(left);
  if (operator === 'or' || operator === 'and') {
    if (first === undefined) return undefined;
    return isTrue(first) === (operator === 'or') ? first : value(right);
  }
  const second = value(right);
  if (first === undefined || second === undefined) return undefined;
  switch (operator) {
    case '==':
      return truth(isEqual(first, second));
    case '!=':
      return truth(isEqual(first, second), true);
    case 'in':
      return truth(isIn(first, second));
    case 'not in':
      return truth(isIn(first, second), true);
    case 'is':
      return second.kind === 'none' ? truth(first.kind === 'none') : undefined;
    case 'is not':
      return second.kind === 'none' ? truth(first.kind === 'none', true) : undefined;
    case '+':
      return sum(first, second);
    case '*':
      return product(first, second);
    default:
      return undefined;
  }
}

function truth(value: boolean | undefined, negated = false): Known | undefined {
  return value === undefined ? undefined : { kind: 'boolean', value: value !== negated };
}

function isIn(item: Known, container: Known): boolean | undefined {
  if (container.kind === 'text' && item.kind === 'text') return container.text.includes(item.text);
  if (container.kind !== 'list') return undefined;
  const answers = container.items.map((other) => isEqual(item, other));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function sum(first: Known, second: Known): Known | undefined {
  if (first.kind === 'text' && second.kind === 'text') {
    return { kind: 'text', text: first.text + second.text };
  }
  if (first.kind === 'list' && second.kind === 'list') {
    return { kind: 'list', items: [...first.items, ...second.items] };
  }
  return undefined;
}

/** `60 * 24 * 8`: whole numbers only, which are exact. */
function product(first: Known, second: Known): Known | undefined {
  if (first.kind !== 'number' || second.kind !== 'number') return undefined;
  if (!/^-?\d+$/.test(first.text) || !/^-?\d+$/.test(second.text)) return undefined;
  return { kind: 'number', text: String(BigInt(first.text) * BigInt(second.text)) };
}
