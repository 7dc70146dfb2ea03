import { children, textOf, type SyntaxNode } from './nodes.js';
import type { EnsureImport } from './operation.js';
import { lineBelow } from './remove-lines.js';
import type { Syntax } from './syntax.js';
import { uses } from './uses.js';

/** Where an import goes. */
export interface Place {
  /** The number of statements above it. */
  readonly index: number;
  readonly offset: number;
  /** True where a blank line sets it apart from the imports above. */
  readonly isNewGroup: boolean;
}

/**
 * Among the imports of the same package and its siblings, where the alphabet wants it; else below the
 * last import.
 * All of them stand above the first use of a variable, so that what is set up in between is.
 */
export function placeOf({ statements, text }: Syntax, operation: EnsureImport): Place | undefined {
  const { module, above, siblings = [] } = operation;
  const own = new Set([...siblings, rootOf(module)]);
  const first = statements.findIndex((each) => uses(each, above, text));
  const indices = statements
    .slice(0, first < 0 ? undefined : first)
    .flatMap(({ name }, index) => (name === 'ImportStatement' ? [index] : []));
  const last = indices.at(-1);
  if (last === undefined) return undefined;
  const modules = new Map(
    indices.flatMap((index) => {
      const statement = statements[index];
      return statement === undefined ? [] : [[index, moduleOf(statement, text)] as const];
    }),
  );
  const group = indices.filter((index) => own.has(rootOf(modules.get(index) ?? '?')));
  // isort has `import alembic` above `from alembic import context`.
  const [head] = operation.isUsed === true ? group : [];
  const top = statements[head ?? -1]?.from;
  if (head !== undefined && top !== undefined) {
    return { index: head, offset: top, isNewGroup: false };
  }
  const isSorted = (part: readonly number[]): boolean =>
    part.every((each, at) => !isAfter(modules.get(part[at - 1] ?? each), modules.get(each) ?? ''));
  // Where a package of theirs is called as a library above, the last block has an order of its own.
  const sorted = [group, lastBlock(group, statements, text)].find(isSorted) ?? [];
  const next = sorted.find((index) => isAfter(modules.get(index), module));
  const before = group.findLast((index) => next === undefined || index < next);
  // Where other packages stand among them, an import stays with the one before it.
  const isMixed = indices.some((index) => index > (before ?? index) && index < (next ?? index));
  const start = isMixed ? undefined : statements[next ?? -1]?.from;
  if (next !== undefined && start !== undefined) {
    return { index: next, offset: start, isNewGroup: false };
  }
  const index = before ?? last;
  const offset = lineBelow(statements[index], text);
  return { index: index + 1, offset, isNewGroup: group.length === 0 };
}

/** The statements of a list that stand in one block with its last, without a blank line in between. */
function lastBlock(
  indices: readonly number[],
  statements: readonly SyntaxNode[],
  text: string,
): readonly number[] {
  const end = statements[indices.at(-1) ?? -1]?.from ?? 0;
  const blank = [...text.slice(0, end).matchAll(/(?:\r\n|\n|\r)[ \t]*(?=[\r\n])/g)].at(-1);
  return indices.filter((index) => (statements[index]?.from ?? 0) > (blank?.index ?? -1));
}

/** The module that an import names; undefined for several. */
export function moduleOf(statement: SyntaxNode, text: string): string | undefined {
  const parts = children(statement);
  if (parts[0]?.name === 'from') {
    const end = parts.findIndex(({ name }) => name === 'import');
    const names = parts.slice(1, end).map((part) => textOf(part, text));
    return names.join('');
  }
  const [only, second] = modulesIn(statement, text);
  return second === undefined ? only : undefined;
}

/** The modules that `import a.b, c as d` names; none of another statement. */
export function modulesIn(statement: SyntaxNode, text: string): string[] {
  const [keyword, ...parts] = children(statement);
  if (keyword?.name !== 'import') return [];
  const names = parts.map((part) => (part.name === 'as' ? ' ' : textOf(part, text)));
  return names
    .join('')
    .split(',')
    .map((each) => each.replace(/ .*/, ''));
}

/** The package at its start; none for all relative imports. */
export function rootOf(module: string): string | undefined {
  return module.split('.')[0];
}

function isAfter(one: string | undefined, other: string): boolean {
  return one !== undefined && one.toLowerCase() > other.toLowerCase();
}
