import type { Node, ParsedNode } from 'yaml';
import { Alias, isAlias, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Change } from './change.js';
import { Intended } from './intended.js';
import type { YamlValue } from './operation.js';
import { isMapValue, isSeqValue } from './render.js';

/**
 * Makes changes in the model: what the nodes are to be, nothing of the text. New nodes have no
 * range, which is how the proof tells what must be identical from what must have a value.
 */
export function intend(roots: readonly (Node | null)[], changes: readonly Change[]): Intended {
  const intended = new Intended(roots);
  for (const change of changes) alter(intended, change);
  return intended;
}

function alter(intended: Intended, change: Change): void {
  switch (change.kind) {
    case 'start':
      intended.roots[change.document.index] = build(change.value);
      break;
    case 'add': {
      const items = intended.itemsOf(change.map);
      for (const [key, value] of change.entries) items.push(entry(key, value));
      break;
    }
    case 'alias':
      intended.itemsOf(change.map).push(new Pair(new Scalar(change.key), new Alias(change.anchor)));
      break;
    case 'append':
      intended.itemsOf(change.seq).push(build(change.value));
      break;
    case 'insert': {
      const { key, value } = change;
      const item = key === undefined ? build(value) : entry(key, value);
      intended.itemsOf(change.parent).splice(change.index, 0, item);
      break;
    }
    case 'duplicate': {
      // The nodes of the copy must have the very source of the original's.
      const copy = new Pair(new Scalar(change.key), change.value);
      intended.itemsOf(change.map).splice(change.index + 1, 0, copy);
      break;
    }
    case 'remove':
      intended.itemsOf(change.parent).splice(change.index, 1);
      break;
    case 'comment':
    case 'remark':
      break;
    case 'rename': {
      const pair = intended.pairOf(change.pair);
      const key = new Scalar<unknown>(change.key);
      copyAnchor(change.pair.key, key);
      Object.assign(key, { tag: change.pair.key.tag });
      pair.key = key;
      break;
    }
    case 'put': {
      const { pair, parent, index } = change.place;
      const node = build(change.value);
      if (pair) {
        copyAnchor(pair.value, node);
        intended.pairOf(pair).value = node;
      } else {
        const items = intended.itemsOf(parent);
        copyAnchor(items[index] as ParsedNode, node);
        items[index] = node;
      }
    }
  }
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
