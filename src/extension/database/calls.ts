import { childOf, children, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { kept } from '../kept.js';
import { dottedName, type PythonSource } from '../environment/python-source.js';

/** A call in a module, by the full name of what is called. */
export interface Call {
  readonly node: SyntaxNode;
  readonly callee: string;
}

/** Every call of a module, also in functions. */
export const callsIn = kept((source: PythonSource): readonly Call[] => {
  const found: Call[] = [];
  for (const statement of source.statements) {
    visit(statement, (node) => {
      const callee = node.name === 'CallExpression' ? calleeOf(node, source) : undefined;
      if (callee !== undefined) found.push({ node, callee });
      return true;
    });
  }
  return found;
});

/** The full name of what a call or decorator calls. */
export function calleeOf(node: SyntaxNode, source: PythonSource): string | undefined {
  const [called] = children(node);
  return called && dottedName(called, source);
}

/** The value that a top-level statement, or one in a class body, assigns to a name. */
export function assignedTo(
  statement: SyntaxNode,
): { name: SyntaxNode; value: SyntaxNode } | undefined {
  if (statement.name !== 'AssignStatement') return undefined;
  const parts = children(statement);
  const [name] = parts;
  const value = parts.at(-1);
  if (name?.name !== 'VariableName' || value === undefined || !childOf(statement, 'AssignOp')) {
    return undefined;
  }
  return { name, value };
}
