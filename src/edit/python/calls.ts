import { childOf, children, textOf, visit, type SyntaxNode } from './nodes.js';
import { stringValue } from './strings.js';

/** An argument of a call. */
export interface Argument {
  /** The keyword, `*` or `**`; undefined for a positional argument. */
  readonly keyword: string | undefined;
  readonly value: SyntaxNode;
}

/** The arguments of a CallExpression or Decorator. */
export function argumentsOf(call: SyntaxNode, text: string): Argument[] {
  const list = childOf(call, 'ArgList');
  const parts = list === undefined ? [] : children(list).slice(1, -1);
  const found: Argument[] = [];
  let keyword: string | undefined;
  for (const [index, part] of parts.entries()) {
    const source = textOf(part, text);
    const next = parts[index + 1];
    if (next?.name === 'AssignOp') keyword = textOf(next, text) === '=' ? source : undefined;
    else if (source === ',') keyword = undefined;
    else if (source === '*' || source === '**') keyword = source;
    else if (part.name !== 'AssignOp') found.push({ keyword, value: part });
  }
  return found;
}

/** The argument at a position or with a keyword. */
export function argument(
  args: readonly Argument[],
  position: number,
  ...keywords: readonly string[]
): SyntaxNode | undefined {
  const named = args.find(({ keyword }) => keyword !== undefined && keywords.includes(keyword));
  if (named !== undefined) return named.value;
  const placed = args.filter(({ keyword }) => keyword === undefined || keyword === '*');
  const isUnpacked = placed.slice(0, position + 1).some(({ keyword }) => keyword === '*');
  return isUnpacked ? undefined : placed[position]?.value;
}

/** A call of a method of a variable: `app.get("/x")`, as expression or decorator. */
export interface MethodCall {
  readonly method: string;
  /** The first argument (or `path`), where it is a plain string. */
  readonly path: string | undefined;
}

/** The calls of `name`'s methods in a statement, in function bodies only where they decorate. */
export function methodCalls(statement: SyntaxNode, name: string, text: string): MethodCall[] {
  const found: MethodCall[] = [];
  visit(statement, (node) => {
    if (node.name === 'FunctionDefinition' || node.name === 'LambdaExpression') return false;
    if (node.name !== 'CallExpression' && node.name !== 'Decorator') return true;
    const [receiver, method] = calleeOf(node, text).split('.');
    if (receiver === name && method !== undefined) {
      const path = argument(argumentsOf(node, text), 0, 'path');
      found.push({ method, path: path && stringValue(path, text) });
    }
    return true;
  });
  return found;
}

/** The source of what is called, without white space: `app.get`. */
export function calleeOf(call: SyntaxNode, text: string): string {
  const parts = children(call);
  const callee =
    call.name === 'Decorator'
      ? parts.slice(1).filter(({ name }) => name !== 'ArgList')
      : parts.slice(0, 1);
  return callee
    .map((part) => textOf(part, text))
    .join('')
    .replace(/\s/g, '');
}
