import { EditRefusal } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import type { Change, Meaning } from './change.js';
import { noChange } from './change.js';
import type { Instruction } from './instructions.js';
import { linesOf } from './instructions.js';
import type { Assign } from './operation.js';
import { pairsIn, type Pair } from './pairs.js';
import { commentsAbove } from './place.js';
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
  const [found] = body.flatMap((instruction) => {
    if (instruction.keyword !== keyword) return [];
    const pairs = pairsOf(source, instruction);
    return pairs.flatMap((pair, index) =>
      pair.name === name && pair.value !== undefined
        ? [{ instruction, pairs, pair, index, present: pair.value }]
        : [],
    );
  });
  if (found === undefined) return noChange;
  const { instruction, pairs, pair, index, present } = found;
  if (value !== undefined) {
    const written = source.text.slice(pair.start, present.start) + value;
    const intended = changed(source, instruction, pairs, index, written);
    return { splices: [{ ...present, insert: value }], intended };
  }
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
  return { splices: [withoutPair(source, pairs, index, pair)], intended };
}

function pairsOf({ text, escape }: Source, instruction: Instruction): Pair[] {
  const { keyword, keywordSpan, span } = instruction;
  return pairsIn(text, keywordSpan.end, span.end, escape, keyword);
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
    at === index ? (written ?? []) : text.slice(start, end),
  );
  const meaning = { ...instruction, args: words.join(' ').replaceAll(/[\\`][ \t]*\r?\n/g, '') };
  return instructions.map((each) => (each === instruction ? meaning : each));
}

/** A pair with the blanks that separate it, and with its line where it has one to itself. */
function withoutPair({ text }: Source, pairs: readonly Pair[], index: number, pair: Pair): Splice {
  const [previous, next] = [pairs[index - 1], pairs[index + 1]];
  if (previous === undefined) {
    return { start: pair.start, end: next?.start ?? pair.end, insert: '' };
  }
  const lineStart = text.lastIndexOf('\n', pair.start) + 1;
  const isFirstOfLine = text.slice(lineStart, pair.start).trim() === '';
  const rest = /^[ \t]*[\\`][ \t]*\r?\n/.exec(text.slice(pair.end))?.[0];
  if (isFirstOfLine && rest !== undefined) {
    return { start: lineStart, end: pair.end + rest.length, insert: '' };
  }
  return { start: previous.end, end: pair.end, insert: '' };
}

/** Where the comment right above an instruction starts that `about` matches; else the instruction. */
function commentStart(source: Source, instruction: Instruction, about: RegExp | undefined): number {
  const { start: end } = instruction.span;
  const start = commentsAbove(source, instruction);
  const comment = source.text.slice(start, end).replaceAll(/\s/g, ' ');
  // A directive (`# syntax=…`) has to stay at the top.
  const isTop = start === linesOf(source.text)[0]?.start;
  return about?.test(comment) === true && !isTop ? start : end;
}
