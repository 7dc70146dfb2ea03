import { argumentsOf } from './calls.js';
import { children, definitionOf, textOf, visit, type SyntaxNode } from './nodes.js';

/** Code that runs with a statement, and what a variable is called in it. */
export interface Reached {
  readonly node: SyntaxNode;
  readonly name: string;
}

/**
 * A statement and the bodies of the module's own functions that it calls: there `name` is the
 * parameter it is handed to, or the module's variable itself.
 */
export function reached(
  statement: SyntaxNode,
  name: string,
  statements: readonly SyntaxNode[],
  text: string,
): Reached[] {
  const found: Reached[] = [];
  const entered = new Set<SyntaxNode>();
  const enter = (node: SyntaxNode, local: string): void => {
    found.push({ node, name: local });
    visit(node, (part) => {
      if (part.name === 'FunctionDefinition' || part.name === 'LambdaExpression') return false;
      const called =
        part.name === 'CallExpression' ? functionOf(part, statements, text) : undefined;
      if (called === undefined || entered.has(called)) return true;
      entered.add(called);
      const body = called.getChild('Body');
      if (body !== null) enter(body, parameterFor(part, called, local, text) ?? name);
      return true;
    });
  };
  enter(statement, name);
  return found;
}

/** The module's function that a call names plainly. */
function functionOf(
  call: SyntaxNode,
  statements: readonly SyntaxNode[],
  text: string,
): SyntaxNode | undefined {
  const [callee] = children(call);
  if (callee?.name !== 'VariableName') return undefined;
  return functionsOf(statements, text).get(textOf(callee, text));
}

/** A module of thousands of calls must not look for each in thousands of statements. */
const known = new WeakMap<readonly SyntaxNode[], ReadonlyMap<string, SyntaxNode>>();

/** The module's functions by name; of those with the same name the last. */
function functionsOf(
  statements: readonly SyntaxNode[],
  text: string,
): ReadonlyMap<string, SyntaxNode> {
  const found = known.get(statements);
  if (found !== undefined) return found;
  const functions = new Map<string, SyntaxNode>();
  for (const statement of statements) {
    const definition = definitionOf(statement);
    if (definition?.name !== 'FunctionDefinition') continue;
    const name = definition.getChild('VariableName');
    if (name !== null) functions.set(textOf(name, text), definition);
  }
  known.set(statements, functions);
  return functions;
}

/** The parameter of a function that a call hands `name` to. */
function parameterFor(
  call: SyntaxNode,
  called: SyntaxNode,
  name: string,
  text: string,
): string | undefined {
  const args = argumentsOf(call, text);
  const handed = args.find(({ value }) => textOf(value, text) === name);
  if (handed === undefined) return undefined;
  if (handed.keyword !== undefined) return handed.keyword;
  const list = called.getChild('ParamList');
  const parts = list === null ? [] : children(list);
  const names = parts.filter(
    (part, index) => part.name === 'VariableName' && parts[index - 1]?.name !== 'AssignOp',
  );
  const parameter = names[args.indexOf(handed)];
  return parameter && textOf(parameter, text);
}
