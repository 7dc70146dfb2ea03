import { recent } from '../recent.js';

/** A logical line: a statement's first line up to where its brackets and strings are closed. */
export interface LogicalLine {
  readonly start: number;
  /** In front of the newline. */
  readonly end: number;
  readonly indent: number;
  /** How deep its brackets are nested. */
  readonly depth: number;
}

/** Every Python module of an API is read, for one thing and then another. */
const MODULES = 256;

/** Every logical line that is not blank or a comment. */
export const logicalLines = recent(findLines, MODULES);

function findLines(text: string): readonly LogicalLine[] {
  const found: LogicalLine[] = [];
  const indents = /[ \t\f]*/y;
  let at = 0;
  while (at < text.length) {
    indents.lastIndex = at;
    const indent = indents.exec(text)?.[0].length ?? 0;
    const start = at + indent;
    const { end, depth } = endOfLine(text, start);
    if (start < end && text[start] !== '#') found.push({ start, end, indent, depth });
    at = end + 1;
  }
  return found;
}
const STOP = /"""|'''|["'#()[\]{}\\\r\n]/g;

/** Where a logical line ends: the first newline outside of brackets and strings. */
function endOfLine(text: string, start: number): { end: number; depth: number } {
  let depth = 0;
  let deepest = 0;
  let at = start;
  for (;;) {
    STOP.lastIndex = at;
    const stop = STOP.exec(text);
    if (stop === null) return { end: text.length, depth: deepest };
    const [mark] = stop;
    at = stop.index + mark.length;
    if (mark === '\n' || mark === '\r') {
      if (depth <= 0) return { end: stop.index, depth: deepest };
    } else if (mark === '#') at = lineBreak(text, at);
    else if (mark === '\\') at = behindEscaped(text, at);
    else if ('([{'.includes(mark)) deepest = Math.max(deepest, (depth += 1));
    else if (')]}'.includes(mark)) depth -= 1;
    else at = endOfString(text, at, mark);
  }
}

function lineBreak(text: string, from: number): number {
  const next = /[\r\n]/g;
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}

/** Behind what a backslash in front of `at` escapes: a newline may have two characters. */
function behindEscaped(text: string, at: number): number {
  return at + (text.startsWith('\r\n', at) ? 2 : 1);
}

/** Behind the closing quotes; a one-line string that is not closed ends with its line. */
function endOfString(text: string, from: number, quote: string): number {
  const stop = quote.length === 3 ? new RegExp(`\\\\|${quote}`, 'g') : /\\|["'\r\n]/g;
  stop.lastIndex = from;
  for (let hit = stop.exec(text); hit !== null; hit = stop.exec(text)) {
    const [mark] = hit;
    if (mark === '\\') stop.lastIndex = behindEscaped(text, stop.lastIndex);
    else if (mark === quote) return hit.index + quote.length;
    else if (mark === '\n' || mark === '\r') return hit.index;
  }
  return text.length;
}
