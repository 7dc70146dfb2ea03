import type { Alias, CST, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { isPair, isScalar } from 'yaml';

export type MapNode = YAMLMap.Parsed;
export type SeqNode = YAMLSeq.Parsed;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

/** Where a node hangs: in an entry of a map, or at an index of a sequence. */
export type Place = EntryPlace | ItemPlace;

export interface EntryPlace {
  readonly parent: MapNode;
  readonly pair: PairNode;
  readonly index: number;
}

export interface ItemPlace {
  readonly parent: SeqNode;
  readonly pair?: undefined;
  readonly index: number;
}

/** One document of a text. */
export interface DocumentRoot {
  readonly index: number;
  /** What is written in it; null where nothing is. */
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

/** Tags that make more of a collection than a map or list: they say what may be in it. */
export const SPECIAL_TAG = /^tag:yaml\.org,2002:(?:omap|pairs|set)$/;

/** Whether nothing is written for a node: the value of `key:`. */
export function isEmptyNode(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.range[0] === node.range[1]);
}

/** Whether a node says nothing: an empty one, `~` or `null`. */
export function isNullNode(node: ParsedNode | null): boolean {
  return isEmptyNode(node) || (isScalar(node) && node.value === null);
}

/** The value written at a place; null where nothing is. */
export function writtenAt({ parent, pair, index }: Place): ParsedNode | null {
  const node = pair ? pair.value : (parent.items[index] ?? null);
  return isEmptyNode(node) ? null : node;
}

/** The CST item of an entry of a collection: the tokens it is made of. */
export function itemToken(parent: MapNode | SeqNode, index: number): CST.CollectionItem {
  const item = parent.items[index];
  if (isPair(item)) return pairToken(item);
  const token: unknown = parent.srcToken?.items[index];
  return token as CST.CollectionItem;
}

/** The tokens an entry of a map is made of, which are there: `keepSourceTokens` asks for them. */
export function pairToken({ srcToken }: PairNode): CST.CollectionItem {
  const token: unknown = srcToken;
  return token as CST.CollectionItem;
}
