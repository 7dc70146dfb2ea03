import type { Node } from 'yaml';
import type { Change } from './change.js';
import { intend } from './intend.js';
import { parseTree } from './parse.js';
import { matchesAll } from './prove.js';
import { refusal } from './refusal.js';
import type { Splice } from './splice.js';
import { applySplices, inOrder, overlap } from './splice.js';
import type { Style } from './style.js';
import type { Tree } from './tree.js';
import { offsetOf, write } from './write.js';

/** How changes are made in the text, in order; undefined where they get in each other's way. */
export function splicesOf(
  tree: Tree,
  style: Style,
  changes: readonly Change[],
): readonly Splice[] | undefined {
  const splices = inOrder(changes.flatMap((change) => write(tree, style, change)));
  return overlap(splices) ? undefined : splices;
}

/**
 * The tree of the text with `splices` made, once it is proven to be what the changes mean.
 * @throws {EditRefusal} where it is not
 */
export function proven(
  tree: Tree,
  changes: readonly Change[],
  splices: readonly Splice[] | undefined,
): Tree {
  const after = splices && parsed(applySplices(tree.text, splices));
  if (after && matchesAll(intend(rootsOf(tree), changes), rootsOf(after))) return after;
  const [first] = changes;
  throw refusal(
    tree.text,
    first ? offsetOf(first) : 0,
    'the change would alter more than it should; do it by hand',
  );
}

const rootsOf = (tree: Tree): (Node | null)[] => tree.documents.map(({ node }) => node);

/** The tree of a changed text, or nothing when it is not sound any more. */
function parsed(text: string): Tree | undefined {
  try {
    return parseTree(text);
  } catch {
    return undefined;
  }
}
