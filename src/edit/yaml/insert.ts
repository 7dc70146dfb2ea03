import { isMap } from 'yaml';
import type { Change } from './change.js';
import { itemStart } from './extent.js';
import { findMerged, findOwn } from './lookup.js';
import type { Insert } from './operation.js';
import { NOT_PRINTABLE } from './printable.js';
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

/** What a `comment` above the entry at `place` means. */
export function decideComment(tree: Tree, { parent, index }: Place, text: string): Change[] {
  if (NOT_PRINTABLE.test(text)) {
    const reason = 'the comment holds characters that YAML does not allow';
    throw refusal(tree.text, itemStart(parent, index), reason);
  }
  const lines = text.split('\n').map((line) => `# ${line}`.trimEnd());
  return [{ kind: 'comment', parent, index, lines }];
}
