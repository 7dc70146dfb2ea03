import { children, textOf, type SyntaxNode } from './nodes.js';

/** How a string literal is written: prefix, quotes and where its content stands. */
export interface Literal {
  readonly prefix: string;
  readonly quote: string;
  readonly content: string;
}

const LITERAL = /^([a-zA-Z]*)("""|'''|"|')/;

/** Takes a String or FormatString node apart; undefined where it is not closed. */
export function literalOf(node: SyntaxNode, text: string): Literal | undefined {
  const source = textOf(node, text);
  const [start, prefix, quote] = LITERAL.exec(source) ?? [];
  if (start === undefined || prefix === undefined || quote === undefined) return undefined;
  const closed = source.length >= start.length + quote.length && source.endsWith(quote);
  if (!closed) return undefined;
  return { prefix, quote, content: source.slice(start.length, -quote.length) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\n': '',
  '0': '\0',
};

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

/** Resolves the simple escapes; undefined where there is another (`\x41`, `\N{DASH}`). */
export function unescape(content: string): string | undefined {
  const escapes = [...content.matchAll(/\\(\r\n|[\s\S])/g)].map(([, escaped = '']) => escaped);
  if (escapes.some((escaped) => /[a-zA-Z0-9]/.test(escaped) && !(escaped in ESCAPES))) {
    return undefined;
  }
  return content.replace(/\\(\r\n|[\s\S])/g, (_, escaped: string) => {
    if (/^['"\\]$/.test(escaped)) return escaped;
    return ESCAPES[escaped === '\r\n' ? '\n' : escaped] ?? `\\${escaped}`;
  });
}
