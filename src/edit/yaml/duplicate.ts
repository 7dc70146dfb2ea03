import { isAlias, isMap, isNode, visit } from 'yaml';
import { below } from './block-insert.js';
import type { Change, DuplicateChange } from './change.js';
import { hasComments, isFlow, itemEnd, itemStart } from './extent.js';
import {
  asLines,
  commentColumn,
  columnOf,
  lineAfter,
  lineEnd,
  lineStart,
  nextLine,
} from './lines.js';
import { findMerged, findOwn } from './lookup.js';
import { refusal } from './refusal.js';
import type { Look } from './render.js';
import { keyToText } from './render.js';
import type { Splice } from './splice.js';
import { hasBlankRhythm } from './style.js';
import type { Place, Tree } from './tree.js';

/** What `duplicate` means for the entry at `place`; a key that is there already wins. */
export function decideDuplicate(tree: Tree, { parent, pair, index }: Place, key: string): Change[] {
  const at = itemStart(parent, index);
  // What is in a flow collection is in flow style itself.
  if (!pair || !isMap(pair.value) || isFlow(pair.value)) {
    throw refusal(tree.text, at, 'only an entry in block style can be copied; copy it by hand');
  }
  if (findOwn(tree, parent, key) ?? findMerged(tree, parent, key)) return [];
  visit(pair.value, (_, node) => {
    if (!isNode(node) || (!isAlias(node) && node.anchor === undefined)) return undefined;
    throw refusal(tree.text, at, 'it holds an anchor or alias; copy it by hand');
  });
  return [{ kind: 'duplicate', map: parent, index, value: pair.value, key }];
}

/** The entry's lines once more; what is said of the original, above it and behind its key, stays there. */
export function duplicateLines(tree: Tree, change: DuplicateChange, look: Look): Splice[] {
  const { text } = tree;
  const { map, index, key } = change;
  const start = itemStart(map, index);
  const end = lineAfter(text, itemEnd(map, index));
  const lines: string[] = [];
  for (let at = lineStart(text, start); at < end; at = nextLine(text, at)) {
    const next = nextLine(text, at);
    // Part of a block scalar may look like a comment.
    if (commentColumn(text, at) >= 0 && hasComments(map, at, next)) continue;
    lines.push(text.slice(at, lineEnd(text, at)));
  }
  lines[0] = `${' '.repeat(columnOf(text, start))}${keyToText(key, look, false)}:`;
  const gap = hasBlankRhythm(tree, map) || map.items.length === 1 ? [''] : [];
  const place = below(text, map, index);
  return [{ start: place, end: place, insert: asLines(text, place, [...gap, ...lines]) }];
}
