import { isMap, isPair, isSeq } from 'yaml';
import type { InsertChange } from './change.js';
import { dashGap } from './block-add.js';
import { blockColumn, headEnd, isFlow, itemEnd, itemStart } from './extent.js';
import {
  aboveOwnComments,
  afterOwnComments,
  asLines,
  columnOf,
  indent,
  isBlankLine,
  lineAfter,
  lineStart,
  newlineAt,
} from './lines.js';
import type { Look } from './render.js';
import { entryLines, itemLines } from './render.js';
import type { Splice } from './splice.js';
import { hasBlankRhythm } from './style.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/**
 * Adds an entry to a block collection in front of another one: above the comments on that one's
 * behalf, or directly below the previous one, whichever it was asked to be next to.
 */
export function insertInBlock(tree: Tree, change: InsertChange, look: Look): Splice[] {
  const { parent, index, key, value } = change;
  const { text } = tree;
  const lines =
    key === undefined
      ? itemLines(value, look, isSeq(parent) ? dashGap(tree, parent) : ' ')
      : entryLines(key, value, look);
  const column = blockColumn(text, parent);
  const start = itemStart(parent, index);
  if (!startsOwnLine(text, start)) {
    // The first entry stands behind a dash, and the new one takes its place there.
    const newline = newlineAt(text, start);
    const pad = ' '.repeat(column);
    const insert = [...lines.slice(0, 1), ...indent(lines.slice(1), column), pad].join(newline);
    return [{ start, end: start, insert }];
  }
  const { near, gap } = spacing(tree, change, lines.length);
  const at = near === 'previous' ? below(text, parent, index - 1) : above(tree, parent, index);
  const spaced = near === 'previous' ? [...gap, ...lines] : [...lines, ...gap];
  return [{ start: at, end: at, insert: asLines(text, at, indent(spaced, column)) }];
}

/**
 * Which neighbour a new entry stands next to, and the blank line on that side. Between two that stand
 * together it stands with them. Where most entries are not set apart but these two are, a block is set
 * apart from both and a line goes to the previous one.
 */
function spacing(
  tree: Tree,
  { parent, index, key, near }: InsertChange,
  height: number,
): Pick<InsertChange, 'near'> & { readonly gap: readonly string[] } {
  const isFirst = index === 0;
  const isApart = !isFirst && isBlankLine(tree.text, below(tree.text, parent, index - 1));
  if (hasBlankRhythm(tree, parent)) return { near, gap: isFirst || isApart ? [''] : [] };
  if (key === undefined || !isApart) return { near, gap: [] };
  return height > 1 ? { near, gap: [''] } : { near: 'previous', gap: [] };
}

const startsOwnLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === '';

/**
 * Above an entry and the comments directly above it. At the top of a document such comments are
 * rather about the whole file: there the entry goes below them.
 */
function above({ text, places }: Tree, parent: MapNode | SeqNode, index: number): number {
  const ownLine = lineStart(text, itemStart(parent, index));
  const place = places.get(parent);
  if (index > 0) return aboveOwnComments(text, ownLine, below(text, parent, index - 1));
  if (!place) return ownLine;
  return aboveOwnComments(text, ownLine, lineAfter(text, headEnd(place.parent, place.index)));
}

/** Below an entry and the comments in it that are deeper than its key. */
export function below(text: string, parent: MapNode | SeqNode, index: number): number {
  const item = parent.items[index];
  const value = isPair(item) ? item.value : item;
  const after = lineAfter(text, itemEnd(parent, index));
  if (!(isMap(value) || isSeq(value)) || isFlow(value)) return after;
  return afterOwnComments(text, after, columnOf(text, itemStart(parent, index)) + 1);
}
