import { bindingsOf } from './bindings.js';
import { isLimit } from './limits.js';
import { childOf, children, definitionOf, textOf, type SyntaxNode } from './nodes.js';
import { parsePython, type Syntax } from './syntax.js';
import { uses } from './uses.js';

/** A function of a module that makes an application and returns it: `def create_app(): …; return app`. */
export interface Factory {
  /** The top-level statement, with its decorators. */
  readonly statement: SyntaxNode;
  /** Its colon and what is in its body, in order; the last one is the `return`. */
  readonly body: readonly SyntaxNode[];
}

/** The one function that assigns a variable and returns it as the last thing it does, and nowhere before. */
export function factoryOf(
  { statements, text }: Pick<Syntax, 'statements' | 'text'>,
  variable: string,
): Factory | undefined {
  const found = statements.flatMap((statement): Factory[] => {
    const definition = definitionOf(statement);
    if (definition?.name !== 'FunctionDefinition') return [];
    const block = childOf(definition, 'Body');
    const body = block === undefined ? [] : children(block);
    const last = body.at(-1);
    const assigns = body.some((each) =>
      bindingsOf(each, text).some(({ kind, name }) => kind === 'assigned' && name === variable),
    );
    const isReturned = last !== undefined && returned(last, text) === variable;
    const isOnly = body.slice(0, -1).every((each) => !returnsEarly(each));
    return assigns && isReturned && isOnly ? [{ statement, body }] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Can routes be added to what a module's function makes, before it is returned? */
export function canBeBuiltUpon(text: string, variable: string, paths: readonly string[]): boolean {
  const syntax = parsePython(text.replace('\uFEFF', ''));
  const factory = factoryOf(syntax, variable);
  return factory !== undefined && !isTakenIn(factory, variable, paths, syntax);
}

/** True where something that the function sets up would answer the paths first, or wraps the application. */
export function isTakenIn(
  { body }: Factory,
  variable: string,
  paths: readonly string[],
  { text }: Syntax,
): boolean {
  const first = body.findIndex((each) =>
    bindingsOf(each, text).some(({ name }) => name === variable),
  );
  return body
    .slice(first + 1, -1)
    .some(
      (each) =>
        uses(each, variable, text) && isLimit(each, variable, paths, { statements: body, text }),
    );
}

/** The name that a `return` returns. */
function returned(statement: SyntaxNode, text: string): string | undefined {
  if (statement.name !== 'ReturnStatement') return undefined;
  const value = children(statement)[1];
  return value?.name === 'VariableName' ? textOf(value, text) : undefined;
}

/** A `return` of the function itself, and not of one in it. */
function returnsEarly(node: SyntaxNode): boolean {
  if (/FunctionDefinition|ClassDefinition|LambdaExpression/.test(node.name)) return false;
  return node.name === 'ReturnStatement' || children(node).some(returnsEarly);
}
