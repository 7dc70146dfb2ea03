import { EditRefusal } from '../refusal.js';
import type { Change, Meaning } from './change.js';
import { isSame, noChange } from './change.js';
import { readInstructions } from './instructions.js';
import type { AddStage, InsertInstructions } from './operation.js';
import { putAfter, putBefore } from './place.js';
import { findStage } from './source.js';
import type { Source } from './source.js';
import { inStyle, newlineOf } from './style.js';

/** @throws EditRefusal where there is no such stage, or an instruction cannot be written here */
export function insert(source: Source, operation: InsertInstructions): Change {
  const stage = findStage(source, operation.stage);
  const parsed = operation.instructions.map((text) => ({ text, meaning: meaning(source, text) }));
  const missing = parsed.filter(
    (each) => !stage.body.some((instruction) => isSame(instruction, each.meaning)),
  );
  if (missing.length === 0) return noChange;
  const texts = missing.map(({ text }) => text);
  const meanings = missing.map((each) => each.meaning);
  const matching = stage.body.filter(({ keyword }) => operation.keywords.includes(keyword));
  const next = operation.where === 'before' ? matching[0] : undefined;
  const previous = matching.at(-1) ?? stage.body.at(-1) ?? stage.from;
  const intended: Meaning[] = [...source.instructions];
  const at = source.instructions.indexOf(next ?? previous) + (next === undefined ? 1 : 0);
  intended.splice(at, 0, ...meanings);
  const splice =
    next === undefined ? putAfter(source, previous, texts) : putBefore(source, next, texts);
  return { splices: [splice], intended };
}

/** @throws EditRefusal for instructions that cannot be written in this file */
export function addStage(source: Source, operation: AddStage): Change {
  const { name, from, instructions, comment } = operation;
  if (source.stages.some((stage) => stage.name?.toLowerCase() === name.toLowerCase())) {
    return noChange;
  }
  findStage(source, undefined);
  const texts = [`FROM ${from} AS ${name}`, ...instructions];
  const newline = newlineOf(source.text);
  const isClosed = source.text.endsWith('\n');
  const end = source.text.length;
  const lines = texts.map((text) => inStyle(source, text));
  const added = [...(comment === undefined ? [] : [`# ${comment}`]), ...lines].join(newline);
  const insert = `${isClosed ? newline : newline + newline}${added}${isClosed ? newline : ''}`;
  return {
    splices: [{ start: end, end, insert }],
    intended: [...source.instructions, ...texts.map((text) => meaning(source, text))],
  };
}

/** What a new instruction says; it has to be one, and one only, where this file's escape holds. */
function meaning({ escape }: Source, text: string): Meaning {
  const directive = `# escape=${escape}\n`;
  const [instruction, ...more] = readInstructions(directive + text);
  const whole = directive.length + text.length;
  if (instruction === undefined || more.length > 0 || instruction.span.end !== whole) {
    throw new EditRefusal('this is not one instruction here', { line: 1, column: 1 }, text);
  }
  return instruction;
}
