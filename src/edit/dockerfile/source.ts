import { EditRefusal, positionAt } from '../refusal.js';
import { escapeCharacter, readInstructions } from './instructions.js';
import type { Instruction } from './instructions.js';

/** One stage: its FROM and what follows it. */
export interface Stage {
  readonly name: string | undefined;
  readonly from: Instruction;
  readonly body: readonly Instruction[];
}

/** A Dockerfile that Docker would build, as far as its form goes. */
export interface Source {
  readonly text: string;
  readonly escape: string;
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
}

const START = { line: 1, column: 1 };

/** @throws EditRefusal for a text that Docker would not build */
export function readSource(text: string): Source {
  const escape = escapeCharacter(text);
  if (escape !== '\\' && escape !== '`') {
    throw new EditRefusal('its escape directive is none that Docker knows', START);
  }
  // Docker reads a lone CR as a part of its line, editors as the end of one.
  const lone = /\r(?!\n)/.exec(text);
  if (lone !== null) {
    throw new EditRefusal('a line of it ends with CR alone', positionAt(text, lone.index));
  }
  const instructions = readInstructions(text);
  const open = instructions.find(({ isOpen }) => isOpen);
  if (open !== undefined) {
    throw new EditRefusal('this here-document is never closed', open.position);
  }
  const odd = instructions.find(({ keyword }) => !/^[A-Z]+$/.test(keyword));
  if (odd !== undefined) throw new EditRefusal('this is no instruction', odd.position);
  return { text, escape, instructions, stages: stagesOf(instructions) };
}

/**
 * The stage that an operation is about.
 * @throws EditRefusal where there is none, or two of the name
 */
export function findStage({ stages }: Source, wanted: string | number | undefined): Stage {
  const found = stages.filter(
    ({ name }, index) =>
      (wanted === undefined && index === stages.length - 1) ||
      wanted === index ||
      (typeof wanted === 'string' && name?.toLowerCase() === wanted.toLowerCase()),
  );
  const [stage, second] = found;
  if (second !== undefined) {
    throw new EditRefusal(`there are two stages named ${String(wanted)}`, second.from.position);
  }
  if (stage !== undefined) return stage;
  const reason = wanted === undefined ? 'there is no FROM' : `no stage is named ${String(wanted)}`;
  throw new EditRefusal(reason, START);
}

/** The instructions of a stage; those above the first FROM for -1. */
export function stageOf({ instructions, stages }: Source, number: number): readonly Instruction[] {
  if (number >= 0) return stages[number]?.body ?? [];
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  return first < 0 ? instructions : instructions.slice(0, first);
}

/** The last instruction of the keyword, which is the one that counts. */
export function lastOf({ body }: Stage, keyword: string): Instruction | undefined {
  return body.findLast((instruction) => instruction.keyword === keyword);
}

/** The stage that one is built on, where that is not an image. */
export function parentOf({ stages }: Source, stage: Stage): Stage | undefined {
  const [base = ''] = stage.from.args.split(/\s/);
  return stages
    .slice(0, stages.indexOf(stage))
    .findLast(({ name }) => name?.toLowerCase() === base.toLowerCase());
}

function stagesOf(instructions: readonly Instruction[]): Stage[] {
  const stages: { name: string | undefined; from: Instruction; body: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      const name = /\sas\s+(\S+)/i.exec(instruction.args)?.[1];
      stages.push({ name, from: instruction, body: [] });
    } else stages.at(-1)?.body.push(instruction);
  }
  return stages;
}
