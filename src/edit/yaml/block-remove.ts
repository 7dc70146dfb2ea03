import { isMap, isPair, isSeq } from 'yaml';
import { putInBlock } from './block-put.js';
import { endsInKeptLines, hasComments, isFlow, itemEnd, itemStart } from './extent.js';
import {
  afterOwnComments,
  columnOf,
  isBlankLine,
  lineAfter,
  lineEnd,
  lineStart,
  nextLine,
  startsLine,
} from './lines.js';
import { refusal } from './refusal.js';
import type { Splice } from './splice.js';
import type { Style } from './style.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/**
 * Removes an entry of a block collection with its lines: those of its value, the comments among
 * them and behind it on the same line. Comments above it stay, as nobody but a person can tell
 * whether they are about this entry, a group of them or the file.
 */
export function removeFromBlock(
  tree: Tree,
  style: Style,
  parent: MapNode | SeqNode,
  index: number,
): Splice[] {
  const { text } = tree;
  if (parent.items.length === 1) return emptied(tree, style, parent);
  const start = itemStart(parent, index);
  const ownLine = lineStart(text, start);
  if (text.slice(ownLine, start).trim() !== '') return [removeBehindDash(tree, parent)];
  const previous = parent.items[index - 1];
  const floor = index > 0 ? itemEnd(parent, index - 1) : 0;
  const splice = wholeLines(text, ownLine, endOfEntry(text, parent, index), floor);
  const above = isPair(previous) ? previous.value : previous;
  const keeps = above && endsInKeptLines(above) && splice.start === floor;
  return [keeps ? { ...splice, end: afterBlankLines(text, splice.end) } : splice];
}

/** The last entry goes: what is left is `{}` or `[]`. */
function emptied(tree: Tree, style: Style, parent: MapNode | SeqNode): Splice[] {
  const place = tree.places.get(parent);
  if (!place || isFlow(place.parent)) {
    throw refusal(tree.text, parent.range[0], 'this is the only entry of the document');
  }
  return putInBlock(tree, style, place, isMap(parent) ? {} : []);
}

/** Removes the first key of `- a: 1`, whose line starts with the dash: the next key moves up. */
function removeBehindDash(tree: Tree, parent: MapNode | SeqNode): Splice {
  const { text } = tree;
  const start = itemStart(parent, 0);
  const end = itemStart(parent, 1);
  if (hasComments(parent, lineAfter(text, itemEnd(parent, 0)), end)) {
    throw refusal(text, start, 'there are comments below the entry to be removed; do it by hand');
  }
  return { start, end, insert: '' };
}

/** Below `|+` the blank lines behind what is removed would become part of that text. */
function afterBlankLines(text: string, start: number): number {
  let at = start;
  while (isBlankLine(text, at)) at = nextLine(text, at);
  return at;
}

function endOfEntry(text: string, parent: MapNode | SeqNode, index: number): number {
  const item = parent.items[index];
  const value = isPair(item) ? item.value : null;
  const after = lineAfter(text, itemEnd(parent, index));
  if (!(isMap(value) || isSeq(value)) || isFlow(value)) return after;
  // Comments below a nested block that are deeper than the key are part of that block.
  return afterOwnComments(text, after, columnOf(text, itemStart(parent, index)) + 1);
}

/**
 * Removes whole lines, and the blank lines that would be left double, first or last, unless they
 * are content: from `floor` on they are not.
 */
function wholeLines(text: string, from: number, to: number, floor: number): Splice {
  let [start, end] = [from, to];
  if (start === 0) return { start, end: afterBlankLines(text, end), insert: '' };
  const previous = lineStart(text, start - 1);
  if (previous >= floor && isBlankLine(text, previous)) {
    if (isBlankLine(text, end)) end = nextLine(text, end);
    else if (end === text.length) start = previous;
  }
  // At the end of a text without a last line break, the text still has none afterwards.
  if (!startsLine(text, end)) {
    start = lineEnd(text, lineStart(text, start - 1));
  }
  return { start, end, insert: '' };
}
