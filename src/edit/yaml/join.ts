import type { AddChange, Change } from './change.js';
import type { MapNode } from './tree.js';
import type { YamlValue } from './operation.js';
import type { YamlMapValue } from './render.js';
import { isMapValue } from './render.js';

type Entries = readonly (readonly [string, YamlValue])[];

/**
 * The changes, those that add to one map as one: `ensure a.b` and `ensure a.c` where there is no `a`
 * make one `a` that holds both. Apart they would add `a` twice, and would have to be made and proven
 * one after the other. What does not fit together stays apart.
 */
export function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  for (const change of changes) {
    const earlier = change.kind === 'add' ? additionTo(result, change.map) : undefined;
    const entries = change.kind === 'add' && earlier && union(earlier.entries, change.entries);
    if (earlier && entries) result[result.indexOf(earlier)] = { ...earlier, entries };
    else result.push(change);
  }
  return result;
}

/** The last thing added to a map, unless that is an alias: what follows stays behind it. */
function additionTo(changes: readonly Change[], map: MapNode): AddChange | undefined {
  const last = changes.findLast(
    (each) => (each.kind === 'add' || each.kind === 'alias') && each.map === map,
  );
  return last?.kind === 'add' ? last : undefined;
}

/** All entries, maps under one key united; undefined where a key is in both with anything else. */
function union(first: Entries, second: Entries): Entries | undefined {
  const all = new Map(first);
  for (const [key, value] of second) {
    const before = all.get(key);
    const both = before === undefined ? value : unionOfMaps(before, value);
    if (both === undefined) return undefined;
    all.set(key, both);
  }
  return [...all];
}

function unionOfMaps(first: YamlValue, second: YamlValue): YamlValue | undefined {
  if (!isFilledMap(first) || !isFilledMap(second)) return undefined;
  const entries = union(Object.entries(first), Object.entries(second));
  return entries && Object.fromEntries(entries);
}

/** An empty map is written `{}`, and so is what comes into it later. */
function isFilledMap(value: YamlValue): value is YamlMapValue {
  return isMapValue(value) && Object.keys(value).length > 0;
}
