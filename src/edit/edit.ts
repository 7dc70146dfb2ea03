import type { PythonOperation } from './python/operation.js';
import type { YamlOperation } from './yaml/operation.js';

/** A symbolic change to one existing file; applied to text, in memory. */
export type FileEdit =
  | { readonly kind: 'yaml'; readonly file: string; readonly operations: readonly YamlOperation[] }
  | {
      readonly kind: 'python';
      readonly file: string;
      readonly operations: readonly PythonOperation[];
    };
