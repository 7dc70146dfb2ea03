import { isMap } from 'yaml';
import { aliasText } from './alias.js';
import type { Change, InsertChange } from './change.js';
import { duplicateLines } from './duplicate.js';
import { isFlow } from './extent.js';
import { addLinesToBlockMap, addToBlockMap, appendToBlockSeq } from './block-add.js';
import { insertInBlock } from './block-insert.js';
import { putInBlock } from './block-put.js';
import { removeFromBlock } from './block-remove.js';
import { commentAbove } from './comment-above.js';
import { addToFlow, insertInFlow, putInFlow, removeFromFlow } from './flow.js';
import { lookInMap, lookInSeq } from './look.js';
import { remarkAt } from './remark.js';
import { flowEntry, flowText, keyToText, valueLines } from './render.js';
import { asLines } from './lines.js';
import { scalarText } from './scalars.js';
import type { Splice } from './splice.js';
import type { Style } from './style.js';
import { quoteOf } from './style.js';
import type { Tree } from './tree.js';

/** The splices that make a change in the text. */
export function write(tree: Tree, style: Style, change: Change): Splice[] {
  const { text } = tree;
  switch (change.kind) {
    case 'start': {
      const look = { ...style, want: 'plain', keys: 'plain' } as const;
      const lines = valueLines(change.value, '', look);
      const { start } = change.document;
      return [{ start, end: start, insert: asLines(text, start, lines) }];
    }
    case 'add': {
      const look = lookInMap(tree, style, change.map);
      if (!isFlow(change.map)) return addToBlockMap(tree, change.map, change.entries, look);
      const entries = change.entries.map(([key, value]) => flowEntry(key, value, look));
      return addToFlow(tree, change.map, entries, look);
    }
    case 'alias': {
      const look = lookInMap(tree, style, change.map);
      const entry = aliasText(change, keyToText(change.key, look, isFlow(change.map)));
      if (!isFlow(change.map)) return addLinesToBlockMap(tree, change.map, [[entry]]);
      return addToFlow(tree, change.map, [entry], look);
    }
    case 'append': {
      const look = lookInSeq(tree, style, change.seq);
      if (!isFlow(change.seq)) return appendToBlockSeq(tree, change.seq, change.value, look);
      return addToFlow(tree, change.seq, [flowText(change.value, '', look)], look);
    }
    case 'insert':
      return insert(tree, style, change);
    case 'duplicate':
      return duplicateLines(tree, change, lookInMap(tree, style, change.map));
    case 'comment':
      return commentAbove(tree, change.parent, change.index, change.lines);
    case 'remark':
      return remarkAt(change.offset, change.words);
    case 'put': {
      const inFlow = isFlow(change.place.parent);
      return (inFlow ? putInFlow : putInBlock)(tree, style, change.place, change.value);
    }
    case 'rename': {
      const { key } = change.pair;
      const quote = 'type' in key ? quoteOf(key.type) : 'plain';
      const insert = scalarText(change.key, quote, style.quote, isFlow(change.map));
      return [{ start: key.range[0], end: key.range[1], insert }];
    }
    case 'remove': {
      const inFlow = isFlow(change.parent);
      return (inFlow ? removeFromFlow : removeFromBlock)(tree, style, change.parent, change.index);
    }
  }
}

function insert(tree: Tree, style: Style, change: InsertChange): Splice[] {
  const { parent, index, key, value } = change;
  const look = isMap(parent) ? lookInMap(tree, style, parent) : lookInSeq(tree, style, parent);
  if (!isFlow(parent)) return insertInBlock(tree, change, look);
  const entry = key === undefined ? flowText(value, '', look) : flowEntry(key, value, look);
  return insertInFlow(tree, parent, index, entry);
}
