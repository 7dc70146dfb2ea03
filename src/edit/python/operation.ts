/** A change to a Python module. */
export interface InsertBlock {
  readonly op: 'insert-block';
  /**
   * The name of a module-level variable; the block goes after the last top-level statement that
   * uses it, and always before an `if __name__ == "__main__":` block.
   */
  readonly after: string;
  /** The statements, with `\n` newlines and four-space indents; rewritten in the module's own style. */
  readonly code: string;
  /** The top-level function the block defines; if the module already has it, nothing is changed. */
  readonly defines: string;
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
  readonly imports: readonly string[];
}

export type PythonOperation = InsertBlock | RemoveCall;
