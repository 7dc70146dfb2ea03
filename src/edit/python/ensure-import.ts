import { applySplices, type Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import { placeOf, moduleOf, modulesIn, rootOf } from './import-place.js';
import { textOf, type SyntaxNode } from './nodes.js';
import type { EnsureImport } from './operation.js';
import { proveInsertion } from './proof.js';
import { lineStart } from './remove-lines.js';
import { styleOf } from './style.js';
import { refuserOf, soundModule } from './sound.js';

/**
 * Where an import goes in a text that has no byte order mark; undefined where the name is imported
 * already.
 * @throws EditRefusal where the name stands for something else, or there is no import to put it by
 */
export function ensureImport(text: string, operation: EnsureImport): Splice | undefined {
  const { module, name, above, isUsed = false } = operation;
  const whole = isUsed ? `import ${module}` : `import ${module}  # noqa: F401`;
  const line = name === undefined ? whole : `from ${module} import ${name}`;
  const bound = name ?? rootOf(module);
  const refuse = refuserOf(text, line);
  const syntax = soundModule(text, refuse);
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

/** `import app.models` binds `app` to the package that another such import binds it to. */
function importsBelow(statement: SyntaxNode, bound: string | undefined, text: string): boolean {
  return modulesIn(statement, text).some((module) => rootOf(module) === bound);
}

/** True where a statement that binds a name has it from the module, and not by another name. */
function imports(statement: SyntaxNode, module: string, name: string, text: string): boolean {
  const isAlias = new RegExp(`\\bas\\s+${name}\\b`).test(textOf(statement, text));
  return moduleOf(statement, text) === module && !isAlias;
}
