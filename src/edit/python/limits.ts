import { bindingsOf } from './bindings.js';
import { calleeOf, methodCalls } from './calls.js';
import { children, textOf, visit, type SyntaxNode } from './nodes.js';
import { reached } from './reach.js';
import { stringValue } from './strings.js';
import type { Syntax } from './syntax.js';

/** `uvicorn.run(app)` returns when the server stops: what stands below it comes too late. */
const BLOCKING = /^(uvicorn|hypercorn|granian|asyncio|anyio)\.run$/;

/**
 * True where a block that uses `name` must stand above a statement: the `__main__` block, a call
 * that blocks, a new binding of the name, a route that would answer `paths` first (also where a
 * function of the module registers it).
 */
export function isLimit(
  statement: SyntaxNode,
  name: string,
  paths: readonly string[],
  { statements, text }: Pick<Syntax, 'statements' | 'text'>,
): boolean {
  return (
    isMainGuard(statement, text) ||
    blocks(statement, text) ||
    bindingsOf(statement, text).some((binding) => binding.name === name) ||
    reached(statement, name, statements, text)
      .flatMap((part) => methodCalls(part.node, part.name, text))
      .some(({ method, path }) =>
        paths.some((wanted) => path !== undefined && answers(method, path, wanted)),
      )
  );
}

/** `if __name__ == "__main__":`, either way round, also with further conditions. */
export function isMainGuard(statement: SyntaxNode, text: string): boolean {
  const [, test] = statement.name === 'IfStatement' ? children(statement) : [];
  let found = false;
  if (test === undefined) return false;
  visit(test, (node) => {
    if (node.name === 'UnaryExpression') return false;
    const [left, operator, right] = children(node);
    if (left !== undefined && operator !== undefined && right !== undefined) {
      const sides = [left, right];
      found ||=
        textOf(operator, text) === '==' &&
        sides.some((side) => textOf(side, text) === '__name__') &&
        sides.some((side) => stringValue(side, text) === '__main__');
    }
    return true;
  });
  return found;
}

function blocks(statement: SyntaxNode, text: string): boolean {
  const [call] = children(statement);
  return call?.name === 'CallExpression' && BLOCKING.test(calleeOf(call, text));
}

/** True where a route or mount registered with `method` takes requests for `wanted` away. */
export function answers(method: string, path: string, wanted: string): boolean {
  if (method === 'mount') return wanted.startsWith(`${path.replace(/\/$/, '')}/`);
  // The same path is the caller's business: whoever is first answers.
  if (!path.includes('{')) return false;
  const pattern = path
    .split(/(\{[^}]*\})/)
    .map((part) => (part.startsWith('{') ? parameter(part) : part.replace(/[^\w/]/g, '\\$&')))
    .join('');
  return new RegExp(`^${pattern}$`).test(wanted);
}

/** What a path parameter matches, as Starlette's convertors do. */
function parameter(part: string): string {
  const convertor = /:(\w+)/.exec(part)?.[1] ?? 'str';
  if (convertor === 'path') return '.*';
  if (convertor === 'int') return '[0-9]+';
  if (convertor === 'float') return '[0-9]+(\\.[0-9]+)?';
  return convertor === 'uuid' ? '[0-9a-fA-F-]{36}' : '[^/]+';
}
