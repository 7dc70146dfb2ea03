import type { Alias, CST, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { isNode, isPair, isScalar } from 'yaml';

export type MapNode = YAMLMap.Parsed;
export type SeqNode = YAMLSeq.Parsed;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

/** Where a node hangs: in an entry of a map, or at an index of a sequence. */
export interface Place {
  readonly parent: MapNode | SeqNode;
  readonly pair?: PairNode;
  readonly index: number;
}

/** One document of a text. */
export interface DocumentRoot {
  readonly index: number;
  readonly node: ParsedNode | null;
  /** Where the content of a document that has none is written. */
  readonly start: number;
}

/** A parsed text: its nodes with exact ranges, their places, and what the aliases point to. */
export interface Tree {
  readonly text: string;
  readonly documents: readonly DocumentRoot[];
  readonly places: ReadonlyMap<ParsedNode, Place>;
  readonly targets: ReadonlyMap<Alias.Parsed, ParsedNode>;
  /** The nodes that some alias repeats: writing into one changes other places too. */
  readonly shared: ReadonlySet<ParsedNode>;
}

/** Whether nothing is written for a node: the value of `key:`. */
export function isEmptyNode(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.range[0] === node.range[1]);
}

/** Whether a node says nothing: an empty one, `~` or `null`. */
export function isNullNode(node: ParsedNode | null): boolean {
  return isEmptyNode(node) || (isScalar(node) && node.value === null);
}

/** The value at a place. */
export function valueAt({ parent, pair, index }: Place): ParsedNode | null {
  if (pair) return pair.value;
  const item: unknown = parent.items[index];
  return isNode(item) ? (item as ParsedNode) : null;
}

/** The CST item of an entry of a collection: the tokens it is made of. */
export function itemToken(parent: MapNode | SeqNode, index: number): CST.CollectionItem {
  const token = parent.srcToken;
  const item = parent.items[index];
  if (isPair(item) && item.srcToken) return item.srcToken;
  return token?.items[index] ?? { start: [] };
}
