import { childOf, children, definitionOf, visit, type SyntaxNode } from './nodes.js';
import { lineStart } from './remove-lines.js';
import { literalOf } from './strings.js';
import type { Syntax } from './syntax.js';

/** How a module is written; what is inserted looks the same. */
export interface Style {
  readonly newline: string;
  readonly indent: string;
  readonly quote: "'" | '"';
  /** Blank lines around top-level functions. */
  readonly gap: number;
}

/** Reads a module's style off its tree; PEP 8 where the module shows nothing. */
export function styleOf(syntax: Syntax): Style {
  return {
    newline: /\r\n|\n|\r/.exec(syntax.text)?.[0] ?? '\n',
    indent: mostCommon(indents(syntax)) ?? '    ',
    quote: quoteOf(syntax),
    gap: Number(mostCommon(['2', ...gaps(syntax)])),
  };
}

/** The indents of the bodies of top-level statements. */
function indents({ statements, text }: Syntax): string[] {
  return statements.flatMap((statement) => {
    const body = childOf(definitionOf(statement) ?? statement, 'Body');
    const first = body === undefined ? undefined : children(body)[1];
    const indent = first === undefined ? '' : text.slice(lineStart(text, first.from), first.from);
    return /^[ \t]+$/.test(indent) ? [indent] : [];
  });
}

/** The quote of most single-line strings that could have used either. */
function quoteOf({ tree, text }: Syntax): "'" | '"' {
  let single = 0;
  let double = 0;
  visit(tree.topNode, (node) => {
    if (node.name !== 'String' && node.name !== 'FormatString') return true;
    const literal = literalOf(node, text);
    if (literal !== undefined && !/['"]/.test(literal.content)) {
      if (literal.quote === "'") single += 1;
      if (literal.quote === '"') double += 1;
    }
    return false;
  });
  return single > double ? "'" : '"';
}

/** The blank lines between top-level definitions and what stands above and below them. */
function gaps({ statements, text }: Syntax): string[] {
  return statements.flatMap((statement, index) => {
    const above = statements[index - 1];
    if (above === undefined || !(isDefinition(statement) || isDefinition(above))) return [];
    const lines = text.slice(0, statement.from).split(/\r\n|\n|\r/);
    lines.pop();
    while (lines.at(-1)?.trimStart().startsWith('#') === true) lines.pop();
    let blank = 0;
    while (lines.pop()?.trim() === '') blank += 1;
    return blank === 1 || blank === 2 ? [String(blank)] : [];
  });
}

function isDefinition(statement: SyntaxNode): boolean {
  return definitionOf(statement) !== undefined;
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
