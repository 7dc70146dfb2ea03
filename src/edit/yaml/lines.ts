// A line ends with LF, CRLF or a lone CR (YAML 1.2.2, section 5.4). Lines are short, so looking at
// one character after the other costs less than it would to index the text.

const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';

/** In front of a text that may begin with it; no part of what the text says. */
export const BOM = '\ufeff';

/** The text with a line feed for each lone CR, which the parser does not know; no offset moves. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

/** Whether `offset` is the start of a line. */
export function startsLine(text: string, offset: number): boolean {
  if (offset === 0) return true;
  const before = text[offset - 1];
  return before === '\n' || (before === '\r' && text[offset] !== '\n');
}

/** The offset at which the line holding `offset` starts. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (!startsLine(text, at)) at -= 1;
  return at;
}

/** How far `offset` is into its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The offset of the line break that ends the line holding `offset`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text[at])) at += 1;
  return at;
}

/** The offset behind the line break that ends the line holding `offset`, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  if (end === text.length) return end;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** The offset where the line after content that ends at `end` starts. */
export function lineAfter(text: string, end: number): number {
  // A block scalar's content already ends with its line break.
  return startsLine(text, end) ? end : nextLine(text, end);
}

/** Whether the line starting at `start` exists and holds only white space. */
export function isBlankLine(text: string, start: number): boolean {
  return start < text.length && text.slice(start, lineEnd(text, start)).trim() === '';
}

/** The column of the comment that the line starting at `start` consists of, or -1. */
export function commentColumn(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return text[at] === '#' ? at - start : -1;
}

/**
 * The offset behind the comment lines that directly follow `start` and are indented at least
 * `column`. Only called behind a finished node, where a line starting with `#` is a comment.
 */
export function afterOwnComments(text: string, start: number, column: number): number {
  let at = start;
  while (commentColumn(text, at) >= column) at = nextLine(text, at);
  return at;
}

/**
 * The offset at which the comment lines directly above the line starting at `start` begin, not
 * farther up than `floor`, where content ends.
 */
export function aboveOwnComments(text: string, start: number, floor: number): number {
  let at = start;
  while (at > floor) {
    const above = lineStart(text, at - 1);
    if (above < floor || commentColumn(text, above) < 0) break;
    at = above;
  }
  return at;
}

/** The line break used around `offset`: of the line before it, else the first one of the text. */
export function newlineAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  const at = start > 0 ? lineEnd(text, lineStart(text, start - 1)) : lineEnd(text, 0);
  const found = text.slice(at, nextLine(text, at));
  return found === '' ? '\n' : found;
}

/** `lines` as text to insert at `at`: whole lines, or behind a last line that has no line break. */
export function asLines(text: string, at: number, lines: readonly string[]): string {
  const newline = newlineAt(text, at);
  const body = lines.join(newline);
  return startsLine(text, at) ? body + newline : newline + body;
}

/** `lines` indented by `column`; empty ones stay empty. */
export function indent(lines: readonly string[], column: number): string[] {
  const pad = ' '.repeat(column);
  return lines.map((line) => (line === '' ? '' : pad + line));
}

/** `end` without the line breaks before it. */
export function trimBreaks(text: string, end: number): number {
  let at = end;
  while (isBreak(text[at - 1])) at -= 1;
  return at;
}
