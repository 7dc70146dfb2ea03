import type { Node, ParsedNode } from 'yaml';
import { isAlias, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Change } from './change.js';
import { duplicateEntry } from './duplicate.js';
import type { YamlValue } from './operation.js';
import { isMapValue, isSeqValue } from './render.js';

/**
 * Makes a change in the model: the nodes themselves, nothing of the text. New nodes have no range,
 * which is how the proof tells what must be identical from what must have a value.
 */
export function intend(roots: readonly (Node | null)[], change: Change): (Node | null)[] {
  if (change.kind === 'start') return roots.with(change.document.index, build(change.value));
  alter(change);
  return [...roots];
}

function alter(change: Exclude<Change, { kind: 'start' }>): void {
  switch (change.kind) {
    case 'add':
      for (const [key, value] of change.entries) itemsOf(change.map).push(entry(key, value));
      break;
    case 'append':
      itemsOf(change.seq).push(build(change.value));
      break;
    case 'insert': {
      const { key, value } = change;
      const item = key === undefined ? build(value) : entry(key, value);
      itemsOf(change.parent).splice(change.index, 0, item);
      break;
    }
    case 'duplicate':
      duplicateEntry(change);
      break;
    case 'remove':
      itemsOf(change.parent).splice(change.index, 1);
      break;
    case 'comment':
    case 'remark':
      break;
    case 'rename': {
      const key = new Scalar<unknown>(change.key);
      copyAnchor(change.pair.key, key);
      Object.assign(key, { tag: change.pair.key.tag });
      (change.pair as Pair).key = key;
      break;
    }
    case 'put': {
      const { pair, parent, index } = change.place;
      const node = build(change.value);
      if (pair) {
        copyAnchor(pair.value, node);
        (pair as Pair).value = node;
      } else {
        const items = itemsOf(parent);
        copyAnchor(items[index] as ParsedNode, node);
        items[index] = node;
      }
    }
  }
}

function itemsOf(collection: { items: unknown[] }): unknown[] {
  return collection.items;
}

function copyAnchor(from: ParsedNode | null, to: Node): void {
  if (from === null || isAlias(from) || isAlias(to)) return;
  Object.assign(to, { anchor: from.anchor });
}

function entry(key: string, value: YamlValue): Pair {
  return new Pair(new Scalar(key), build(value));
}

function build(value: YamlValue): Node {
  if (isSeqValue(value)) {
    const seq = new YAMLSeq();
    seq.items.push(...value.map(build));
    return seq;
  }
  if (!isMapValue(value)) return new Scalar(value);
  const map = new YAMLMap();
  map.items.push(...Object.entries(value).map(([key, child]) => entry(key, child)));
  return map;
}
