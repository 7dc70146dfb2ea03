import type { SyntaxNode } from '@lezer/common';

export type { SyntaxNode };

/** A node's children in source order; comments, which may stand anywhere, are left out. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') found.push(child);
  }
  return found;
}

/** The first child of a kind. */
export function childOf(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | undefined {
  return children(node).find(({ name }) => names.includes(name));
}

/** The source text of a node. */
export function textOf(node: SyntaxNode, text: string): string {
  return text.slice(node.from, node.to);
}

/** Every node below (and with) `node`, in source order; where `enter` says false, not what is below it. */
export function visit(node: SyntaxNode, enter: (node: SyntaxNode) => boolean): void {
  // No recursion: a sum of ten thousand terms is ten thousand levels deep.
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (enter(next)) open.push(...children(next).reverse());
  }
}

/** The function or class a statement defines, without its decorators. */
export function definitionOf(statement: SyntaxNode): SyntaxNode | undefined {
  const node =
    statement.name === 'DecoratedStatement'
      ? childOf(statement, 'FunctionDefinition', 'ClassDefinition')
      : statement;
  return node?.name === 'FunctionDefinition' || node?.name === 'ClassDefinition' ? node : undefined;
}

/** True where a statement ends with the body of a function or class, however deep: `if x:`, `def y(): …`. */
export function endsInDefinition(statement: SyntaxNode): boolean {
  for (let node: SyntaxNode | null = statement; node !== null; node = node.lastChild) {
    if (definitionOf(node) !== undefined) return true;
  }
  return false;
}
