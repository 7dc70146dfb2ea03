import { children, textOf, type SyntaxNode } from './nodes.js';

/** How a string literal is written: prefix, quotes and where its content stands. */
export interface Literal {
  readonly prefix: string;
  readonly quote: string;
  readonly content: string;
}

/** One quote that two more follow opens a long string. */
const LITERAL = /^([a-z]*)("""|'''|"(?!"")|'(?!''))([^\\]*(?:\\[^][^\\]*)*)\2$/i;

/** Takes a String or FormatString node apart; undefined where it is not closed. */
export function literalOf(node: SyntaxNode, text: string): Literal | undefined {
  const found = LITERAL.exec(textOf(node, text));
  if (found === null) return undefined;
  const [, prefix = '', quote = '', content = ''] = found;
  return { prefix, quote, content };
}

const ESCAPE = /\\(\r\n|[^])/g;
const ESCAPES = new Map([
  ...['\n', '\r\n', '\r'].map((newline) => [newline, ''] as const),
  ...['\\', "'", '"'].map((mark) => [mark, mark] as const),
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The value of a plain string literal; undefined for bytes, f-strings and unusual escapes. */
export function stringValue(node: SyntaxNode, text: string): string | undefined {
  if (node.name === 'ContinuedString') {
    const parts = children(node).map((part) => stringValue(part, text));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node.name !== 'String') return undefined;
  const literal = literalOf(node, text);
  if (literal === undefined || /[bt]/i.test(literal.prefix)) return undefined;
  if (/r/i.test(literal.prefix)) return literal.content;
  return unescape(literal.content);
}

/** Resolves the simple escapes; undefined where there is another (`\x41`, `\0`, `\N{DASH}`). */
export function unescape(content: string): string | undefined {
  const isUnusual = ([, escaped = '']: RegExpMatchArray): boolean =>
    !ESCAPES.has(escaped) && /[a-z0-9]/i.test(escaped);
  if ([...content.matchAll(ESCAPE)].some(isUnusual)) return undefined;
  return content.replace(ESCAPE, (whole, escaped: string) => ESCAPES.get(escaped) ?? whole);
}
