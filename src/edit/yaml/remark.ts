import { isScalar } from 'yaml';
import type { Change } from './change.js';
import { headEnd } from './extent.js';
import { lineEnd } from './lines.js';
import { NOT_PRINTABLE } from './printable.js';
import { refusal } from './refusal.js';
import type { Splice } from './splice.js';
import type { Place, Tree } from './tree.js';
import { writtenAt } from './tree.js';

/** What a `remark` behind the value at `place` means; nothing where it is there already. */
export function decideRemark(tree: Tree, place: Place, words: string): Change[] {
  const { text } = tree;
  const value = writtenAt(place);
  const head = headEnd(place.parent, place.index);
  if (!isScalar(value)) {
    throw refusal(text, head, 'a remark is written behind text, a number or the like');
  }
  if (/[\r\n]/.test(words) || NOT_PRINTABLE.test(words)) {
    throw refusal(text, head, 'the remark holds characters that a comment on one line cannot');
  }
  const [start, end] = value.range;
  const rest = text.slice(end, lineEnd(text, end));
  // What closes a map in braces belongs to the value; a comma or a key is in the way.
  const closing = /^[\s\]}]*[\]}]/.exec(rest)?.[0].length ?? 0;
  const behind = rest.slice(closing);
  if (lineEnd(text, start) < end || !/^\s*(#|$)/.test(behind)) {
    throw refusal(text, start, `there is no place for "# ${words}" on this line`);
  }
  const there = behind.trim();
  const begins = `# ${words}`;
  const isThere = there.startsWith(begins) && /^\s|^$/.test(there.slice(begins.length));
  if (isThere) return [];
  return [{ kind: 'remark', offset: end + closing, words }];
}

/** A comment that was there stays, behind the new one. */
export function remarkAt(offset: number, words: string): Splice[] {
  return [{ start: offset, end: offset, insert: ` # ${words}` }];
}
