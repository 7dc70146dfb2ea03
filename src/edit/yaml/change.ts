import type { YamlValue } from './operation.js';
import type { DocumentRoot, MapNode, PairNode, Place, SeqNode } from './tree.js';

/**
 * One elementary change of a tree. An operation is decided into changes once; the text and the
 * intended model are both made from them, each on its own, and then compared.
 */
export type Change =
  /** An empty document gets its first content. */
  | { readonly kind: 'start'; readonly document: DocumentRoot; readonly value: YamlValue }
  | AddChange
  | AliasChange
  /** A value for an entry that has none, or in place of the one it has. */
  | { readonly kind: 'put'; readonly place: Place; readonly value: YamlValue }
  | {
      readonly kind: 'rename';
      readonly map: MapNode;
      readonly pair: PairNode;
      readonly key: string;
    }
  | { readonly kind: 'append'; readonly seq: SeqNode; readonly value: YamlValue }
  | InsertChange
  | DuplicateChange
  | { readonly kind: 'remove'; readonly parent: MapNode | SeqNode; readonly index: number }
  | {
      readonly kind: 'comment';
      readonly parent: MapNode | SeqNode;
      readonly index: number;
      /** The lines with their `#`. */
      readonly lines: readonly string[];
    }
  | { readonly kind: 'remark'; readonly offset: number; readonly words: string };

/** New entries behind the last one of a map. */
export interface AddChange {
  readonly kind: 'add';
  readonly map: MapNode;
  readonly entries: readonly (readonly [string, YamlValue])[];
}

/** A new entry behind the last one of a map, an alias. */
export interface AliasChange {
  readonly kind: 'alias';
  readonly map: MapNode;
  readonly key: string;
  readonly anchor: string;
}

/** A new entry in front of the one at `index`; behind the last one it is an `add` or `append`. */
export interface InsertChange {
  readonly kind: 'insert';
  readonly parent: MapNode | SeqNode;
  readonly index: number;
  /** Whether it was asked for before the entry at `index`, or after the one in front of that. */
  readonly near: 'next' | 'previous';
  readonly key: string | undefined;
  readonly value: YamlValue;
}

/** A copy of the entry at `index`, which holds `value`, under another key, directly below it. */
export interface DuplicateChange {
  readonly kind: 'duplicate';
  readonly map: MapNode;
  readonly index: number;
  readonly value: MapNode;
  readonly key: string;
}
