import { isMap } from 'yaml';
import { blockColumn, contentEnd, endsInKeptLines, itemStart } from './extent.js';
import { afterOwnComments, asLines, indent, lineAfter } from './lines.js';
import type { YamlValue } from './operation.js';
import type { Look } from './render.js';
import { entryLines, itemLines } from './render.js';
import type { Splice } from './splice.js';
import { hasBlankRhythm } from './style.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/**
 * Adds entries behind the last one of a block map. Comments directly below the last entry that are
 * indented at least like the map's keys are part of the map, so the entries go behind them; a
 * comment that is less indented, or set apart by a blank line, belongs to what comes next.
 */
export function addToBlockMap(
  tree: Tree,
  map: MapNode,
  entries: readonly (readonly [string, YamlValue])[],
  look: Look,
): Splice[] {
  const lines = entries.map(([key, value]) => entryLines(key, value, look));
  return addLinesToBlockMap(tree, map, lines);
}

/** The same with the lines of each entry, not indented. */
export function addLinesToBlockMap(
  tree: Tree,
  map: MapNode,
  entries: readonly (readonly string[])[],
): Splice[] {
  const column = blockColumn(tree.text, map);
  const at = endOfBlock(tree, map, column);
  const gap = gapBehind(tree, map);
  const lines = entries.flatMap((entry) => [...gap, ...entry]);
  return [{ start: at, end: at, insert: asLines(tree.text, at, indent(lines, column)) }];
}

/** Adds an item behind the last one of a block sequence, with a dash like that one's. */
export function appendToBlockSeq(tree: Tree, seq: SeqNode, value: YamlValue, look: Look): Splice[] {
  const column = blockColumn(tree.text, seq);
  const at = endOfBlock(tree, seq, column);
  const lines = [...gapBehind(tree, seq), ...itemLines(value, look, dashGap(tree, seq))];
  return [{ start: at, end: at, insert: asLines(tree.text, at, indent(lines, column)) }];
}

/** The blank line in front of a new entry; behind `|+` it would become part of that text. */
function gapBehind(tree: Tree, node: MapNode | SeqNode): string[] {
  return hasBlankRhythm(tree, node) && !endsInKeptLines(node) ? [''] : [];
}

function endOfBlock(tree: Tree, node: MapNode | SeqNode, column: number): number {
  const after = lineAfter(tree.text, contentEnd(node));
  // Below dashes that are not indented under their key, a comment at their column may as well
  // belong to the key that follows.
  const parent = tree.places.get(node)?.parent;
  const flush = isMap(parent) && !isMap(node) && blockColumn(tree.text, parent) === column;
  return afterOwnComments(tree.text, after, flush ? column + 1 : column);
}

/** The white space between the last dash of a sequence and what follows on its line. */
export function dashGap(tree: Tree, seq: SeqNode): string {
  const dash = itemStart(seq, seq.items.length - 1);
  return /^-( +)[^\s#]/.exec(tree.text.slice(dash, dash + 40))?.[1] ?? ' ';
}
