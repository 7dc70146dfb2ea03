import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { ParsedDocument } from '../../edit/yaml/index.js';
import type { Position } from '../../edit/refusal.js';
import { asText } from '../records.js';
import type { Aliases } from './aliases.js';

export type Locate = (route: readonly (string | number)[]) => Position;

interface Place {
  readonly offset: number;
  /** What stands there: the value of the key, or the item. */
  readonly value: unknown;
}

const MAX_MERGE_DEPTH = 20;

/** Finds the place of the key or item at a route, in a document whose aliases are all good. */
export class Locator {
  /** The keys of each map that was looked into. */
  private readonly indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Place>>();

  constructor(
    private readonly document: ParsedDocument,
    private readonly aliases: Aliases,
  ) {}

  /**
   * The offset where the key or item at `route` is written (for one that comes through an alias or
   * a `<<:` merge: in the anchor), or that of the nearest ancestor.
   */
  offsetOf(route: readonly (string | number)[]): number {
    return this.placeOf(route).offset;
  }

  /** The anchor's name where the value at `route` is written as an alias. */
  aliasAt(route: readonly (string | number)[]): string | undefined {
    const { value, depth } = this.placeOf(route);
    return depth === route.length && isAlias(value) ? value.source : undefined;
  }

  /** The last place on the way that there is, and how many steps led to it. */
  private placeOf(route: readonly (string | number)[]): Place & { readonly depth: number } {
    const { contents } = this.document;
    let place = { offset: startOf(contents), value: contents as unknown, depth: 0 };
    for (const step of route) {
      const next = this.child(place.value, step);
      if (next === undefined) break;
      place = { ...next, depth: place.depth + 1 };
    }
    return place;
  }

  private child(node: unknown, step: string | number): Place | undefined {
    const parent = this.resolve(node);
    if (isMap(parent)) return this.inMap(parent, String(step), 0);
    if (!isSeq(parent)) return undefined;
    const item = parent.items[Number(step)];
    return item === undefined ? undefined : { offset: startOf(item), value: item };
  }

  private inMap(map: YAMLMap, key: string, depth: number): Place | undefined {
    const index = this.index(map);
    const own = index.get(key);
    const merge = index.get('<<');
    if (own !== undefined || merge === undefined || depth > MAX_MERGE_DEPTH) return own;
    const merged = this.resolve(merge.value);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const target = this.resolve(source);
      const place = isMap(target) ? this.inMap(target, key, depth + 1) : undefined;
      if (place !== undefined) return place;
    }
    return undefined;
  }

  private index(map: YAMLMap): ReadonlyMap<string, Place> {
    const known = this.indexes.get(map);
    if (known !== undefined) return known;
    const index = new Map<string, Place>();
    for (const { key, value } of map.items) {
      const text = keyText(this.resolve(key));
      if (text !== undefined) index.set(text, { offset: startOf(key), value });
    }
    this.indexes.set(map, index);
    return index;
  }

  /** The node an alias stands for: never another alias, which cannot have an anchor. */
  private resolve(node: unknown): unknown {
    return isAlias(node) ? this.aliases.targets.get(node) : node;
  }
}

/** Where a node is written; 0 for one that is not, as an empty document has. */
export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** The key as written in a route; the parser turns a merge key into a symbol. */
function keyText(key: unknown): string | undefined {
  const value: unknown = isScalar(key) ? key.value : key;
  if (typeof value === 'symbol') return value.description;
  return value === null ? 'null' : asText(value);
}
