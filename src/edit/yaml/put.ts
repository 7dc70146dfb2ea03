import type { YamlValue } from './operation.js';
import type { Look } from './render.js';
import type { Place, Tree } from './tree.js';

/** A value to be put at a place of a block collection. */
export interface Put {
  readonly tree: Tree;
  readonly place: Place;
  /** The key the value belongs to; empty for an item of a list. */
  readonly key: string;
  readonly value: YamlValue;
  readonly look: Look;
}
