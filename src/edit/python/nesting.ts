import { logicalLines, type LogicalLine } from './logical-lines.js';

/** Python's own limits (CPython, Parser/lexer/state.h: MAXLEVEL and MAXINDENT). */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;
/** A sum of thousands of terms is as deep as brackets are; a list of as many items is not. */
const LONG_LINE = 20_000;
const LONG_TERM = /[^,;:{}]{3000,}/;
const STRING = /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"|'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'/g;

/**
 * Where a text is nested deeper than Python itself lets it be; the parser would take minutes for it.
 */
export function tooDeepAt(text: string): number | undefined {
  const indents: number[] = [];
  for (const line of logicalLines(text)) {
    const { start, indent } = line;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    if (indents.length > MAX_INDENTS || isTooDeep(text, line)) return start;
  }
  return undefined;
}

/** True for a logical line whose brackets or terms are nested that deep. */
export function isTooDeep(text: string, { start, end, depth }: LogicalLine): boolean {
  if (depth > MAX_BRACKETS) return true;
  if (end - start <= LONG_LINE) return false;
  const bare = text.slice(start, end).replace(STRING, '').replace(/\s+/g, ' ');
  return LONG_TERM.test(bare);
}
