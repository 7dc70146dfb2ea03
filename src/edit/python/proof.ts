import { applySplices, type Splice } from '../yaml/splice.js';
import { textOf } from './nodes.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/** What an insertion claims to have done. */
export interface Insertion {
  readonly before: Syntax;
  readonly after: string;
  /** The statement the block was put behind. */
  readonly index: number;
  readonly block: string;
}

/** Parses again and compares statement by statement; says what is wrong, if anything is. */
export function proveInsertion({ before, after, index, block }: Insertion): string | undefined {
  const result = parsePython(after);
  if (errorIn(result) !== undefined) return 'the module would not be valid Python any more';
  const expected = sources(before);
  expected.splice(index + 1, 0, ...sources(parsePython(block)));
  const found = sources(result);
  return isSame(expected, found) ? undefined : 'inserting here would change other statements';
}

/** True where a module has every statement of a block, at its top level. */
export function hasStatements(syntax: Syntax, block: string): boolean {
  const there = new Set(sources(syntax));
  return sources(parsePython(block)).every((source) => there.has(source));
}

/** The source of every top-level statement; a node may or may not hold its last newline. */
function sources({ statements, text }: Syntax): string[] {
  return statements.map((statement) => textOf(statement, text).trimEnd());
}

/**
 * Parses again without what a splice takes out: every other token must still be there, as deep in
 * blocks as it was. Says what is wrong, if anything is.
 */
export function proveRemoval(before: Syntax, splice: Splice): string | undefined {
  const result = parsePython(applySplices(before.text, [splice]));
  if (errorIn(result) !== undefined) return 'the module would not be valid Python any more';
  const expected: string[] = [];
  let isFilled = splice.insert === '';
  for (const { from, to, text } of tokens(before)) {
    if (to <= splice.start || from >= splice.end) expected.push(text);
    else if (!isFilled) {
      expected.push(text.replace(/ .*/s, ` ${splice.insert}`));
      isFilled = true;
    }
  }
  const found = tokens(result).map(({ text }) => text);
  return isSame(expected, found) ? undefined : 'removing it would change other statements';
}

function isSame(expected: readonly string[], found: readonly string[]): boolean {
  return expected.join('\0') === found.join('\0');
}

/** Parses again with some tokens changed inside: every other must be as it was. Says what is wrong, if anything is. */
export function proveReplacement(before: Syntax, splices: readonly Splice[]): string | undefined {
  const result = parsePython(applySplices(before.text, splices));
  const expected = tokens(before).map(({ from, to, text }) => {
    const splice = splices.find(({ start, end }) => start >= from && end <= to);
    if (splice === undefined) return text;
    const shift = text.length - (to - from);
    const at = (offset: number): number => offset - from + shift;
    return text.slice(0, at(splice.start)) + splice.insert + text.slice(at(splice.end));
  });
  const found = tokens(result).map(({ text }) => text);
  const isSound = errorIn(result) === undefined && isSame(expected, found);
  return isSound ? undefined : 'it would change other code';
}

/** The tokens of a module, each behind the number of blocks that it is in. */
function tokens({ tree, text }: Syntax): { from: number; to: number; text: string }[] {
  const found: { from: number; to: number; text: string }[] = [];
  let depth = 0;
  tree.iterate({
    enter({ name, from, to, node }) {
      if (name === 'Body') depth += 1;
      const token = text.slice(from, to);
      if (node.firstChild !== null || name === 'Comment' || token.trim() === '') return;
      found.push({ from, to, text: `${depth} ${token}` });
    },
    leave({ name }) {
      if (name === 'Body') depth -= 1;
    },
  });
  return found;
}
