import { methodCalls } from './calls.js';
import { definingIndex } from './definition.js';
import { isLimit } from './limits.js';
import { lastToken } from './remove-lines.js';
import type { Syntax } from './syntax.js';
import { uses } from './uses.js';

/** Where a block goes. */
export interface Place {
  /** The statement it follows. */
  readonly index: number;
  /** The start of a line, or the end of a text whose last line is not ended. */
  readonly offset: number;
  /** Blank lines that follow; undefined where nothing but blank lines does. */
  readonly blankAfter: number | undefined;
}

/**
 * After the last statement that uses `name`, above whatever must stay below it; undefined where no
 * statement assigns `name`. `block` is the code to insert: its routes must not be taken by others,
 * nor `further` ones that it adds.
 */
export function placeFor(
  syntax: Syntax,
  name: string,
  block: Syntax,
  further: readonly string[] = [],
): Place | undefined {
  const { statements, text } = syntax;
  const first = definingIndex(statements, name, text);
  if (first < 0) return undefined;
  const paths = block.statements
    .flatMap((statement) => methodCalls(statement, name, block.text))
    .flatMap(({ path }) => path ?? [])
    .concat(further);
  let index = first;
  for (const [next, statement] of statements.entries()) {
    if (next <= first) continue;
    if (isLimit(statement, name, paths, syntax)) break;
    if (uses(statement, name, text)) index = next;
  }
  return { index, ...offsetAfter(syntax, index) };
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** Below a statement and the comments that belong to it, above those of the next statement. */
function offsetAfter(syntax: Syntax, index: number): Pick<Place, 'offset' | 'blankAfter'> {
  const { statements, text } = syntax;
  const next = statements[index + 1];
  const statement = statements[index];
  const end = statement === undefined ? 0 : lastToken(statement, text);
  const gap = linesBetween(text, end, next?.from ?? text.length);
  const isBlank = (line: Line): boolean => line.text.trim() === '';
  // An indented comment belongs to the body above it, however far down it stands.
  let kept = gap.findLastIndex((line) => /^[ \t]+#/.test(line.text)) + 1;
  const run = gap.findIndex((line, position) => position >= kept && isBlank(line));
  if (run >= 0) kept = run;
  else if (next === undefined) kept = gap.length;
  const rest = gap.slice(kept);
  const blank = rest.findIndex((line) => !isBlank(line));
  const isEnd = blank < 0 && next === undefined;
  return {
    offset: rest[0]?.start ?? next?.from ?? text.length,
    blankAfter: isEnd ? undefined : blank < 0 ? rest.length : blank,
  };
}

/** The whole lines after the one that `from` is on, up to `to`. */
function linesBetween(text: string, from: number, to: number): Line[] {
  const breaks = [...text.slice(from, to).matchAll(/\r\n|\n|\r/g)];
  return breaks.flatMap((match, order) => {
    const start = from + match.index + match[0].length;
    const following = breaks[order + 1];
    const end = following === undefined ? to : from + following.index;
    const isLastEmpty = following === undefined && start === end;
    return isLastEmpty ? [] : [{ start, text: text.slice(start, end) }];
  });
}
