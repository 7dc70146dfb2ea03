import type { ParsedNode } from 'yaml';
import { blockColumn, contentEnd, headEnd, refuseComments } from './extent.js';
import {
  afterOwnComments,
  asLines,
  columnOf,
  indent,
  lineAfter,
  lineEnd,
  lineStart,
  newlineAt,
  nextLine,
  trimBreaks,
} from './lines.js';
import type { Put } from './put.js';
import { isSeqValue, valueLines } from './render.js';
import type { Splice } from './splice.js';

/** The lines of a collection, below the line on which its key ends. */
export function linesBelow(put: Put, end: number, exactly?: number): Splice {
  const { tree, place, key, value, look } = put;
  const column = blockColumn(tree.text, place.parent);
  // Dashes may stand right below their key, but not right below a dash.
  const dash = place.pair ? look.dash : look.dash || look.step;
  const inner = column + (isSeqValue(value) ? dash : look.step);
  const at = exactly ?? afterOwnComments(tree.text, lineAfter(tree.text, end), column + 1);
  const lines = indent(valueLines(value, key, look), inner);
  return { start: at, end: at, insert: asLines(tree.text, at, lines) };
}

/** Whether a value starts on the line on which its head ends. */
const isBeside = (text: string, head: number, value: ParsedNode): boolean =>
  lineStart(text, value.range[0]) === lineStart(text, head);

/** Replaces the value of a key by lines below it; a comment on the key's line stays. */
export function putBelow(put: Put, old: ParsedNode): Splice[] {
  const { tree, place } = put;
  const { text } = tree;
  const head = headEnd(place.parent, place.index);
  const end = contentEnd(old);
  if (isBeside(text, head, old)) {
    const behind = trimBreaks(text, end);
    refuseComments(text, place.parent, head, behind);
    const rest = lineEnd(text, behind);
    const isLast = text.slice(behind, rest).trim() === '';
    const cut = { start: head, end: isLast ? rest : behind, insert: '' };
    return [cut, linesBelow(put, end)];
  }
  const ownLine = lineStart(text, old.range[0]);
  const after = lineAfter(text, end);
  refuseComments(text, place.parent, ownLine, after);
  // Without a line break at the end of the text, the break before the old lines stays.
  const insert = linesBelow(put, end, after).insert.replace(/^(\r\n|\n|\r)/, '');
  return [{ start: ownLine, end: after, insert }];
}

/** Replaces the value of a list item by one of several lines, starting behind the dash. */
export function putInItem({ tree, place, value, look }: Put, old: ParsedNode): Splice {
  const { text } = tree;
  const [start] = old.range;
  const end = trimBreaks(text, contentEnd(old));
  refuseComments(text, place.parent, start, lineEnd(text, end));
  const [first = '', ...rest] = valueLines(value, '', look);
  const lines = [first, ...indent(rest, columnOf(text, start))];
  return { start, end, insert: lines.join(newlineAt(text, start)) };
}

/** Gives a list item that is but a dash a value of several lines, starting behind the dash. */
export function putBehindDash(put: Put, head: number): Splice {
  const { tree, value, look } = put;
  const { text } = tree;
  const end = lineEnd(text, head);
  // Behind an anchor or tag, that would be the first key's or item's.
  if (text[head - 1] !== '-' || text.slice(head, end).trim() !== '') return linesBelow(put, head);
  const [first = '', ...rest] = valueLines(value, '', look);
  const lines = [` ${first}`, ...indent(rest, columnOf(text, head) + 1)];
  return { start: head, end, insert: lines.join(newlineAt(text, head)) };
}

/** Puts text of several lines: `|` where the value was, the lines below. */
export function putLiteral(put: Put, old: ParsedNode | null, value: string): Splice[] {
  const { tree, place, look } = put;
  const { text } = tree;
  const head = headEnd(place.parent, place.index);
  // A value on the lines below the head gives way to a `|` behind the head.
  const start = old !== null && isBeside(text, head, old) ? old.range[0] : head;
  const end = old === null ? head : trimBreaks(text, contentEnd(old));
  refuseComments(text, place.parent, start, end);
  const [header = '', ...lines] = valueLines(value, '', look);
  const at = nextLine(text, end);
  const body = indent(lines, blockColumn(text, place.parent));
  return [
    { start, end, insert: start === head ? ` ${header}` : header },
    { start: at, end: at, insert: asLines(text, at, body) },
  ];
}
