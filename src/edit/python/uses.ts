import { children, textOf, visit, type SyntaxNode } from './nodes.js';

/** True where a statement reads or assigns the module's variable `name`. */
export function uses(statement: SyntaxNode, name: string, text: string): boolean {
  let used = false;
  visit(statement, (node) => {
    if (used || node.name === 'ImportStatement' || shadows(node, name, text)) return false;
    if (node.name === 'VariableName' && textOf(node, text) === name && !isLabel(node, text))
      used = true;
    return true;
  });
  return used;
}

/** A function or lambda with a parameter of that name does not see the module's variable. */
function shadows(node: SyntaxNode, name: string, text: string): boolean {
  if (node.name !== 'FunctionDefinition' && node.name !== 'LambdaExpression') return false;
  const parts = node.getChildren('ParamList').flatMap(children);
  return parts.some(
    (part, index) => textOf(part, text) === name && parts[index - 1]?.name !== 'AssignOp',
  );
}

/** The `name` of a keyword argument, or the name a definition gives. */
function isLabel(node: SyntaxNode, text: string): boolean {
  const parent = node.parent?.name ?? '';
  if (parent === 'ArgList')
    return node.nextSibling !== null && textOf(node.nextSibling, text) === '=';
  if (parent === 'Decorator') return node.prevSibling?.name === '.';
  return parent === 'FunctionDefinition' || parent === 'ClassDefinition';
}
