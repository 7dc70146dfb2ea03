/** Where a node is: map keys and sequence indexes from the document's root. */
export type Route = readonly (string | number)[];

/** A value to write. Strings stay strings: they are quoted where plain text would change the type. */
export type YamlValue =
  string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** Which node an operation is about. */
export interface Target {
  readonly route: Route;
  /** The document of the text, counted from 0 (the default). */
  readonly document?: number;
}

/** Adds `value` at `route` where nothing is; merges maps deeply. What is there always wins. */
export interface Ensure extends Target {
  readonly op: 'ensure';
  readonly value: YamlValue;
}

/** Adds the key at `route` as an alias of what carries `anchor` above it. What is there wins. */
export interface AliasTo extends Target {
  readonly op: 'alias';
  readonly anchor: string;
}

/** Replaces the value at `route`; a scalar keeps its quote style and its comment. */
export interface SetValue extends Target {
  readonly op: 'set';
  readonly value: YamlValue;
}

/** Renames the key at `route`, keeping its place, quotes and value. */
export interface Rename extends Target {
  readonly op: 'rename';
  readonly key: string;
}

/** Adds `value` at the end of the sequence at `route`. */
export interface Append extends Target {
  readonly op: 'append';
  readonly value: YamlValue;
}

/**
 * Adds an entry directly before or after the one at `route`: with `key` in a map (where a key that
 * is there wins, wherever it stands), without one in a sequence.
 */
export interface Insert extends Target {
  readonly op: 'insert';
  readonly where: 'before' | 'after';
  readonly key?: string;
  readonly value: YamlValue;
}

/** Removes the entry at `route` with its own line and comment. */
export interface Remove extends Target {
  readonly op: 'remove';
}

/** Writes a comment on lines of its own above the entry at `route`, unless it is there already. */
export interface Comment extends Target {
  readonly op: 'comment';
  /** Without `#`; line feeds separate the lines. */
  readonly text: string;
}

/**
 * Copies the block entry at `route`, comments behind its lines included, to `key` directly below it.
 * A key that is there wins.
 */
export interface Duplicate extends Target {
  readonly op: 'duplicate';
  readonly key: string;
}

/**
 * Writes a comment behind the one-line value at `route`, in front of a comment that is there, unless
 * that one starts with it.
 */
export interface Remark extends Target {
  readonly op: 'remark';
  /** Without `#`, on one line. */
  readonly text: string;
}

/** A change to a YAML text, addressed by route. */
export type YamlOperation =
  Ensure | AliasTo | SetValue | Rename | Append | Insert | Remove | Comment | Duplicate | Remark;
