import type { Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import type { SpareImport } from './operation.js';
import { children, textOf, visit, type SyntaxNode } from './nodes.js';
import { proveRemoval } from './proof.js';
import { isOnItsOwnLines, removeLines } from './remove-lines.js';
import { stringValue } from './strings.js';
import { parsePython, type Syntax } from './syntax.js';

/** Matches nothing: the comment above an import stays. */
const NO_COMMENT = /(?!)/;

/** A name that an import binds, and where all of it is written: `a.b`, `a as b`. */
interface Item {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Takes a name out of the top-level import that binds it; undefined where something still uses it,
 * where a comment speaks for the import (`# noqa`), or where it is bound more than once.
 */
export function dropImport(text: string, { name, alone }: SpareImport): Splice | undefined {
  const syntax = parsePython(text);
  const [statement, another] = syntax.statements.filter((each) =>
    bindingsOf(each, text).some((binding) => binding.name === name),
  );
  if (statement?.name !== 'ImportStatement' || another !== undefined) return undefined;
  if (isUsed(syntax, statement, name) || !isOnItsOwnLines(statement, text)) return undefined;
  const behind = /[^\r\n]*/.exec(text.slice(statement.to))?.[0] ?? '';
  const written = textOf(statement, text) + behind;
  if (written.includes('#') || written.includes('\\')) return undefined;
  const items = itemsOf(statement, text);
  if (items.length === 1 && !alone) return undefined;
  const index = items.findIndex((item) => item.name === name);
  const splice =
    items.length === 1 ? removeLines(statement, text, NO_COMMENT) : withoutItem(items, index);
  return splice === undefined || proveRemoval(syntax, splice) !== undefined ? undefined : splice;
}

/** Read anywhere, also in a function of its own variable of that name, or named in `__all__`. */
function isUsed({ tree, text }: Syntax, statement: SyntaxNode, name: string): boolean {
  let used = false;
  visit(tree.topNode, (node) => {
    if (used || (node.from === statement.from && node.name === 'ImportStatement')) return false;
    if (node.name === 'VariableName') used = textOf(node, text) === name;
    if (node.name === 'String') used = names(stringValue(node, text) ?? '', name);
    return !used;
  });
  return used;
}

/** An entry of `__all__`, or an annotation in quotes; not just a word of a sentence. */
function names(value: string, name: string): boolean {
  return /^[\w.[\], |]+$/.test(value) && !/\w \w/.test(value) && value.split(/\W/).includes(name);
}

function itemsOf(statement: SyntaxNode, text: string): Item[] {
  const parts = children(statement);
  const start = parts.findIndex(({ name }) => name === 'import') + 1;
  const items: Item[] = [];
  for (const [index, part] of parts.entries()) {
    if (index < start || !/VariableName|as|\./.test(part.name)) continue;
    const last = items.at(-1);
    const isNew = last === undefined || text.slice(last.to, part.from).includes(',');
    const name = textOf(part, text);
    if (isNew) items.push({ name, from: part.from, to: part.to });
    else {
      const bound = parts[index - 1]?.name === 'as' ? name : last.name;
      items[items.length - 1] = { name: bound, from: last.from, to: part.to };
    }
  }
  return items;
}

/** The item with the comma and the white space up to its neighbour. */
function withoutItem(items: readonly Item[], index: number): Splice | undefined {
  const [previous, item, next] = [items[index - 1], items[index], items[index + 1]];
  if (item === undefined) return undefined;
  if (next !== undefined) return { start: item.from, end: next.from, insert: '' };
  return previous && { start: previous.to, end: item.to, insert: '' };
}
