import type { Splice } from '../yaml/splice.js';
import { execForm } from './exec-form.js';
import type { Instruction } from './instructions.js';

/** What an instruction says, whatever lines it is written on. */
export type Meaning = Pick<Instruction, 'keyword' | 'flags' | 'args' | 'heredocs'>;

/** The splices that an operation comes to, and the instructions that the result must have. */
export interface Change {
  readonly splices: readonly Splice[];
  readonly intended: readonly Meaning[];
}

export const noChange: Change = { splices: [], intended: [] };

/** Whether two instructions say the same; the JSON form may be spaced in any way. */
export function isSame(a: Meaning, b: Meaning): boolean {
  return normal(a) === normal(b);
}

/** Whether instructions say the same, one by one. */
export function areSame(a: readonly Meaning[], b: readonly Meaning[]): boolean {
  return a.map(normal).join('\n') === b.map(normal).join('\n');
}

function normal({ keyword, flags, args, heredocs }: Meaning): string {
  // Blanks only separate the variables of these.
  const words = keyword === 'ENV' || keyword === 'ARG' ? args.split(/\s+/) : undefined;
  return JSON.stringify([keyword, flags, words ?? execForm(args) ?? args, heredocs]);
}
