import type { ParsedNode } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import { linesBelow, putBehindDash, putBelow, putInItem, putLiteral } from './block-put-lines.js';
import { contentEnd, headEnd, isFlow, refuseComments } from './extent.js';
import { lineEnd, trimBreaks } from './lines.js';
import { lookInMap, lookInSeq } from './look.js';
import type { YamlValue } from './operation.js';
import type { Put } from './put.js';
import { inlineText, isBlockValue, isMapValue, isSeqValue } from './render.js';
import { scalarText } from './scalars.js';
import type { Splice } from './splice.js';
import type { Style } from './style.js';
import { quoteOf } from './style.js';
import type { Place, Tree } from './tree.js';
import { writtenAt } from './tree.js';

/** Gives an entry of a block collection a value, in place of nothing or of the one it has. */
export function putInBlock(tree: Tree, style: Style, place: Place, value: YamlValue): Splice[] {
  const { parent, pair, index } = place;
  const look = isMap(parent) ? lookInMap(tree, style, parent) : lookInSeq(tree, style, parent);
  const key = pair && isScalar(pair.key) ? String(pair.key.value) : '';
  const put: Put = { tree, place, key, value, look };
  const old = writtenAt(place);
  const block = !staysFlow(old, value) && isBlockValue(value, key, look);
  if (block && typeof value === 'string') return putLiteral(put, old, value);
  if (old === null) {
    const head = headEnd(parent, index);
    if (block) return [pair ? linesBelow(put, head) : putBehindDash(put, head)];
    return [{ start: head, end: head, insert: ` ${inlineText(value, key, look)}` }];
  }
  if (!block) return [putInline(put, old)];
  return pair ? putBelow(put, old) : [putInItem(put, old)];
}

/** Whether a collection in flow style is replaced by one of its kind. */
function staysFlow(old: ParsedNode | null, value: YamlValue): boolean {
  if (isMap(old)) return isFlow(old) && isMapValue(value);
  return isSeq(old) && isFlow(old) && isSeqValue(value);
}

function putInline(put: Put, old: ParsedNode): Splice {
  const { tree, place } = put;
  const [start] = old.range;
  const end = trimBreaks(tree.text, contentEnd(old));
  const insert = oneLine(put, old);
  if ((isMap(old) || isSeq(old)) && !isFlow(old)) {
    // A block collection starts below its key: the value moves up, next to it.
    const head = headEnd(place.parent, place.index);
    refuseComments(tree.text, place.parent, head, lineEnd(tree.text, end));
    return { start: head, end, insert: ` ${insert}` };
  }
  refuseComments(tree.text, place.parent, start, end);
  return { start, end, insert };
}

/** A one-line value; a string in place of a scalar keeps that one's quotes. */
function oneLine({ key, value, look }: Put, old: ParsedNode): string {
  if (!isScalar(old) || typeof value !== 'string') return inlineText(value, key, look);
  return scalarText(value, quoteOf(old.type), look.quote, false);
}
