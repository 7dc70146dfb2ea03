import type { Splice } from '../yaml/splice.js';
import type { InsertBelowImports } from './operation.js';
import { hasStatements, proveInsertion } from './proof.js';
import { lineBelow } from './remove-lines.js';
import { restyle } from './restyle.js';
import { styleOf } from './style.js';
import { refuserOf, soundModule } from './sound.js';
import { uses } from './uses.js';

/**
 * Where statements go that all else is to find done; undefined where they are there already.
 * @throws EditRefusal where there is no import to put them below
 */
export function insertBelowImports(
  text: string,
  { above, code }: InsertBelowImports,
): Splice | undefined {
  const refuse = refuserOf(text, code);
  const syntax = soundModule(text, refuse);
  const style = styleOf(syntax);
  const body = restyle(code, style);
  if (hasStatements(syntax, body)) return undefined;

  const { statements } = syntax;
  const first = statements.findIndex((each) => uses(each, above, text));
  const index = statements
    .slice(0, first < 0 ? undefined : first)
    .findLastIndex(({ name }) => name === 'ImportStatement');
  const last = statements[index];
  if (last === undefined) throw refuse(`there is no import above the use of ${above}`, 0);
  const offset = lineBelow(last, text);
  const { newline } = style;
  const isOpenLine = !/[\r\n]/.test(text[offset - 1] ?? '');
  const isClose = /^[^\r\n]/.test(text.slice(offset));
  const lead = isOpenLine ? newline.repeat(2) : newline;
  const insert = lead + body + (isOpenLine ? '' : newline) + (isClose ? newline : '');
  const after = text.slice(0, offset) + insert + text.slice(offset);
  const flaw = proveInsertion({ before: syntax, after, index, block: body });
  if (flaw !== undefined) throw refuse(flaw, offset);
  return { start: offset, end: offset, insert };
}
