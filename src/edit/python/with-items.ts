import type { SyntaxNode, Tree } from '@lezer/common';
import type { Mask } from './gaps.js';

/**
 * The grammar knows `with a as b`, but neither `with (a as b, c as d)` nor a target other than a
 * name (`as self.x`, `as (a, b)`). The first `as` around such an error is read as `or`, which is as
 * long and leaves an expression the grammar knows; parsing again then shows the next one.
 */
export function maskWithItem(
  tree: Tree,
  error: SyntaxNode | undefined,
  text: string,
): Mask | undefined {
  if (error === undefined) return undefined;
  const statement = withStatementBefore(tree, error);
  if (statement === undefined) return undefined;
  const body = statement.getChild('Body');
  if (body !== null && error.from >= body.from) return undefined;
  const words = wordsAs(tree, statement.from, body?.from ?? error.to + 200, text);
  const at = words.findLast((from) => from <= error.to + 1) ?? words[0];
  return at === undefined ? undefined : { from: at, to: at + 2, text: 'or' };
}

/** The innermost `with` whose header the error may belong to. */
function withStatementBefore(tree: Tree, error: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  tree.iterate({
    from: 0,
    to: error.from,
    enter(node) {
      if (node.name !== 'WithStatement') return;
      // Recovery may have ended the statement right in front of the error.
      if (node.to >= error.from - 1) found = node.node;
    },
  });
  return found;
}

/** Where the keyword `as` stands, also where it was read as an error. */
function wordsAs(tree: Tree, from: number, to: number, text: string): number[] {
  const found: number[] = [];
  tree.iterate({
    from,
    to,
    enter(node) {
      if (text.slice(node.from, node.to) === 'as') found.push(node.from);
    },
  });
  return [...new Set(found)];
}
