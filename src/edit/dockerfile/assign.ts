import { EditRefusal } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import type { Change, Meaning } from './change.js';
import { noChange } from './change.js';
import type { Instruction } from './instructions.js';
import { isSkipped, linesOf } from './instructions.js';
import type { Assign } from './operation.js';
import { pairsIn, type Pair } from './pairs.js';
import { stageOf } from './source.js';
import type { Source } from './source.js';
import { inStyle } from './style.js';

/**
 * Gives a variable of a stage another value, or none, in the first ENV or ARG that has it.
 * @throws EditRefusal where that cannot be written
 */
export function assign(source: Source, operation: Assign): Change {
  const { keyword, name, value, instead } = operation;
  const body = stageOf(source, operation.stage);
  const found = body.flatMap((instruction) => {
    if (instruction.keyword !== keyword) return [];
    const pairs = pairsOf(source, instruction);
    const index = pairs.findIndex((pair) => pair.name === name && pair.value !== undefined);
    return index < 0 ? [] : [{ instruction, pairs, index }];
  });
  const [first] = found;
  if (first === undefined) return noChange;
  const { instruction, pairs, index } = first;
  const pair = pairs[index];
  if (pair?.value === undefined) return noChange;
  if (value !== undefined) return withValue(source, instruction, pairs, index, value);
  if (keyword === 'ARG') {
    const splice = { start: pair.start + name.length, end: pair.end, insert: '' };
    return { splices: [splice], intended: changed(source, instruction, pairs, index, name) };
  }
  if (instead !== undefined) {
    if (pairs.length > 1) {
      const reason = `${name} shares its instruction with others: give it one of its own first`;
      throw new EditRefusal(reason, instruction.position, instead);
    }
    const start = instruction.keywordSpan.start;
    const splice = { start, end: pair.end, insert: inStyle(source, instead) };
    const [word = '', ...rest] = instead.split(' ');
    const meaning = { ...instruction, keyword: word, args: rest.join(' ') };
    const intended = source.instructions.map((each) => (each === instruction ? meaning : each));
    return { splices: [splice], intended };
  }
  if (pairs.length === 1) {
    const start = commentStart(source, instruction, operation.about);
    const splice = { start, end: instruction.span.end, insert: '' };
    const intended = source.instructions.filter((each) => each !== instruction);
    return { splices: [splice], intended };
  }
  const intended = changed(source, instruction, pairs, index, undefined);
  return { splices: [withoutPair(source, pairs, index)], intended };
}

function withValue(
  source: Source,
  instruction: Instruction,
  pairs: readonly Pair[],
  index: number,
  value: string,
): Change {
  const pair = pairs[index];
  if (pair?.value === undefined) return noChange;
  const { start, end } = pair.value;
  const intended = changed(source, instruction, pairs, index, `${pair.name}=${value}`);
  return { splices: [{ start, end, insert: value }], intended };
}

function pairsOf({ text, escape }: Source, { keywordSpan, span }: Instruction): Pair[] {
  return pairsIn(text, keywordSpan.end, span.end, escape);
}

/** All instructions, with one pair of one of them written otherwise or left out. */
function changed(
  { text, instructions }: Source,
  instruction: Instruction,
  pairs: readonly Pair[],
  index: number,
  written: string | undefined,
): Meaning[] {
  const words = pairs.flatMap(({ start, end }, at) =>
    at === index ? (written ?? []) : text.slice(start, end).replaceAll(/[\\`][ \t]*\r?\n/g, ''),
  );
  const meaning = { ...instruction, args: words.join(' ') };
  return instructions.map((each) => (each === instruction ? meaning : each));
}

/** A pair with the blanks that separate it, and with its line where it has one to itself. */
function withoutPair({ text }: Source, pairs: readonly Pair[], index: number): Splice {
  const [previous, pair, next] = [pairs[index - 1], pairs[index], pairs[index + 1]];
  if (pair === undefined) throw new Error('there is no such pair');
  if (previous === undefined) {
    return { start: pair.start, end: next?.start ?? pair.end, insert: '' };
  }
  const lineStart = text.lastIndexOf('\n', pair.start - 1) + 1;
  const isFirstOfLine = text.slice(lineStart, pair.start).trim() === '';
  const rest = /^[ \t]*[\\`][ \t]*\r?\n/.exec(text.slice(pair.end))?.[0];
  if (isFirstOfLine && rest !== undefined && next !== undefined) {
    return { start: lineStart, end: pair.end + rest.length, insert: '' };
  }
  return { start: previous.end, end: pair.end, insert: '' };
}

/** Where the comment right above an instruction starts that `about` matches; else the instruction. */
function commentStart(
  { text, instructions }: Source,
  { span }: Instruction,
  about: RegExp | undefined,
): number {
  const lines = linesOf(text);
  const first = lines.findIndex(({ start }) => start === span.start);
  let at = first;
  const isFree = (start: number): boolean =>
    !instructions.some((each) => each.span.start <= start && start < each.span.end);
  for (;;) {
    const line = lines[at - 1];
    if (line === undefined || line.text.trim() === '') break;
    if (!isSkipped(line.text) || !isFree(line.start)) break;
    at -= 1;
  }
  const comment = lines.slice(at, first).map((line) => line.text);
  const isAbout = comment.length > 0 && about?.test(comment.join(' ')) === true;
  // A directive (`# syntax=…`) has to stay at the top.
  return isAbout && (lines[at]?.start ?? 0) > 0 ? (lines[at]?.start ?? span.start) : span.start;
}
