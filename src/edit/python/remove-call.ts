import type { Splice } from '../yaml/splice.js';
import { childOf, children, textOf, visit, type SyntaxNode } from './nodes.js';
import type { RemoveCall } from './operation.js';
import { proveRemoval } from './proof.js';
import { commentStart, isOnItsOwnLines, lastToken, removeLines, siblings } from './remove-lines.js';
import { refuserOf, soundModule } from './sound.js';

/** What calls the function it is given (SQLAlchemy `AsyncConnection.run_sync`, asyncio). */
const RUNNERS = new Set(['run_sync', 'to_thread', 'run_in_executor']);
/** What a `with` needs for nothing but the statements inside of it. */
const CONNECTIONS = new Set(['begin', 'connect']);
const CONDITIONAL = new Map([
  ['IfStatement', 'it runs under a condition'],
  ['TryStatement', 'it runs inside of a try'],
  ['ForStatement', 'it runs in a loop'],
  ['WhileStatement', 'it runs in a loop'],
  ['MatchStatement', 'it runs under a condition'],
]);

/** The removal of one statement, and the names that it used. */
interface Removal {
  readonly splice: Splice;
  readonly names: ReadonlySet<string>;
}

/**
 * The removal of the first such statement; undefined where the method is not mentioned any more.
 * @throws EditRefusal where the method is used in another way, or other code depends on the call
 */
export function nextCall(text: string, operation: RemoveCall): Removal | undefined {
  const refuse = refuserOf(text);
  const syntax = soundModule(text, refuse);
  const mention = mentionOf(syntax.tree.topNode, operation.method, text);
  if (mention === undefined) return undefined;
  const call = statementOf(mention, text);
  if (call === undefined) {
    throw refuse(`${operation.method} is more than called in a statement of its own`, mention.from);
  }
  const condition = conditionAround(call);
  if (condition !== undefined) throw refuse(condition, mention.from);
  const statement = emptied(call, text);
  if (!isRemovable(statement, text)) {
    throw refuse('another statement shares its line', mention.from);
  }
  const splice = isOnly(statement)
    ? {
        start: commentStart(statement, text, operation.about),
        end: lastToken(statement, text),
        insert: 'pass',
      }
    : removeLines(statement, text, operation.about);
  const flaw = proveRemoval(syntax, splice);
  if (flaw !== undefined) throw refuse(flaw, mention.from);
  return { splice, names: namesIn(statement, text) };
}

function mentionOf(module: SyntaxNode, method: string, text: string): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  visit(module, (node) => {
    if (node.name === 'MemberExpression' && lastName(node, text) === method) found ??= node;
    return true;
  });
  return found;
}

/** The statement that is nothing but the call of what is mentioned. */
function statementOf(mention: SyntaxNode, text: string): SyntaxNode | undefined {
  const { parent } = mention;
  let call = parent;
  if (parent?.name === 'ArgList') {
    call = parent.parent;
    const callee = call === null ? undefined : children(call)[0];
    if (!RUNNERS.has(lastName(callee, text) ?? '')) return undefined;
  }
  if (call?.name !== 'CallExpression') return undefined;
  const whole = call.parent?.name === 'AwaitExpression' ? call.parent : call;
  return whole.parent?.name === 'ExpressionStatement' ? whole.parent : undefined;
}

function conditionAround(statement: SyntaxNode): string | undefined {
  for (let at = statement.parent; at !== null; at = at.parent) {
    if (at.name === 'FunctionDefinition') return undefined;
    const reason = CONDITIONAL.get(at.name);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The `with engine.begin() as connection:` around a statement that would be left with nothing to do. */
function emptied(statement: SyntaxNode, text: string): SyntaxNode {
  const around = statement.parent?.parent;
  if (around?.name !== 'WithStatement' || !isOnly(statement)) return statement;
  const parts = children(around);
  const items = parts.filter((_, index) => /^(with|,|\()$/.test(parts[index - 1]?.name ?? ''));
  const areConnections = items.every(
    (item) =>
      item.name === 'CallExpression' && CONNECTIONS.has(lastName(children(item)[0], text) ?? ''),
  );
  return areConnections ? emptied(around, text) : statement;
}

/** The only statement of a block; a module and a block with a docstring may be left without. */
function isOnly(statement: SyntaxNode): boolean {
  return statement.parent?.name === 'Body' && siblings(statement).length === 1;
}

/** In a block behind its colon (`def start(): …`) only where it is replaced. */
function isRemovable(statement: SyntaxNode, text: string): boolean {
  return isOnItsOwnLines(statement, text) || isOnly(statement);
}

function lastName(node: SyntaxNode | undefined, text: string): string | undefined {
  if (node?.name === 'VariableName') return textOf(node, text);
  const property = node?.name === 'MemberExpression' ? childOf(node, 'PropertyName') : undefined;
  return property && textOf(property, text);
}

function namesIn(statement: SyntaxNode, text: string): Set<string> {
  const found = new Set<string>();
  visit(statement, (node) => {
    if (node.name === 'VariableName') found.add(textOf(node, text));
    return true;
  });
  return found;
}
