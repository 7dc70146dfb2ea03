import { EditRefusal, positionAt } from '../refusal.js';
import { applySplices, type Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import { children, textOf, type SyntaxNode } from './nodes.js';
import type { EnsureImport } from './operation.js';
import { proveInsertion } from './proof.js';
import { lineBelow, lineStart } from './remove-lines.js';
import { styleOf } from './style.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';
import { uses } from './uses.js';

/**
 * Where an import goes in a text that has no byte order mark; undefined where the name is imported
 * already.
 * @throws EditRefusal where the name stands for something else, or there is no import to put it by
 */
export function ensureImport(text: string, operation: EnsureImport): Splice | undefined {
  const { module, name, above } = operation;
  const line =
    name === undefined ? `import ${module}  # noqa: F401` : `from ${module} import ${name}`;
  const bound = name ?? rootOf(module);
  const refuse = (reason: string, offset: number): EditRefusal =>
    new EditRefusal(reason, positionAt(text, offset), line);

  const syntax = parsePython(text);
  const error = errorIn(syntax);
  if (error !== undefined) throw refuse('the module is not valid Python here', error);
  if (
    name === undefined &&
    syntax.statements.some((each) => modulesIn(each, text).includes(module))
  ) {
    return undefined;
  }
  const taken = syntax.statements.find(
    (each) =>
      !(name === undefined && importsBelow(each, bound, text)) &&
      bindingsOf(each, text).some((binding) => binding.name === bound),
  );
  if (taken !== undefined) {
    if (name !== undefined && imports(taken, module, name, text)) return undefined;
    throw refuse(`the name ${bound ?? ''} already stands for something else`, taken.from);
  }

  const place = placeOf(syntax, operation);
  if (place === undefined) throw refuse(`there is no import above the use of ${above}`, 0);
  const { newline } = styleOf(syntax);
  const { index, offset, isNewGroup } = place;
  // Behind a last line that is not ended, the new one is not ended either.
  const isOpen = lineStart(text, offset) !== offset;
  const added = (isNewGroup ? newline : '') + (isOpen ? newline + line : line + newline);
  const splice = { start: offset, end: offset, insert: added };
  const after = applySplices(text, [splice]);
  const flaw = proveInsertion({ before: syntax, after, index: index - 1, block: line });
  if (flaw !== undefined) throw refuse(flaw, offset);
  return splice;
}

interface Place {
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
function placeOf({ statements, text }: Syntax, operation: EnsureImport): Place | undefined {
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
  const names = group.map((index) => modules.get(index) ?? '');
  const isSorted = names.every((each, index) => !isAfter(names[index - 1], each));
  const next = isSorted ? group.find((index) => isAfter(modules.get(index), module)) : undefined;
  const start = next === undefined ? undefined : statements[next]?.from;
  if (next !== undefined && start !== undefined) {
    return { index: next, offset: start, isNewGroup: false };
  }
  const index = group.at(-1) ?? last;
  const offset = lineBelow(statements[index], text);
  return { index: index + 1, offset, isNewGroup: group.length === 0 };
}

/** The module that an import names; undefined for several. */
function moduleOf(statement: SyntaxNode, text: string): string | undefined {
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
function modulesIn(statement: SyntaxNode, text: string): string[] {
  const [keyword, ...parts] = children(statement);
  if (keyword?.name !== 'import') return [];
  const names = parts.map((part) => (part.name === 'as' ? ' ' : textOf(part, text)));
  return names
    .join('')
    .split(',')
    .map((each) => each.replace(/ .*/, ''));
}

/** The package at its start; none for all relative imports. */
function rootOf(module: string): string | undefined {
  return module.split('.')[0];
}

function isAfter(one: string | undefined, other: string): boolean {
  return one !== undefined && one.toLowerCase() > other.toLowerCase();
}

/** `import app.models` binds `app` to the package that another such import binds it to. */
function importsBelow(statement: SyntaxNode, bound: string | undefined, text: string): boolean {
  return modulesIn(statement, text).some((module) => rootOf(module) === bound);
}

/** True where a statement that binds a name has it from the module, and not by another name. */
function imports(statement: SyntaxNode, module: string, name: string, text: string): boolean {
  const isAlias = new RegExp(`\\bas\\s+${name}\\b`).test(textOf(statement, text));
  return moduleOf(statement, text) === module && !isAlias;
}
