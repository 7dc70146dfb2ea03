import { visit, type SyntaxNode } from './nodes.js';
import { literalOf } from './strings.js';
import type { Style } from './style.js';
import { parsePython } from './syntax.js';

const UNIT = 4;

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Rewrites our code (`\n`, four spaces) in a module's style; no string changes its value. */
export function restyle(code: string, style: Style): string {
  const source = code.trimEnd();
  const { tree } = parsePython(source);
  const strings: SyntaxNode[] = [];
  visit(tree.topNode, (node) => {
    if (node.name !== 'String' && node.name !== 'FormatString') return true;
    strings.push(node);
    return false;
  });
  const changes = [
    ...strings.flatMap((node) => requote(node, source, style.quote)),
    ...reindent(source, strings, style.indent),
  ].sort((a, b) => b.from - a.from);
  let result = source;
  for (const { from, to, text } of changes)
    result = result.slice(0, from) + text + result.slice(to);
  return result.replaceAll('\n', style.newline);
}

/** Swaps the quotes of a one-line string whose content reads the same with either. */
function requote(node: SyntaxNode, source: string, quote: string): Change[] {
  const literal = literalOf(node, source);
  if (literal?.quote.length !== 1) return [];
  if (/['"\\]/.test(literal.content)) return [];
  const start = node.from + literal.prefix.length;
  return [
    { from: start, to: start + 1, text: quote },
    { from: node.to - 1, to: node.to, text: quote },
  ];
}

/** Replaces each unit of indent; lines inside a string are its value and stay. */
function reindent(source: string, strings: readonly SyntaxNode[], indent: string): Change[] {
  return [...source.matchAll(/(?<=\n) +/g)].flatMap(({ index: from, 0: spaces }) => {
    if (strings.some((node) => node.from < from && from < node.to)) return [];
    const units = Math.floor(spaces.length / UNIT);
    const text = indent.repeat(units) + ' '.repeat(spaces.length % UNIT);
    return [{ from, to: from + spaces.length, text }];
  });
}
