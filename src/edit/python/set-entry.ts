import type { Splice } from '../yaml/splice.js';
import { childOf, children, textOf, visit, type SyntaxNode } from './nodes.js';
import type { SetEntry } from './operation.js';
import { proveReplacement } from './proof.js';
import { literalOf, stringValue } from './strings.js';
import { refuserOf, soundModule } from './sound.js';
import type { Syntax } from './syntax.js';

/** A text that a dictionary in a function has under a key. */
export interface Entry {
  /** The name of the function. */
  readonly name: string;
  readonly value: string;
  /** Where the literal stands. */
  readonly offset: number;
}

/**
 * The new values of the entries that hold the old one; empty where none does.
 * @throws EditRefusal where the module is not valid Python, or a literal cannot hold the value
 */
export function setEntry(text: string, operation: SetEntry): Splice[] {
  const { inFunction, key, was, value } = operation;
  const refuse = refuserOf(text);
  const syntax = soundModule(text, refuse);

  const literals = literalsOf(syntax, key).filter(
    ({ name, value: old }) => name === inFunction && old === was,
  );
  const splices = literals.map(({ node }): Splice => {
    const literal = literalOf(node, text);
    if (literal === undefined || /["'\\\r\n]/.test(value)) {
      throw refuse(`"${key}" cannot be ${JSON.stringify(value)} here`, node.from);
    }
    const start = node.from + literal.prefix.length + literal.quote.length;
    return { start, end: node.to - literal.quote.length, insert: value };
  });
  const flaw = proveReplacement(syntax, splices);
  if (flaw !== undefined) throw refuse(flaw, splices[0]?.start ?? 0);
  return splices;
}

/** What the dictionaries of functions hold under a key, where that is one plain string. */
export function entriesOf(syntax: Syntax, key: string): Entry[] {
  return literalsOf(syntax, key).map(({ name, value, node }) => ({
    ...{ name, value, offset: node.from },
  }));
}

function literalsOf(
  { tree, text }: Syntax,
  key: string,
): { name: string; value: string; node: SyntaxNode }[] {
  const found: { name: string; value: string; node: SyntaxNode }[] = [];
  visit(tree.topNode, (node) => {
    if (node.name !== 'DictionaryExpression') return true;
    const name = functionAround(node, text);
    for (const each of children(node)) {
      const [colon, of, value] = [each.nextSibling, each, each.nextSibling?.nextSibling];
      if (name === undefined || colon?.name !== ':' || value?.name !== 'String') continue;
      const old = stringValue(of, text) === key ? stringValue(value, text) : undefined;
      if (old !== undefined) found.push({ name, value: old, node: value });
    }
    return true;
  });
  return found;
}

function functionAround(node: SyntaxNode, text: string): string | undefined {
  let at: SyntaxNode | null = node;
  while (at !== null && at.name !== 'FunctionDefinition') at = at.parent;
  const name = at === null ? undefined : childOf(at, 'VariableName');
  return name && textOf(name, text);
}
