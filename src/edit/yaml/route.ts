import type { ParsedNode } from 'yaml';
import { isAlias, isMap, isSeq } from 'yaml';
import { findMerged, findOwn } from './lookup.js';
import type { Route } from './operation.js';
import { refusal } from './refusal.js';
import type { DocumentRoot, EntryPlace, MapNode, PairNode, Place, SeqNode, Tree } from './tree.js';

/** What stands at a route: a node, and the place it hangs at (none for the root). */
export interface Found {
  readonly node: ParsedNode | null;
  readonly place: Place | undefined;
}

/** A route as a person writes it: `services.api.ports.0`. */
export function describeRoute(route: Route): string {
  return route.length === 0 ? 'the document' : route.join('.');
}

/** The place of an entry of a map. */
export function placeOf(tree: Tree, pair: PairNode): EntryPlace {
  return tree.places.get(pair.key) as EntryPlace; // which every key has
}

/** The item at a step of a sequence, or undefined behind its end. */
export function itemAt(tree: Tree, seq: SeqNode, step: string | number): Found | undefined {
  const index = Number(step);
  if (!Number.isInteger(index) || index < 0) {
    throw refusal(tree.text, seq.range[0], `this is a list; "${step}" is not an index of it`);
  }
  const node = seq.items[index];
  return node && { node, place: { parent: seq, index } };
}

/**
 * What the document itself holds at `route`; undefined where there is nothing. Refuses when the
 * way leads through an alias or a merge, or into something that has no children.
 */
export function locate(tree: Tree, root: DocumentRoot, route: Route): Found | undefined {
  let found: Found = { node: root.node, place: undefined };
  for (const step of route) {
    const { node } = found;
    const next = isMap(node) ? entryAt(tree, node, String(step)) : intoOther(tree, node, step);
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

function entryAt(tree: Tree, map: MapNode, key: string): Found | undefined {
  const pair = findOwn(tree, map, key);
  if (pair) return { node: pair.value, place: placeOf(tree, pair) };
  const merged = findMerged(tree, map, key);
  if (!merged) return undefined;
  throw refusal(
    tree.text,
    map.range[0],
    `"${key}" comes from a map merged with "<<"; change it there by hand`,
  );
}

function intoOther(tree: Tree, node: ParsedNode | null, step: string | number): Found | undefined {
  if (isSeq(node)) return itemAt(tree, node, step);
  if (!isAlias(node)) return undefined;
  throw refusal(
    tree.text,
    node.range[0],
    `the alias *${node.source} stands here; change what it repeats by hand`,
  );
}
