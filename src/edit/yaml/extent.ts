import type { CST, ParsedNode } from 'yaml';
import { isMap, isPair, isSeq } from 'yaml';
import { columnOf } from './lines.js';
import { refusal } from './refusal.js';
import type { MapNode, PairNode, SeqNode } from './tree.js';
import { isEmptyNode, itemToken, pairToken } from './tree.js';

const TRIVIA = new Set<string>(['space', 'newline', 'comment', 'comma']);

/** Whether a collection is written in flow style, `{ }` or `[ ]`. */
export const isFlow = (node: MapNode | SeqNode): boolean => node.flow === true;

/** Whether a key is written with `?` and has no `:` of its own: there is no place for a value. */
export function lacksColon(pair: PairNode): boolean {
  const { start, sep } = pairToken(pair);
  const isExplicit = start.some(({ type }) => type === 'explicit-key-ind');
  return isExplicit && sep?.some(({ type }) => type === 'map-value-ind') !== true;
}

function endOfLast(tokens: readonly CST.SourceToken[] | undefined): number | undefined {
  const last = tokens?.findLast((token) => !TRIVIA.has(token.type));
  return last && last.offset + last.source.length;
}

/** Where entry `index` starts: its dash, anchor, tag or key, whichever comes first. */
export function itemStart(parent: MapNode | SeqNode, index: number): number {
  const token = itemToken(parent, index);
  const first = token.start.find((part) => !TRIVIA.has(part.type));
  if (first) return first.offset;
  const item = parent.items[index];
  const node = isPair(item) ? item.key : item;
  return (node ?? parent).range[0];
}

/** The end of what precedes the value of entry `index`: the colon or dash and any anchor and tag. */
export function headEnd(parent: MapNode | SeqNode, index: number): number {
  const token = itemToken(parent, index);
  const item = parent.items[index];
  const behindColon = endOfLast(token.sep);
  if (behindColon !== undefined) return behindColon;
  if (isPair(item) && !isEmptyNode(item.key)) return item.key.range[1];
  return endOfLast(token.start) ?? parent.range[0];
}

/** Where the content of entry `index` ends, without comments and blank lines behind it. */
export function itemEnd(parent: MapNode | SeqNode, index: number): number {
  const item = parent.items[index];
  const value = isPair(item) ? item.value : item;
  return value && !isEmptyNode(value) ? contentEnd(value) : headEnd(parent, index);
}

/** Where the content of a node ends, without comments and blank lines behind it. */
export function contentEnd(node: ParsedNode): number {
  if ((isMap(node) || isSeq(node)) && !isFlow(node)) {
    return itemEnd(node, node.items.length - 1);
  }
  return node.range[1];
}

/** Whether the last text in a node is a block scalar that keeps the blank lines behind it (`|+`). */
export function endsInKeptLines(node: ParsedNode): boolean {
  const last = isMap(node) || isSeq(node) ? node.items.at(-1) : undefined;
  if (last) {
    const value = isPair(last) ? last.value : last;
    return value !== null && endsInKeptLines(value);
  }
  const token = node.srcToken;
  if (token?.type !== 'block-scalar') return false;
  return token.props.some(
    (part) => part.type === 'block-scalar-header' && part.source.includes('+'),
  );
}

/** The column at which the entries of a block collection stand. */
export function blockColumn(text: string, node: MapNode | SeqNode): number {
  return columnOf(text, itemStart(node, 0));
}

/** Whether there are comments in a range of a node. */
export function hasComments(node: ParsedNode, from: number, to: number): boolean {
  const isIn = (token: CST.Token | null | undefined): boolean => {
    if (!token) return false;
    if (token.type === 'comment') return token.offset >= from && token.offset < to;
    if ('props' in token) return token.props.some(isIn);
    const isInItem = ({ start, key, sep, value }: CST.CollectionItem): boolean =>
      start.some(isIn) || isIn(key) || sep?.some(isIn) === true || isIn(value);
    if ('items' in token && token.items.some(isInItem)) return true;
    return 'end' in token && token.end.some(isIn);
  };
  return isIn(node.srcToken);
}

/** Refuses to replace a range of an entry, or of what it holds, when there are comments in it. */
export function refuseComments(
  text: string,
  parent: MapNode | SeqNode,
  start: number,
  end: number,
): void {
  if (!hasComments(parent, start, end)) return;
  throw refusal(text, start, 'there are comments in what would be replaced; change it by hand');
}
