import type { Node } from 'yaml';
import { Pair } from 'yaml';

/** What the documents of a text are to be. The nodes themselves stay as they are: others read them too. */
export class Intended {
  /** What is written in each document; null where nothing is. */
  readonly roots: (Node | null)[];
  private readonly items = new Map<object, unknown[]>();
  private readonly pairs = new Map<object, Pair>();

  constructor(roots: readonly (Node | null)[]) {
    this.roots = [...roots];
  }

  /** The items that a collection is to have, to be changed. */
  itemsOf(collection: { readonly items: readonly unknown[] }): unknown[] {
    const items = this.items.get(collection) ?? [...collection.items];
    this.items.set(collection, items);
    return items;
  }

  /** The key and value that an entry is to have, to be changed. */
  pairOf(pair: Pair): Pair {
    const changed = this.pairs.get(pair) ?? new Pair(pair.key, pair.value);
    this.pairs.set(pair, changed);
    return changed;
  }

  /** The items that a collection is to have, to be compared. */
  itemsIn(collection: { readonly items: readonly unknown[] }): readonly unknown[] {
    return this.items.get(collection) ?? collection.items;
  }

  /** The key and value that an entry is to have, to be compared. */
  pairIn(pair: Pair): Pair {
    return this.pairs.get(pair) ?? pair;
  }
}
