import type { Circumstances } from './scope.js';

/** Makes the configuration that a module exports have a value at a route, in certain circumstances. */
export interface SetOperation {
  readonly op: 'set';
  /** `['build', 'sourcemap']` */
  readonly route: readonly string[];
  readonly value: string | boolean;
  readonly circumstances: Circumstances;
}

export type TypescriptOperation = SetOperation;
