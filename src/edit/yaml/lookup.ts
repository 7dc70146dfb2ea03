import type { ParsedNode } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { refusal } from './refusal.js';
import type { MapNode, PairNode, SeqNode, Tree } from './tree.js';
import { SPECIAL_TAG } from './tree.js';

const indexes = new WeakMap<MapNode, Map<string, PairNode>>();

/** Whether an entry is a merge, `<<: *base`. */
export function isMerge(pair: PairNode): boolean {
  const { key } = pair;
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

/** The text a key is addressed by: as written when plain (`on`, `3.10`), unquoted otherwise. */
export function keyText(tree: Tree, key: ParsedNode): string | undefined {
  const node = isAlias(key) ? tree.targets.get(key) : key;
  if (!isScalar(node)) return undefined;
  // An empty key is null, unless a tag makes it a string.
  return node.source === '' && node.value === null ? undefined : node.source;
}

/** The entry that `map` itself has for `key`. */
export function findOwn(tree: Tree, map: MapNode, key: string): PairNode | undefined {
  let index = indexes.get(map);
  if (!index) {
    index = new Map();
    for (const pair of map.items) {
      const name = isMerge(pair) ? undefined : keyText(tree, pair.key);
      if (name === undefined) continue;
      if (index.has(name)) {
        throw refusal(
          tree.text,
          pair.key.range[0],
          `the key "${name}" is written in two ways here`,
        );
      }
      index.set(name, pair);
    }
    indexes.set(map, index);
  }
  return index.get(key);
}

/** The entry that `map` gets for `key` through `<<`, searched the way a loader merges. */
export function findMerged(tree: Tree, map: MapNode, key: string): PairNode | undefined {
  return searchMerges(tree, map, key, new Set());
}

function searchMerges(
  tree: Tree,
  map: MapNode,
  key: string,
  seen: Set<ParsedNode>,
): PairNode | undefined {
  for (const pair of map.items) {
    if (!isMerge(pair)) continue;
    for (const source of mergeSources(tree, pair)) {
      if (seen.has(source)) continue;
      seen.add(source);
      const found = findOwn(tree, source, key) ?? searchMerges(tree, source, key, seen);
      if (found) return found;
    }
  }
  return undefined;
}

function mergeSources(tree: Tree, merge: PairNode): MapNode[] {
  const value = resolve(tree, merge.value);
  const sources = isSeq(value) ? value.items : [value];
  return sources.map((source) => {
    const node = resolve(tree, source);
    if (isMap(node)) return node;
    throw refusal(tree.text, merge.key.range[0], 'this "<<" merges something that is not a map');
  });
}

/** The node itself, or what it is an alias of. */
export function resolve(tree: Tree, node: ParsedNode | null): ParsedNode | null {
  return isAlias(node) ? (tree.targets.get(node) ?? node) : node;
}

/** Refuses when changing `node` or something in it would change other places, or what a tag says. */
export function checkChangeable(tree: Tree, node: ParsedNode): void {
  for (let at: ParsedNode | undefined = node; at; at = tree.places.get(at)?.parent) {
    if (SPECIAL_TAG.test(at.tag ?? '')) {
      const reason = 'the tag of this part says what may be in it; change it by hand';
      throw refusal(tree.text, at.range[0], reason);
    }
    if (!tree.shared.has(at)) continue;
    const name = isAlias(at) ? '' : (at.anchor ?? '');
    throw refusal(
      tree.text,
      at.range[0],
      `this part carries the anchor &${name}, which is repeated elsewhere; change it by hand`,
    );
  }
}

/** Refuses for the map in `[a: 1]`: without braces, another key would be another item. */
export function checkBraces({ text }: Tree, { range, srcToken }: MapNode | SeqNode): void {
  if (srcToken !== undefined) return;
  throw refusal(text, range[0], 'this map is written without braces; add them first');
}

/** Refuses when an alias outside the range repeats a node inside it. */
export function checkNoneUsedOutside(tree: Tree, start: number, end: number): void {
  const inside = (node: ParsedNode): boolean => node.range[0] >= start && node.range[0] < end;
  for (const [alias, target] of tree.targets) {
    if (!inside(target) || inside(alias)) continue;
    throw refusal(
      tree.text,
      target.range[0],
      `this part holds the anchor &${alias.source}, which is used elsewhere; change it by hand`,
    );
  }
}
