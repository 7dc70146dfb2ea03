import type { PythonOperation } from './python/operation.js';
import type { YamlOperation } from './yaml/operation.js';

/** A symbolic change to one existing file; applied to text, in memory. */
export type TextEdit =
  | { readonly kind: 'yaml'; readonly file: string; readonly operations: readonly YamlOperation[] }
  | {
      readonly kind: 'python';
      readonly file: string;
      readonly operations: readonly PythonOperation[];
    };

/** A new file. Refused where something is there already. */
export interface NewFile {
  readonly kind: 'create';
  readonly file: string;
  readonly text: string;
  /** A program: gets the permission to be run. */
  readonly executable?: boolean;
}

export type FileEdit = TextEdit | NewFile;
