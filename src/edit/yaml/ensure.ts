import type { ParsedNode } from 'yaml';
import { isAlias, isMap, isSeq } from 'yaml';
import type { Change } from './change.js';
import { lacksColon } from './extent.js';
import { checkBraces, checkNotShared, findMerged, findOwn, resolve } from './lookup.js';
import type { Route, YamlValue } from './operation.js';
import { refusal } from './refusal.js';
import { isMapValue } from './render.js';
import { describeRoute, itemAt, placeOf } from './route.js';
import type { DocumentRoot, MapNode, Place, Tree } from './tree.js';
import { isEmptyNode, isNullNode } from './tree.js';

/**
 * What is missing for `value` to be at `route`. Whatever is there wins, be it a scalar, a list, an
 * alias or a key that comes through `<<`; only maps are completed, and what holds nothing (`key:`,
 * `key: ~`) is filled in. Below an alias or a merged key nothing is ever written: if something is
 * missing there, that is a refusal.
 */
export function decideEnsure(
  tree: Tree,
  document: DocumentRoot,
  route: Route,
  value: YamlValue,
): Change[] {
  let { node } = document;
  let place: Place | undefined;
  let borrowed: ParsedNode | undefined; // the alias or map through which somebody else's node is seen
  for (let i = 0; i < route.length; i += 1) {
    const step = route[i] ?? '';
    const rest = (): YamlValue => nested(tree, node, route.slice(i), value);
    if (node === null || isEmptyNode(node) || (place && isNullNode(node))) {
      refuseBorrowed(tree, borrowed, route);
      return place ? put(tree, place, rest()) : [{ kind: 'start', document, value: rest() }];
    }
    if (isAlias(node)) borrowed ??= node;
    const current = resolve(tree, node);
    if (isSeq(current)) {
      const item = itemAt(tree, current, step);
      if (!item) throw refusal(tree.text, current.range[0], `this list has no item ${step}`);
      ({ node, place } = item);
    } else if (isMap(current)) {
      const key = String(step);
      const own = findOwn(tree, current, key);
      const merged = own ? undefined : findMerged(tree, current, key);
      const pair = own ?? merged;
      if (!pair) {
        refuseBorrowed(tree, borrowed, route);
        return add(tree, current, [[key, nested(tree, node, route.slice(i + 1), value)]]);
      }
      if (merged) borrowed ??= current;
      node = pair.value;
      place = placeOf(tree, current, pair);
    } else {
      const found = describeRoute(route.slice(0, i));
      throw refusal(tree.text, node.range[0], `${found} holds a plain value, not a map`);
    }
  }
  if (borrowed) return [];
  if (place === undefined && (node === null || isEmptyNode(node)))
    return [{ kind: 'start', document, value }];
  return complete(tree, node, place, value);
}

/** What is missing in a node (or the place it hangs at) for it to hold at least `value`. */
function complete(
  tree: Tree,
  node: ParsedNode | null,
  place: Place | undefined,
  value: YamlValue,
): Change[] {
  if (node === null || isEmptyNode(node) || (place && isNullNode(node))) {
    return place && value !== null ? put(tree, place, value) : [];
  }
  if (!isMap(node) || !isMapValue(value)) {
    if (place || !isMapValue(value)) return [];
    throw refusal(tree.text, node.range[0], 'the document is not a map');
  }
  const changes: Change[] = [];
  const missing: [string, YamlValue][] = [];
  for (const [key, child] of Object.entries(value)) {
    const own = findOwn(tree, node, key);
    if (own) changes.push(...complete(tree, own.value, placeOf(tree, node, own), child));
    else if (!findMerged(tree, node, key)) missing.push([key, child]);
  }
  // Inner maps first: at one offset, what is deeper has to come before what is less deep.
  return missing.length > 0 ? [...changes, ...add(tree, node, missing)] : changes;
}

function add(tree: Tree, map: MapNode, entries: readonly [string, YamlValue][]): Change[] {
  checkNotShared(tree, map);
  checkBraces(tree, map);
  return [{ kind: 'add', map, entries }];
}

function put(tree: Tree, place: Place, value: YamlValue): Change[] {
  const { parent, pair } = place;
  checkNotShared(tree, parent);
  const node = pair?.value;
  const unusual = !pair || !isMap(parent) || lacksColon(pair);
  if (
    unusual ||
    (node && !isAlias(node) && (node.anchor !== undefined || node.tag !== undefined))
  ) {
    const at = node?.range[0] ?? parent.range[0];
    throw refusal(tree.text, at, 'this empty value has an unusual form; fill it in by hand');
  }
  return [{ kind: 'put', place, value }];
}

function nested(tree: Tree, at: ParsedNode | null, route: Route, value: YamlValue): YamlValue {
  return route.reduceRight<YamlValue>((inner, step) => {
    if (typeof step === 'string') return { [step]: inner };
    throw refusal(tree.text, at?.range[0] ?? 0, `there is no list here that has an item ${step}`);
  }, value);
}

function refuseBorrowed(tree: Tree, borrowed: ParsedNode | undefined, route: Route): void {
  if (!borrowed) return;
  throw refusal(
    tree.text,
    borrowed.range[0],
    `${describeRoute(route)} is missing in a part that is only repeated here (an alias or "<<"); ` +
      'write that part out, or complete what it repeats, by hand',
  );
}
