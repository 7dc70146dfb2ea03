import { itemStart } from './extent.js';
import { lineEnd, lineStart, newlineAt, startsLine } from './lines.js';
import type { Splice } from './splice.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/**
 * Writes comment lines above the line on which an entry of a collection starts, indented like that
 * line, unless they are there.
 */
export function commentAbove(
  { text }: Tree,
  parent: MapNode | SeqNode,
  index: number,
  lines: readonly string[],
): Splice[] {
  const at = lineStart(text, itemStart(parent, index));
  const line = text.slice(at, lineEnd(text, at));
  const pad = line.slice(0, line.length - line.trimStart().length);
  const newline = newlineAt(text, at);
  const insert = lines.map((line) => pad + line + newline).join('');
  const above = at - insert.length;
  const isThere = startsLine(text, above) && text.startsWith(insert, above);
  return isThere ? [] : [{ start: at, end: at, insert }];
}
