import type { Splice } from '../yaml/splice.js';
import { children, type SyntaxNode } from './nodes.js';

/** A line of a text. */
interface Line {
  readonly start: number;
  /** Behind the newline. */
  readonly end: number;
  /** Without white space at its end. */
  readonly text: string;
}

/** The statements beside one: those of its block, or the module's. */
export function siblings(statement: SyntaxNode): SyntaxNode[] {
  const { parent } = statement;
  return parent === null ? [] : children(parent).filter(({ name }) => name !== ':');
}

/** True where nothing else stands on the lines of a statement, but for a comment behind it. */
export function isOnItsOwnLines(statement: SyntaxNode, text: string): boolean {
  const end = lastToken(statement, text);
  const before = text.slice(lineStart(text, statement.from), statement.from);
  const behind = /[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  return before.trim() === '' && /^[ \t\f]*(#.*)?$/.test(behind);
}

/**
 * Removes the lines of a statement that has them to itself: with the comment right above that
 * `about` matches, and with blank lines, so that those around it are as many as before.
 */
export function removeLines(statement: SyntaxNode, text: string, about: RegExp): Splice {
  const lines = linesOf(text);
  let first = lineAt(lines, commentStart(statement, text, about));
  let last = lineAt(lines, lastToken(statement, text) - 1);
  const above = blankRun(lines.slice(0, first).reverse());
  const below = blankRun(lines.slice(last + 1));
  const isFirst = siblings(statement)[0]?.from === statement.from;
  const isEnd = last + below === lines.length - 1;
  if (isEnd) first -= above;
  else if (isFirst && statement.parent?.name === 'Body') last += below;
  else if (above <= below) first -= above;
  else last += below;
  return { start: lines[first]?.start ?? 0, end: lines[last]?.end ?? text.length, insert: '' };
}

/** Where the comment right above a statement starts, if `about` matches it; else the statement. */
export function commentStart(statement: SyntaxNode, text: string, about: RegExp): number {
  const lines = linesOf(text);
  const first = lineAt(lines, statement.from);
  const indent = /[ \t]*/.exec(lines[first]?.text ?? '')?.[0] ?? '';
  let at = first;
  while (lines[at - 1]?.text.startsWith(`${indent}#`) === true) at -= 1;
  const comment = lines.slice(at, first).map((line) => line.text);
  if (!about.test(comment.join(' '))) return statement.from;
  return (lines[at]?.start ?? 0) + indent.length;
}

function lineAt(lines: readonly Line[], offset: number): number {
  return lines.findLastIndex(({ start }) => start <= offset);
}

/** How many of the first lines are blank. */
function blankRun(lines: readonly Line[]): number {
  const end = lines.findIndex(({ text }) => text !== '');
  return end < 0 ? lines.length : end;
}

/** The end of a statement's last token; its node may go on over the newline. */
export function lastToken(statement: SyntaxNode, text: string): number {
  return text.slice(0, statement.to).trimEnd().length;
}

/** Where the line begins that an offset is on. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function linesOf(text: string): Line[] {
  let start = 0;
  return [...text.matchAll(/[^\r\n]*(\r\n|\n|\r)|[^\r\n]+/g)].map(([whole]) => {
    const line = { start, end: start + whole.length, text: whole.trimEnd() };
    start += whole.length;
    return line;
  });
}

/** Where the line below a statement begins; the text's end where there is none. */
export function lineBelow(statement: SyntaxNode | undefined, text: string): number {
  const end = statement === undefined ? 0 : lastToken(statement, text);
  const rest = /[^\r\n]*(\r\n|\n|\r)?/.exec(text.slice(end));
  return end + (rest?.[0].length ?? 0);
}
