import { children, textOf, visit, type SyntaxNode } from './nodes.js';

/** What binds a name: `assigned` covers assignments and the targets of loops and `with`. */
export type BindingKind = 'function' | 'class' | 'assigned' | 'imported' | 'deleted';

export interface NameBinding {
  readonly name: string;
  readonly kind: BindingKind;
  /** The innermost statement that binds it. */
  readonly node: SyntaxNode;
}

const SCOPES = new Set(['FunctionDefinition', 'ClassDefinition', 'LambdaExpression']);

/**
 * The module-level names a top-level statement binds when it runs, also in its `if`, `try`, `with`
 * and loop bodies. What only runs for a type checker binds nothing.
 */
export function bindingsOf(statement: SyntaxNode, text: string): NameBinding[] {
  const found: NameBinding[] = [];
  const add = (node: SyntaxNode, kind: BindingKind, owner: SyntaxNode): void => {
    if (node.name === 'VariableName') found.push({ name: textOf(node, text), kind, node: owner });
  };
  visit(statement, (node) => {
    if (isTypeChecking(node, text)) return false;
    if (SCOPES.has(node.name)) {
      const name = children(node).find((child) => child.name === 'VariableName');
      const kind = node.name === 'ClassDefinition' ? 'class' : 'function';
      if (name !== undefined && node.name !== 'LambdaExpression') add(name, kind, node);
      return false;
    }
    if (node.name === 'ImportStatement') {
      for (const name of importedNames(node)) add(name, 'imported', node);
    }
    for (const target of targetsOf(node, text)) add(target, targetKind(node), node);
    return true;
  });
  return found;
}

function targetKind(node: SyntaxNode): BindingKind {
  return node.name === 'DeleteStatement' ? 'deleted' : 'assigned';
}

/** The names that a statement or an assignment expression itself assigns to. */
function targetsOf(node: SyntaxNode, text: string): SyntaxNode[] {
  const parts = children(node);
  const indexOf = (name: string): number => parts.findIndex((part) => part.name === name);
  switch (node.name) {
    case 'AssignStatement': {
      const last = parts.map(({ name }) => name).lastIndexOf('AssignOp');
      return flatten(parts.slice(0, Math.max(last, 0)));
    }
    case 'UpdateStatement':
    case 'NamedExpression':
      return flatten(parts.slice(0, 1));
    case 'ArgList':
      return parts.filter((_, index) => isWalrus(parts[index + 1], text));
    case 'DeleteStatement':
      return flatten(parts);
    case 'ForStatement':
      return flatten(parts.slice(0, indexOf('in')));
    case 'WithStatement':
    case 'TryStatement':
      return flatten(parts.filter((_, index) => parts[index - 1]?.name === 'as'));
    default:
      return [];
  }
}

function isWalrus(node: SyntaxNode | undefined, text: string): boolean {
  return node !== undefined && textOf(node, text) === ':=';
}

/** The names of a target list: `a`, `a, b`, `(a, [b, *c])`. */
function flatten(targets: readonly SyntaxNode[]): SyntaxNode[] {
  return targets.flatMap((target) =>
    /(Tuple|Array|Parenthesized)Expression/.test(target.name)
      ? flatten(children(target))
      : [target],
  );
}

/** The names an import binds: the alias, or the first part of a dotted name. */
function importedNames(node: SyntaxNode): SyntaxNode[] {
  const parts = children(node);
  const start = parts.findIndex(({ name }) => name === 'import') + 1;
  return parts.filter((part, index) => {
    if (index < start || part.name !== 'VariableName') return false;
    if (parts[index - 1]?.name === '.') return false;
    let next = index + 1;
    while (parts[next]?.name === '.') next += 2;
    return parts[next]?.name !== 'as';
  });
}

/** `if TYPE_CHECKING:` with no alternative. */
function isTypeChecking(node: SyntaxNode, text: string): boolean {
  if (node.name !== 'IfStatement') return false;
  const [, test, , other] = children(node);
  return (
    test !== undefined &&
    other === undefined &&
    /^(typing\.)?TYPE_CHECKING$/.test(textOf(test, text))
  );
}
