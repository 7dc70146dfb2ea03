import { bindingsOf, type NameBinding } from './bindings.js';
import { isMainGuard } from './limits.js';
import { children, type SyntaxNode } from './nodes.js';
import { uses } from './uses.js';

/**
 * The index of the last statement that gives a variable its value; -1 where none does. A later one
 * that wraps it (`app = Wrapper(app)`) makes something else of it, so it does not count.
 */
export function definingIndex(
  statements: readonly SyntaxNode[],
  name: string,
  text: string,
): number {
  let found = -1;
  for (const [index, statement] of statements.entries()) {
    if (isMainGuard(statement, text)) continue;
    const values = bindingsOf(statement, text).filter(
      (binding) => binding.name === name && isValue(binding),
    );
    if (values.length === 0) continue;
    if (found >= 0 && values.every(({ node }) => readsItself(node, name, text))) break;
    found = index;
  }
  return found;
}

/** An assignment of something; `app = None` only announces the variable. */
function isValue({ kind, node }: NameBinding): boolean {
  return kind === 'assigned' && children(node).at(-1)?.name !== 'None';
}

/** The value uses the name it is bound to. */
function readsItself(node: SyntaxNode, name: string, text: string): boolean {
  const parts = children(node);
  const last = parts.map((part) => part.name).lastIndexOf('AssignOp');
  return parts.slice(last + 1).some((part) => uses(part, name, text));
}
