import type { ParsedNode } from 'yaml';
import { isAlias, isMap, isSeq } from 'yaml';
import type { Change } from './change.js';
import { lacksColon } from './extent.js';
import { checkBraces, checkChangeable, findMerged, findOwn, resolve } from './lookup.js';
import type { Route, YamlValue } from './operation.js';
import { refusal } from './refusal.js';
import type { YamlMapValue } from './render.js';
import { isMapValue } from './render.js';
import { describeRoute, itemAt, placeOf } from './route.js';
import type { DocumentRoot, MapNode, Place, Tree } from './tree.js';
import { isNullNode, writtenAt } from './tree.js';

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
    if (node === null || (place && isNullNode(node))) {
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
      place = placeOf(tree, pair);
    } else {
      const found = describeRoute(route.slice(0, i));
      throw refusal(tree.text, node.range[0], `${found} holds a plain value, not a map`);
    }
  }
  if (borrowed) return [];
  if (place) return complete(tree, place, value);
  if (node === null) return [{ kind: 'start', document, value }];
  if (!isMapValue(value)) return [];
  if (isMap(node)) return completeMap(tree, node, value);
  throw refusal(tree.text, node.range[0], 'the document is not a map');
}

/** What is missing at a place for it to hold at least `value`. */
function complete(tree: Tree, place: Place, value: YamlValue): Change[] {
  const node = writtenAt(place);
  if (isNullNode(node)) return value === null ? [] : put(tree, place, value);
  return isMap(node) && isMapValue(value) ? completeMap(tree, node, value) : [];
}

function completeMap(tree: Tree, node: MapNode, value: YamlMapValue): Change[] {
  const changes: Change[] = [];
  const missing: [string, YamlValue][] = [];
  for (const [key, child] of Object.entries(value)) {
    const own = findOwn(tree, node, key);
    if (own) changes.push(...complete(tree, placeOf(tree, own), child));
    else if (!findMerged(tree, node, key)) missing.push([key, child]);
  }
  // Inner maps first: at one offset, what is deeper has to come before what is less deep.
  return missing.length > 0 ? [...changes, ...add(tree, node, missing)] : changes;
}

function add(tree: Tree, map: MapNode, entries: readonly [string, YamlValue][]): Change[] {
  checkChangeable(tree, map);
  checkBraces(tree, map);
  return [{ kind: 'add', map, entries }];
}

function put(tree: Tree, place: Place, value: YamlValue): Change[] {
  const { parent, pair } = place;
  checkChangeable(tree, parent);
  const node = pair?.value;
  const unusual = !pair || lacksColon(pair);
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
