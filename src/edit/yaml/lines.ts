/** The offset at which the line holding `offset` starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** How far `offset` is into its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The offset behind the line break that ends the line holding `offset`, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The offset of the line break that ends the line holding `offset`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > 0 && text[newline - 1] === '\r' && newline > offset ? newline - 1 : newline;
}

/** The offset where the line after content that ends at `end` starts. */
export function lineAfter(text: string, end: number): number {
  // A block scalar's content already ends with its line break.
  return end > 0 && text[end - 1] === '\n' ? end : nextLine(text, end);
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
  while (at < text.length && commentColumn(text, at) >= column) at = nextLine(text, at);
  return at;
}

/** The line break used around `offset`: of the line before it, else the first one of the text. */
export function newlineAt(text: string, offset: number): string {
  const before = offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1);
  const at = before < 0 ? text.indexOf('\n') : before;
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** `lines` as text to insert at `at`: whole lines, or behind a last line that has no line break. */
export function asLines(text: string, at: number, lines: readonly string[]): string {
  const newline = newlineAt(text, at);
  const unfinished = at > 0 && text[at - 1] !== '\n';
  const body = lines.join(newline);
  return unfinished ? newline + body : body + newline;
}

/** `lines` indented by `column`; empty ones stay empty. */
export function indent(lines: readonly string[], column: number): string[] {
  const pad = ' '.repeat(column);
  return lines.map((line) => (line === '' ? '' : pad + line));
}

/** `end` without the line breaks before it. */
export function trimBreaks(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] === '\n' || text[at - 1] === '\r')) at -= 1;
  return at;
}
