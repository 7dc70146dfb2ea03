/** A change to a Python module. */
export interface InsertBlock {
  readonly op: 'insert-block';
  /**
   * The name of a module-level variable; the block goes after the last top-level statement that
   * uses it, and always before an `if __name__ == "__main__":` block. Where one function makes the
   * variable and returns it, the block goes into that, above the `return`.
   */
  readonly after: string;
  /** The statements, with `\n` newlines and four-space indents; rewritten in the module's own style. */
  readonly code: string;
  /**
   * The top-level function the block defines; if the module already has it, nothing is changed.
   * Without one, nothing is changed where the module has all of the block's statements.
   */
  readonly defines?: string;
  /** Paths of routes that the block's calls add without naming them: what takes them is below. */
  readonly paths?: readonly string[];
}

/** Imports a name into a module, among the imports that it has; one that is there is enough. */
export interface EnsureImport {
  readonly op: 'ensure-import';
  /** The dotted name of the module, with the dots of a relative import: `app.core`, `.core`. */
  readonly module: string;
  /** Undefined where the module is imported for what importing it does, or whole. */
  readonly name: string | undefined;
  /** True where code uses the module by its whole name. */
  readonly isUsed?: boolean;
  /** The module-level variable whose first use the import must stand above. */
  readonly above: string;
  /** The packages and modules that lie beside its own: imports of all of them stand in one group. */
  readonly siblings?: readonly string[];
}

/**
 * Removes every statement that does nothing but call a method, itself or through what runs it
 * (`await connection.run_sync(metadata.create_all)`), with the comment above that `about` matches.
 */
export interface RemoveCall {
  readonly op: 'remove-call';
  readonly method: string;
  readonly about: RegExp;
  /** Imported names that go with the statements where nothing else in the module uses them. */
  readonly imports: readonly SpareImport[];
}

/** A name that may be imported no more. */
export interface SpareImport {
  readonly name: string;
  /** Also where it is the only one of its statement, so that the module may not be loaded any more. */
  readonly alone: boolean;
}

/** Defines a function and hands it to every call that has one keyword and lacks another. */
export interface PassFunction {
  readonly op: 'pass-function';
  /** What is called, as written: `context.configure`. */
  readonly call: string;
  /** The keyword that the calls have, behind which the new one goes. */
  readonly beside: string;
  /** The function, and the keyword it is passed as. */
  readonly name: string;
  /** Keywords that do the same: a call with one of them is left as it is. */
  readonly instead: readonly string[];
  /** Its definition, which goes above the first statement with such a call. */
  readonly code: string;
}

/** Doubles the percent signs of every URL that `set_main_option("sqlalchemy.url", …)` gets. */
export interface EscapePercent {
  readonly op: 'escape-percent';
}

/** Puts statements below the imports that a module begins with; those that are there stay. */
export interface InsertBelowImports {
  readonly op: 'insert-below-imports';
  /** The module-level variable whose first use they must stand above. */
  readonly above: string;
  readonly code: string;
}

/** Hands a keyword to every call of a function that has none of that name. */
export interface PassKeyword {
  readonly op: 'pass-keyword';
  /** What is called, as written: `fileConfig`, `logging.config.fileConfig`. */
  readonly calls: readonly string[];
  readonly keyword: string;
  readonly value: string;
}

/** Gives an entry of a function's dictionaries another text: `{"version": "1.0.0"}` of `def health`. */
export interface SetEntry {
  readonly op: 'set-entry';
  readonly inFunction: string;
  readonly key: string;
  /** The text that it has now; entries with another one stay. */
  readonly was: string;
  readonly value: string;
}

/** Has the handlers of a function that catch one error catch another one, too. */
export interface CatchToo {
  readonly op: 'catch-too';
  /** The function's. */
  readonly name: string;
  readonly caught: string;
  readonly also: string;
}

export type PythonOperation =
  | InsertBlock
  | EnsureImport
  | RemoveCall
  | PassFunction
  | EscapePercent
  | InsertBelowImports
  | PassKeyword
  | CatchToo
  | SetEntry;
