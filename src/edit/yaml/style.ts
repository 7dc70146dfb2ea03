import type { ParsedNode } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import { blockColumn, isFlow, itemEnd, itemStart } from './extent.js';
import { isBlankLine, lineAfter } from './lines.js';
import type { Quote } from './scalars.js';
import type { MapNode, SeqNode, Tree } from './tree.js';

/** The habits of a whole file, for where the nearest surroundings show none. */
export interface Style {
  /** Columns from a map's keys to the keys of a map below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it. */
  readonly dash: number;
  readonly quote: 'double' | 'single';
  /** How the strings in flow sequences are written. */
  readonly flowQuote: Quote;
  /** Whether lists of scalars are mostly written as `[a, b]`. */
  readonly flowLists: boolean;
  /** The white space inside `{ }` and `[ ]`. */
  readonly mapPad: string;
  readonly seqPad: string;
}

/** Keys whose list is a command line, usually written `["CMD", "…"]`. */
export const COMMAND_KEYS: ReadonlySet<string> = new Set(['test', 'command', 'entrypoint']);

class Tally<T> {
  private readonly counts = new Map<T, number>();
  add(value: T): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }
  most(otherwise: T): T {
    let best = otherwise;
    for (const [value, count] of this.counts) {
      if (count > (this.counts.get(best) ?? 0)) best = value;
    }
    return best;
  }
}

/** Reads the habits of a file off its tree. */
export function readStyle(tree: Tree): Style {
  const steps = new Tally<number>();
  const dashes = new Tally<number>();
  const quotes = new Tally<'double' | 'single'>();
  const flowQuotes = new Tally<Quote>();
  const lists = new Tally<boolean>();
  const mapPads = new Tally<string>();
  const seqPads = new Tally<string>();
  const below = (parent: MapNode | SeqNode, node: MapNode | SeqNode): number =>
    blockColumn(tree.text, node) - blockColumn(tree.text, parent);

  for (const { node } of tree.documents) {
    const pad = (isMap(node) || isSeq(node)) && isFlow(node) ? padOf(tree.text, node) : undefined;
    if (pad !== undefined) (isMap(node) ? mapPads : seqPads).add(pad);
  }
  for (const [node, place] of tree.places) {
    if (isScalar(node)) {
      const quote = quoteOf(node.type);
      const inFlowList = isSeq(place.parent) && isFlow(place.parent);
      if (typeof node.value !== 'string') continue;
      // Command lines (["CMD", "…"]) have their own custom and say nothing about other strings.
      if (inFlowList) flowQuotes.add(quote);
      else if (quote !== 'plain') quotes.add(quote);
    } else if (isMap(node) || isSeq(node)) {
      const listKey = place.pair && isScalar(place.pair.key) ? String(place.pair.key.value) : '';
      if (isScalarList(node) && !COMMAND_KEYS.has(listKey)) lists.add(isFlow(node));
      const inBlockMap = isMap(place.parent) && !isFlow(place.parent);
      if (isFlow(node)) {
        const pad = padOf(tree.text, node);
        if (pad !== undefined) (isMap(node) ? mapPads : seqPads).add(pad);
      } else if (inBlockMap) {
        (isMap(node) ? steps : dashes).add(below(place.parent, node));
      }
    }
  }
  const step = steps.most(2);
  return {
    step,
    dash: dashes.most(step),
    quote: quotes.most('double'),
    flowQuote: flowQuotes.most('double'),
    flowLists: lists.most(false),
    mapPad: mapPads.most(' '),
    seqPad: seqPads.most(''),
  };
}

/** The quoting of a scalar's style; block scalars have none, as plain ones. */
export function quoteOf(type: string | null | undefined): Quote {
  if (type === 'QUOTE_DOUBLE') return 'double';
  return type === 'QUOTE_SINGLE' ? 'single' : 'plain';
}

function isScalarList(node: ParsedNode): boolean {
  return isSeq(node) && node.items.length > 0 && node.items.every((item) => isScalar(item));
}

function padOf(text: string, node: MapNode | SeqNode): string | undefined {
  if (node.items.length === 0) return undefined;
  const pad = text.slice(node.range[0] + 1, itemStart(node, 0));
  return /^ ?$/.test(pad) ? pad : undefined;
}

/** How far below the keys of `map` the keys of a new map under one of them stand. */
export function stepIn(tree: Tree, style: Style, map: MapNode): number {
  const column = blockColumn(tree.text, map);
  for (const pair of map.items.toReversed()) {
    const value = pair.value;
    if (isMap(value) && !isFlow(value)) {
      return blockColumn(tree.text, value) - column;
    }
  }
  const place = tree.places.get(map);
  if (place && isMap(place.parent) && !isFlow(place.parent)) {
    return column - blockColumn(tree.text, place.parent);
  }
  return style.step;
}

/** How far from the keys of `map` the dashes of a new sequence under one of them stand. */
export function dashIn(tree: Tree, style: Style, map: MapNode): number {
  for (const pair of map.items.toReversed()) {
    if (isSeq(pair.value) && !isFlow(pair.value)) {
      return blockColumn(tree.text, pair.value) - blockColumn(tree.text, map);
    }
  }
  return style.dash;
}

/** Whether the entries of a block collection are set apart by blank lines. */
export function hasBlankRhythm(tree: Tree, node: MapNode | SeqNode): boolean {
  const count = node.items.length;
  if (count < 2) {
    if (!isMap(node)) return false;
    // A lone section at the top, such as `services:`, is set apart from the next by convention.
    return (
      !tree.places.has(node) && node.items.every(({ value }) => isMap(value) && !isFlow(value))
    );
  }
  const apart = (index: number): boolean =>
    isBlankLine(tree.text, lineAfter(tree.text, itemEnd(node, index)));
  if (!apart(count - 2)) return false;
  let blank = 0;
  for (let i = 0; i < count - 1; i += 1) if (apart(i)) blank += 1;
  return blank * 2 > count - 1;
}
