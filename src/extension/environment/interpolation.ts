/** How a `${NAME}` behaves where the variable is not set (`-`, `?`, `+`) or also empty (with `:`). */
export type Operator = '' | '-' | ':-' | '?' | ':?' | '+' | ':+';

/** A variable that Compose puts into a value. */
export interface Interpolation {
  readonly name: string;
  readonly operator: Operator;
  /** What stands behind the operator, as written: a default, a message, an alternative. */
  readonly word: string;
}

const NAME = /[A-Za-z_]\w*/y;
const OPERATOR = /:?[-?+]/y;

/**
 * The variables of a Compose value, also those inside of defaults (Compose specification,
 * "Interpolation"). `$$` is a dollar sign.
 */
export function interpolationsIn(text: string): Interpolation[] {
  const found: Interpolation[] = [];
  let at = text.indexOf('$');
  while (at >= 0) {
    const next = text.charAt(at + 1);
    let end = at + 1;
    if (next === '$') end = at + 2;
    else if (next === '{') end = braced(text, at + 2, found);
    else {
      const name = match(NAME, text, at + 1);
      if (name !== '') found.push({ name, operator: '', word: '' });
      end += name.length;
    }
    at = text.indexOf('$', end);
  }
  return found;
}

/** The text of a default; undefined where another variable decides it. */
export function literalWord(word: string): string | undefined {
  return interpolationsIn(word).length > 0 ? undefined : word.replaceAll('$$', '$');
}

/** Reads `NAME:-word}`; returns the offset behind the closing brace. */
function braced(text: string, start: number, found: Interpolation[]): number {
  const name = match(NAME, text, start);
  const operator = match(OPERATOR, text, start + name.length) as Operator;
  const from = start + name.length + operator.length;
  const close = closingBrace(text, from);
  if (close === undefined || name === '') return start;
  const word = operator === '' ? '' : text.slice(from, close);
  found.push({ name, operator, word }, ...interpolationsIn(word));
  return close + 1;
}

function closingBrace(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    else if (text[at] === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
