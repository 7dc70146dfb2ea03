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
import { write } from './write.js';

/** A changed text with what was done to it. */
interface Made {
  readonly tree: Tree;
  /** In order. */
  readonly splices: readonly Splice[];
}

/**
 * The tree of the changed text, once it is proven to be what the changes mean.
 * @throws {EditRefusal} where it is not
 */
export function make(tree: Tree, style: Style, changes: readonly Change[]): Made {
  const splices = splicesOf(tree, style, changes);
  const after = splices && parsed(applySplices(tree.text, splices));
  if (splices && after && matchesAll(intend(rootsOf(tree), changes), rootsOf(after))) {
    return { tree: after, splices };
  }
  const reason = 'the change would alter more than it should; do it by hand';
  throw refusal(tree.text, splices?.[0]?.start ?? 0, reason);
}

/** How changes are made in the text, in order; undefined where they get in each other's way. */
export function splicesOf(
  tree: Tree,
  style: Style,
  changes: readonly Change[],
): readonly Splice[] | undefined {
  const splices = inOrder(changes.flatMap((change) => write(tree, style, change)));
  return overlap(splices) ? undefined : splices;
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
