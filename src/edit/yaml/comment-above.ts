import { itemStart } from './extent.js';
import { lineStart, newlineAt, startsLine } from './lines.js';
import { refusal } from './refusal.js';
import type { Splice } from './splice.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/**
 * Writes comment lines above an entry of a collection, unless they are there; above the dash for an
 * entry that stands behind one.
 */
export function commentAbove(
  { text }: Tree,
  parent: MapNode | SeqNode,
  index: number,
  lines: readonly string[],
): Splice[] {
  const start = itemStart(parent, index);
  const at = lineStart(text, start);
  const indent = /^([ \t]*)(?:-[ \t]+)*$/.exec(text.slice(at, start))?.[1];
  if (indent === undefined) {
    const reason = 'the entry does not start its line; write the comment by hand';
    throw refusal(text, start, reason);
  }
  const newline = newlineAt(text, at);
  const insert = lines.map((line) => indent + line + newline).join('');
  const above = at - insert.length;
  const isThere = above >= 0 && startsLine(text, above) && text.startsWith(insert, above);
  return isThere ? [] : [{ start: at, end: at, insert }];
}
