import type { Splice } from '../yaml/splice.js';
import { linesOf } from './instructions.js';
import type { Instruction } from './instructions.js';
import type { Source } from './source.js';
import { inStyle, newlineOf } from './style.js';

/** Instructions on lines of their own in front of one, and of the comment that belongs to it. */
export function putBefore(source: Source, next: Instruction, added: readonly string[]): Splice {
  const start = commentsAbove(source, next);
  const newline = newlineOf(source.text);
  const insert = added.map((each) => inStyle(source, each) + newline).join('');
  return { start, end: start, insert };
}

/** Where the comment lines right above an instruction start; it starts itself where there are none. */
export function commentsAbove({ text }: Source, { span }: Instruction): number {
  const lines = linesOf(text);
  let at = lines.findIndex(({ start }) => start === span.start);
  while (/^\s*#/.test(lines[at - 1]?.text ?? '')) at -= 1;
  return lines[at]?.start ?? span.start;
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
