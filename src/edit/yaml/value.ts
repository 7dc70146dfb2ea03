import type { ParsedNode } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import type { YamlValue } from './operation.js';
import { isMapValue, isSeqValue } from './render.js';

/** Whether a node already says `value`, type by type; one with tags or aliases never does. */
export function sameValue(node: ParsedNode | null, value: YamlValue): boolean {
  if (node === null) return value === null;
  if (node.tag !== undefined) return false;
  if (isScalar(node)) return Object.is(node.value, value);
  if (isSeq(node)) {
    if (!isSeqValue(value) || value.length !== node.items.length) return false;
    return node.items.every((item, i) => sameValue(item, value[i] ?? null));
  }
  if (!isMap(node) || !isMapValue(value)) return false;
  const wanted = new Map<unknown, YamlValue>(Object.entries(value));
  if (node.items.length !== wanted.size) return false;
  return node.items.every((pair) => {
    const { value: name } = pair.key as { value?: unknown }; // which a collection has not
    return wanted.has(name) && sameValue(pair.value, wanted.get(name) ?? null);
  });
}
