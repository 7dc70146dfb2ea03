import type { CST, ParsedNode } from 'yaml';
import { isMap, isPair, isScalar } from 'yaml';
import { contentEnd, headEnd, itemEnd, itemStart, lacksColon, refuseComments } from './extent.js';
import { lineEnd, lineStart, newlineAt } from './lines.js';
import { lookInMap, lookInSeq } from './look.js';
import { refusal } from './refusal.js';
import type { YamlValue } from './operation.js';
import type { Look } from './render.js';
import { flowText } from './render.js';
import { scalarText } from './scalars.js';
import type { Splice } from './splice.js';
import type { Style } from './style.js';
import { quoteOf } from './style.js';
import type { MapNode, PairNode, Place, SeqNode, Tree } from './tree.js';
import { isEmptyNode, writtenAt } from './tree.js';

/** Adds entries behind the last one of `{ }` or `[ ]`, one per line where that is the style. */
export function addToFlow(
  tree: Tree,
  node: MapNode | SeqNode,
  entries: readonly string[],
  look: Look,
): Splice[] {
  const { text } = tree;
  if (node.items.length === 0) return [fillEmpty(node, entries, look)];
  const last = node.items.length - 1;
  const start = itemStart(node, last);
  const end = itemEnd(node, last);
  const comma = trailingComma(node, end);
  if (comma === undefined && text[end - 1] === '?' && isBareKey(node.items[last])) {
    throw refusal(text, start, 'this "?" has no key; remove it first');
  }
  const behind = comma === undefined ? end : comma + 1;
  const line = text.slice(lineStart(text, start), start);
  if (line.trim() !== '') {
    const list = entries.join(', ');
    const insert = comma === undefined ? `, ${list}` : ` ${list},`;
    return [{ start: behind, end: behind, insert }];
  }
  // One entry per line; a comment behind the last one stays on that one's line.
  const lineStop = lineEnd(text, behind);
  const isCommented = text.slice(behind, lineStop).trimStart().startsWith('#');
  const at = isCommented ? lineStop : behind;
  const newline = newlineAt(text, start) + line;
  const lines = newline + entries.join(`,${newline}`) + (comma === undefined ? '' : ',');
  const missing = comma === undefined ? ',' : '';
  const added = { start: at, end: at, insert: lines };
  return missing === '' ? [added] : [{ start: behind, end: behind, insert: missing }, added];
}

/** Whether an entry is but a `?`, behind which a comma would be part of its key. */
const isBareKey = (item: unknown): boolean =>
  isPair(item) && lacksColon(item as PairNode) && isEmptyNode(item.key as ParsedNode | null);

/** Adds an entry to `{ }` or `[ ]` in front of another one, on a line of its own like that one. */
export function insertInFlow(
  tree: Tree,
  node: MapNode | SeqNode,
  index: number,
  entry: string,
): Splice[] {
  const { text } = tree;
  const start = itemStart(node, index);
  const line = text.slice(lineStart(text, start), start);
  const gap = line.trim() === '' ? newlineAt(text, start) + line : ' ';
  return [{ start, end: start, insert: `${entry},${gap}` }];
}

function fillEmpty(node: MapNode | SeqNode, entries: readonly string[], look: Look): Splice {
  const open = node.range[0] + 1;
  const list = entries.join(', ');
  const pad = isMap(node) ? look.mapPad : look.seqPad;
  // White space that is there becomes the one before the closing bracket.
  const inside = node.range[1] - 1 > open;
  return { start: open, end: open, insert: inside ? ` ${list}` : `${pad}${list}${pad}` };
}

function trailingComma(node: MapNode | SeqNode, end: number): number | undefined {
  const { items } = node.srcToken as CST.FlowCollection;
  const tokens = items.flatMap(({ start }) => start);
  return tokens.find((token) => token.type === 'comma' && token.offset >= end)?.offset;
}

/** Gives an entry of a flow collection a value, in place of nothing or of the one it has. */
export function putInFlow(tree: Tree, style: Style, place: Place, value: YamlValue): Splice[] {
  const { parent, pair, index } = place;
  const look = isMap(parent) ? lookInMap(tree, style, parent) : lookInSeq(tree, style, parent);
  const old = writtenAt(place);
  const key = pair && isScalar(pair.key) ? String(pair.key.value) : '';
  if (old === null) {
    const head = headEnd(parent, index);
    const colon = head === pair?.key.range[1] ? ':' : '';
    return [{ start: head, end: head, insert: `${colon} ${flowText(value, key, look)}` }];
  }
  const [start] = old.range;
  const end = contentEnd(old);
  refuseComments(tree.text, parent, start, end);
  const quote = isScalar(old) ? quoteOf(old.type) : undefined;
  const insert =
    quote !== undefined && typeof value === 'string'
      ? scalarText(value, quote, look.quote, true)
      : flowText(value, key, look);
  return [{ start, end, insert }];
}

/** Removes an entry of a flow collection with the comma that set it apart. */
export function removeFromFlow(
  tree: Tree,
  _style: Style,
  parent: MapNode | SeqNode,
  index: number,
): Splice[] {
  const count = parent.items.length;
  const start = itemStart(parent, index);
  let splice = { start, end: itemEnd(parent, index), insert: '' };
  if (index < count - 1) splice = { ...splice, end: itemStart(parent, index + 1) };
  else if (index > 0) splice = { ...splice, start: itemEnd(parent, index - 1) };
  else {
    const comma = trailingComma(parent, splice.end);
    if (comma !== undefined) splice = { ...splice, end: comma + 1 };
  }
  refuseComments(tree.text, parent, splice.start, splice.end);
  return [splice];
}
