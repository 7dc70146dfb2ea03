import type { Tree } from './tree.js';

/** A file is often edited several times in a row, and a few files by turns. */
const MOST = 8;

/** The trees that results were proven with, oldest first. */
const kept = new Map<string, Tree>();

/** Keeps the tree of a result for the next edit of that text. */
export function keepTree(tree: Tree): void {
  kept.set(tree.text, tree);
  for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest);
}

/** The tree of a text, if it was kept. It is given away once: an edit changes its nodes. */
export function takeTree(text: string): Tree | undefined {
  const tree = kept.get(text);
  kept.delete(text);
  return tree;
}
