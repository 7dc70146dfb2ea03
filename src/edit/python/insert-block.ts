import type { Splice } from '../yaml/splice.js';
import { bindingsOf } from './bindings.js';
import { insertInFactory } from './insert-in-factory.js';
import { definitionOf, endsInDefinition } from './nodes.js';
import type { InsertBlock } from './operation.js';
import { placeFor } from './place.js';
import { hasStatements, proveInsertion } from './proof.js';
import { restyle } from './restyle.js';
import { styleOf } from './style.js';
import { refuserOf, soundModule } from './sound.js';
import { parsePython } from './syntax.js';

/**
 * Where a block goes in a text that has no byte order mark; undefined where it is there already.
 * @throws EditRefusal where it cannot be put in without changing something else
 */
export function insertBlock(text: string, operation: InsertBlock): Splice | undefined {
  const { after: variable, code, defines, paths } = operation;
  const refuse = refuserOf(text, code);
  const syntax = soundModule(text, refuse);

  const style = styleOf(syntax);
  const body = restyle(code, style);
  if (defines === undefined) {
    if (hasStatements(syntax, body)) return undefined;
  } else {
    const bound = syntax.statements
      .flatMap((statement) => bindingsOf(statement, text))
      .filter(({ name }) => name === defines);
    if (bound.some(({ kind }) => kind === 'function')) return undefined;
    const taken = bound[0];
    if (taken !== undefined) {
      throw refuse(`the name ${defines} already stands for something else`, taken.node.from);
    }
  }

  const block = parsePython(code);
  const place = placeFor(syntax, variable, block, paths);
  if (place === undefined) {
    const inside = insertInFactory(syntax, operation);
    if (inside === 'there') return undefined;
    if (inside !== undefined) return inside;
    throw refuse(`no top-level statement assigns ${variable}`, 0);
  }
  const { newline } = style;
  const previous = syntax.statements[place.index];
  // Statements that define nothing are a line below the other.
  const isApart =
    (previous !== undefined && endsInDefinition(previous)) || block.statements.some(definitionOf);
  const gap = isApart ? style.gap : 0;
  const isOpenLine = !/[\r\n]/.test(text[place.offset - 1] ?? '');
  const above = newline.repeat(isOpenLine ? gap + 1 : gap);
  const ending = isOpenLine ? '' : newline;
  const below = place.blankAfter === undefined ? 0 : Math.max(0, gap - place.blankAfter);
  const inserted = above + body + ending + newline.repeat(below);

  const result = text.slice(0, place.offset) + inserted + text.slice(place.offset);
  const flaw = proveInsertion({ before: syntax, after: result, index: place.index, block: body });
  if (flaw !== undefined) throw refuse(flaw, place.offset);
  return { start: place.offset, end: place.offset, insert: inserted };
}
