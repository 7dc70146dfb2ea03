/** Adds a key to a table that has a header of its own; a key that is there wins. */
export interface EnsureKey {
  readonly op: 'ensure-key';
  /** The names in the table's header. */
  readonly table: readonly string[];
  readonly key: string;
  readonly value: string;
}

/** Adds a string to an array, unless it holds it already: in order where the others are, else at the end. */
export interface AppendItem {
  readonly op: 'append-item';
  /** The table's names, then the key. */
  readonly route: readonly string[];
  readonly value: string;
}

/** Adds a table to an array of tables that is sorted by `name`, unless one of that name is there. */
export interface InsertTable {
  readonly op: 'insert-table';
  /** The array: `package` for `[[package]]`. */
  readonly array: string;
  /** The lines of the table, its header included. */
  readonly text: string;
}

/** Gives a key another string: for what a program wrote, never for what a person did. */
export interface SetString {
  readonly op: 'set-string';
  readonly table: readonly string[];
  readonly key: string;
  readonly value: string;
}

/** A change to a TOML text. */
export type TomlOperation = EnsureKey | AppendItem | InsertTable | SetString;
