import { isMap } from 'yaml';
import type { Change } from './change.js';
import { itemStart } from './extent.js';
import { findMerged, findOwn } from './lookup.js';
import type { Insert } from './operation.js';
import { refusal } from './refusal.js';
import type { Place, Tree } from './tree.js';

/** What an `insert` next to the entry at `place` means. */
export function decideInsert(tree: Tree, place: Place, operation: Insert): Change[] {
  const { parent } = place;
  const { key, value, where } = operation;
  const wrong = isMap(parent)
    ? key === undefined && 'a new entry of a map needs a key'
    : key !== undefined && 'a new item of a list has no key';
  if (wrong) throw refusal(tree.text, itemStart(parent, place.index), wrong);
  const isLast = where === 'after' && place.index === parent.items.length - 1;
  if (isMap(parent)) {
    const name = key ?? '';
    if (findOwn(tree, parent, name) ?? findMerged(tree, parent, name)) return [];
    if (isLast) return [{ kind: 'add', map: parent, entries: [[name, value]] }];
  } else if (isLast) return [{ kind: 'append', seq: parent, value }];
  const index = where === 'before' ? place.index : place.index + 1;
  const near = where === 'before' ? 'next' : 'previous';
  return [{ kind: 'insert', parent, index, near, key, value }];
}

// C0 and C1 controls but for the tab, and what is not a character: not allowed in YAML at all.
// eslint-disable-next-line no-control-regex
export const NOT_PRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

/** What a `comment` above the entry at `place` means. */
export function decideComment(tree: Tree, { parent, index }: Place, text: string): Change[] {
  if (NOT_PRINTABLE.test(text)) {
    const reason = 'the comment holds characters that YAML does not allow';
    throw refusal(tree.text, itemStart(parent, index), reason);
  }
  const lines = text.split('\n').map((line) => `# ${line}`.trimEnd());
  return [{ kind: 'comment', parent, index, lines }];
}
