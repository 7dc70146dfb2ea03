import type { Extension } from '../../extension/model.js';
import type { Change } from '../rule.js';

/** A change that makes one new file. */
export function addition(summary: string, file: string, text: string): Change {
  return { summary, edits: [{ kind: 'create', file, text }] };
}

export function hasAny({ paths }: Extension, names: readonly string[]): boolean {
  return names.some((name) => paths.has(name));
}
