import type { ParsedNode } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import { documentsOf, type ParsedDocument } from '../../edit/yaml/index.js';

const DIRECTIVE = /^%/m;

/**
 * The one document of a text as the editor reads it, where that is all there is to say about it: no
 * errors, tags, merge keys or directives, and no key twice. Of any other text undefined.
 * @throws RangeError for a text that is nested so deeply that the stack is exhausted
 */
export function plainDocument(text: string): ParsedDocument | undefined {
  if (DIRECTIVE.test(text)) return undefined;
  const [document, more] = documentsOf(text);
  if (document === undefined || more !== undefined || document.errors.length > 0) return undefined;
  return isPlain(document.contents) ? document : undefined;
}

function isPlain(node: ParsedNode | null): boolean {
  if (node === null) return true;
  if (node.tag !== undefined) return false;
  if (isSeq(node)) return node.items.every(isPlain);
  if (!isMap(node)) return true;
  const keys = new Set<unknown>();
  return node.items.every(({ key, value }) => {
    if (!isScalar(key) || key.tag !== undefined) return false;
    if (key.value === '<<' || keys.has(key.value)) return false;
    keys.add(key.value);
    return isPlain(value);
  });
}
