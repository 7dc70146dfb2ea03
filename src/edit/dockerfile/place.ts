import type { Splice } from '../yaml/splice.js';
import { linesOf } from './instructions.js';
import type { Instruction } from './instructions.js';
import type { Source } from './source.js';
import { inStyle, newlineOf } from './style.js';

/** Instructions on lines of their own in front of one, and of the comment that belongs to it. */
export function putBefore(source: Source, next: Instruction, added: readonly string[]): Splice {
  const lines = linesOf(source.text);
  let at = lines.findIndex(({ start }) => start === next.span.start);
  while (isOwnComment(source, lines[at - 1])) at -= 1;
  const start = lines[at]?.start ?? next.span.start;
  const newline = newlineOf(source.text);
  const insert = added.map((each) => inStyle(source, each) + newline).join('');
  return { start, end: start, insert };
}

/**
 * Instructions on lines of their own behind one; a file without a last newline still has none. What stands
 * behind a here-document is set apart from it unless all is close: hadolint wants a blank line there.
 */
export function putAfter(source: Source, previous: Instruction, added: readonly string[]): Splice {
  const { end } = previous.span;
  const newline = newlineOf(source.text);
  const texts = added.map((each) => inStyle(source, each));
  const isApart = previous.heredocs.length > 0 && /^[ \t]*(?:\r?\n|$)/.test(source.text.slice(end));
  const gap = isApart ? newline : '';
  const insert = source.text.slice(0, end).endsWith('\n')
    ? texts.map((each) => each + newline).join('')
    : texts.map((each) => newline + each).join('');
  return { start: end, end, insert: gap + insert };
}

/** A comment line that is no directive and does not lie inside of another instruction. */
function isOwnComment(
  { instructions }: Source,
  line: { readonly text: string; readonly start: number } | undefined,
): boolean {
  if (line === undefined || !/^\s*#/.test(line.text)) return false;
  return !instructions.some(({ span }) => span.start <= line.start && line.start < span.end);
}
