import { EditRefusal, positionAt } from '../refusal.js';
import { applySplices, type Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import { textOf, type SyntaxNode } from './nodes.js';
import { lineAfter } from './lines.js';
import type { EnsureImport } from './operation.js';
import { proveInsertion } from './proof.js';
import { styleOf } from './style.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';
import { uses } from './uses.js';

/**
 * Where an import goes in a text that has no byte order mark; undefined where the name is imported
 * already.
 * @throws EditRefusal where the name stands for something else, or there is no import to put it by
 */
export function ensureImport(text: string, operation: EnsureImport): Splice | undefined {
  const { module, name, above, isUsed = false } = operation;
  const whole = isUsed ? `import ${module}` : `import ${module}  # noqa: F401`;
  const line = name === undefined ? whole : `from ${module} import ${name}`;
  const bound = name ?? module.split('.')[0];
  const refuse = (reason: string, offset: number): EditRefusal =>
    new EditRefusal(reason, positionAt(text, offset), line);

  const syntax = parsePython(text);
  const error = errorIn(syntax);
  if (error !== undefined) throw refuse('the module is not valid Python here', error);
  if (name === undefined && syntax.statements.some((each) => importsWhole(each, module, text))) {
    return undefined;
  }
  const taken = syntax.statements.find(
    (each) =>
      !importsBelow(each, bound, name, text) &&
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
  const insert = (isNewGroup ? newline : '') + line + newline;
  const splice = { start: offset, end: offset, insert };
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
  const modules = new Map(indices.map((index) => [index, moduleOf(statements[index], text)]));
  const group = indices.filter((index) => own.has(rootOf(modules.get(index) ?? '')));
  const names = group.map((index) => modules.get(index) ?? '');
  // isort has `import alembic` above `from alembic import context`.
  const [head] = operation.isUsed === true ? group : [];
  const top = statements[head ?? -1]?.from;
  if (head !== undefined && top !== undefined && isLineStart(top, text)) {
    return { index: head, offset: top, isNewGroup: false };
  }
  const isSorted = names.every((each, index) => index === 0 || !isAfter(names[index - 1], each));
  const next = isSorted ? group.find((index) => isAfter(modules.get(index), module)) : undefined;
  const start = statements[next ?? -1]?.from;
  if (next !== undefined && start !== undefined && isLineStart(start, text)) {
    return { index: next, offset: start, isNewGroup: false };
  }
  const index = group.at(-1) ?? last;
  const offset = lineAfter(statements[index]?.to ?? 0, text);
  return { index: index + 1, offset, isNewGroup: group.length === 0 };
}

/** The module that an import names; undefined for several. */
function moduleOf(statement: SyntaxNode | undefined, text: string): string | undefined {
  const source = statement === undefined ? '' : textOf(statement, text);
  const [, from, whole] =
    /^(?:from\s+([\w.\s]+?)\s+import\b|import\s+([\w.]+)\s*(?:#|$))/.exec(source) ?? [];
  return (from ?? whole)?.replaceAll(/\s/g, '');
}

/** The package at its start; all relative imports are of one. */
function rootOf(module: string): string {
  return module.startsWith('.') ? '.' : (module.split('.')[0] ?? '');
}

function isAfter(one: string | undefined, other: string): boolean {
  return one !== undefined && one.toLowerCase() > other.toLowerCase();
}

function isLineStart(offset: number, text: string): boolean {
  return offset === 0 || /[\r\n]/.test(text[offset - 1] ?? '');
}

/** `import app.models.team`, also among others. */
function importsWhole(statement: SyntaxNode, module: string, text: string): boolean {
  const [, names] = /^import\s+([^#]+)/.exec(textOf(statement, text)) ?? [];
  return names?.split(',').some((each) => each.trim() === module) === true;
}

/** `import app.models` binds `app` to the package that another such import binds it to. */
function importsBelow(
  statement: SyntaxNode,
  bound: string | undefined,
  name: string | undefined,
  text: string,
): boolean {
  return (
    name === undefined &&
    new RegExp(`^import\\s+${bound ?? ''}\\b(?!\\s+as\\b)`).test(textOf(statement, text))
  );
}

/** True where a statement imports exactly this name from the module. */
function imports(statement: SyntaxNode, module: string, name: string, text: string): boolean {
  if (moduleOf(statement, text) !== module) return false;
  return bindingsOf(statement, text).some((each) => each.name === name && each.kind === 'imported');
}
