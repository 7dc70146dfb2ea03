import type { YamlValue } from './operation.js';
import type { MapNode, PairNode, Place, SeqNode } from './tree.js';

/**
 * One elementary change of a tree. An operation is decided into changes once; the text and the
 * intended model are both made from them, each on its own, and then compared.
 */
export type Change =
  /** An empty document gets its first content. */
  | { readonly kind: 'start'; readonly value: YamlValue }
  /** New entries behind the last one of a map. */
  | {
      readonly kind: 'add';
      readonly map: MapNode;
      readonly entries: readonly (readonly [string, YamlValue])[];
    }
  /** A value for an entry that has none, or in place of the one it has. */
  | { readonly kind: 'put'; readonly place: Place; readonly value: YamlValue }
  | {
      readonly kind: 'rename';
      readonly map: MapNode;
      readonly pair: PairNode;
      readonly key: string;
    }
  | { readonly kind: 'append'; readonly seq: SeqNode; readonly value: YamlValue }
  | { readonly kind: 'remove'; readonly parent: MapNode | SeqNode; readonly index: number };
