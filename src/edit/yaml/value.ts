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
    return node.items.every((item, i) => {
      const wanted = value[i];
      return wanted !== undefined && sameValue(item, wanted);
    });
  }
  if (!isMap(node) || !isMapValue(value)) return false;
  if (node.items.length !== Object.keys(value).length) return false;
  return node.items.every(({ key, value: child }) => {
    if (!isScalar(key) || typeof key.value !== 'string' || !Object.hasOwn(value, key.value)) {
      return false;
    }
    const wanted = value[key.value];
    return wanted !== undefined && sameValue(child, wanted);
  });
}
