import type { Alias, CST, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { refusal } from './refuse.js';

export type MapNode = YAMLMap.Parsed;
export type SeqNode = YAMLSeq.Parsed;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

/** Where a node hangs: in an entry of a map, or at an index of a sequence. */
export interface Place {
  readonly parent: MapNode | SeqNode;
  readonly pair?: PairNode;
  readonly index: number;
}

/** A parsed text: its nodes with exact ranges, their places, and what the aliases point to. */
export interface Tree {
  readonly text: string;
  readonly root: ParsedNode | null;
  readonly places: ReadonlyMap<ParsedNode, Place>;
  readonly targets: ReadonlyMap<Alias.Parsed, ParsedNode>;
  /** The nodes that some alias repeats: writing into one changes other places too. */
  readonly shared: ReadonlySet<ParsedNode>;
}

/** Parses a text that is one sound document; anything else is refused with its position. */
export function parseTree(text: string): Tree {
  // YAML ends lines at a lone CR too, the parser does not: their line structures would differ.
  const cr = /\r(?!\n)/.exec(text);
  if (cr) throw refusal(text, cr.index, LONE_CR);
  const doc = parseOrRefuse(text);
  const versions = TWO_VERSIONS.exec(text);
  if (versions) throw refusal(text, 0, 'the file names its YAML version twice');
  const [error] = doc.errors;
  if (error) throw refusal(text, error.pos[0], describe(error.code, error.message));
  const places = new Map<ParsedNode, Place>();
  const targets = new Map<Alias.Parsed, ParsedNode>();
  const anchors = new Map<string, ParsedNode>();

  const visit = (node: ParsedNode | null, place?: Place): void => {
    if (node === null) return;
    if (place) places.set(node, place);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target)
        throw refusal(text, node.range[0], `no anchor &${node.source} before this alias`);
      targets.set(node, target);
      return;
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node)) visitMap(node);
    else if (isSeq(node))
      node.items.forEach((item, index) => {
        visitItem(node, item, index);
      });
  };
  const visitItem = (parent: SeqNode, item: unknown, index: number): void => {
    // Tags such as !!omap resolve the items of a sequence to bare pairs.
    if (isPair(item)) {
      visitPair(parent, item as PairNode, index);
    } else visit(item as ParsedNode, { parent, index });
  };
  const visitPair = (parent: MapNode | SeqNode, pair: PairNode, index: number): void => {
    visit(pair.key, { parent, pair, index });
    visit(pair.value, { parent, pair, index });
  };
  const visitMap = (map: MapNode): void => {
    const seen = new Set<string>();
    map.items.forEach((pair, index) => {
      visitPair(map, pair, index);
      const key = isAlias(pair.key) ? targets.get(pair.key) : pair.key;
      if (!isScalar(key)) return;
      const name = `${typeof key.value} ${String(key.value)}`;
      if (seen.has(name)) throw refusal(text, pair.key.range[0], duplicate(String(key.value)));
      seen.add(name);
    });
  };
  visit(doc.contents);
  return { text, root: doc.contents, places, targets, shared: new Set(targets.values()) };
}

// The parser takes the second of two %YAML directives without a word.
const TWO_VERSIONS = /^(?:[%#\s][^\n]*\n)*?%YAML[^\n]*\n(?:[%#\s][^\n]*\n)*?%YAML/;
const LONE_CR = 'a carriage return stands alone here; end the lines with LF or CRLF first';
const duplicate = (key: string): string =>
  `the key "${key}" occurs twice in the same map; keep one of them first`;

function parseOrRefuse(text: string): ReturnType<typeof parseDocument<ParsedNode>> {
  try {
    // Unique keys are checked above: the parser's own check takes quadratic time.
    return parseDocument(text, {
      keepSourceTokens: true,
      prettyErrors: false,
      uniqueKeys: false,
      merge: false,
    });
  } catch (error) {
    if (error instanceof RangeError)
      throw refusal(text, 0, 'the file is nested too deeply to read');
    throw error;
  }
}

function describe(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds several YAML documents; split it first';
  if (code === 'TAB_AS_INDENT') return 'a tab is used as indentation here; use spaces first';
  return `the file is not valid YAML: ${message}`;
}

/** Whether nothing is written for a node: the value of `key:`. */
export function isEmptyNode(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.range[0] === node.range[1]);
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
