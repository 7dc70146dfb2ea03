/** Where a node is: map keys and sequence indexes from the document's root. */
export type Route = readonly (string | number)[];

/** A value to write. Strings stay strings: they are quoted where plain text would change the type. */
export type YamlValue =
  string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** A change to a YAML text, addressed by route. */
export type YamlOperation =
  /** Adds `value` at `route` where nothing is; merges maps deeply. What is there always wins. */
  | { readonly op: 'ensure'; readonly route: Route; readonly value: YamlValue }
  /** Replaces the value at `route`; a scalar keeps its quote style and its comment. */
  | { readonly op: 'set'; readonly route: Route; readonly value: YamlValue }
  /** Renames the key at `route`, keeping its place, quotes and value. */
  | { readonly op: 'rename'; readonly route: Route; readonly key: string }
  /** Adds `value` at the end of the sequence at `route`. */
  | { readonly op: 'append'; readonly route: Route; readonly value: YamlValue }
  /** Removes the entry at `route` with its own line and comment. */
  | { readonly op: 'remove'; readonly route: Route };
