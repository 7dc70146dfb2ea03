import type { Splice } from '../yaml/splice.js';
import type { Change, Meaning } from './change.js';
import { noChange } from './change.js';
import { asExecForm, execForm } from './exec-form.js';
import { inheritedBy, wordsOf } from './inherited.js';
import type { Instruction } from './instructions.js';
import type { SetProgram, WrapEntrypoint } from './operation.js';
import { putAfter, putBefore } from './place.js';
import { findStage, lastOf } from './source.js';
import type { Source, Stage } from './source.js';

/** @throws EditRefusal where there is no such stage */
export function setProgram(source: Source, operation: SetProgram): Change {
  const { keyword, words } = operation;
  const stage = findStage(source, operation.stage);
  const present = lastOf(stage, keyword);
  if (present !== undefined) return rewrite(source, present, words);
  return add(source, stage, [program(keyword, words)]);
}

/** @throws EditRefusal where what the stage starts is not known */
export function wrapEntrypoint(source: Source, operation: WrapEntrypoint): Change {
  const { words, inherited } = operation;
  const stage = findStage(source, operation.stage);
  const present = lastOf(stage, 'ENTRYPOINT');
  if (present !== undefined) {
    const own = wordsOf(source, stage, present);
    return startsWith(own, words) ? noChange : rewrite(source, present, [...words, ...own]);
  }
  const above = inheritedBy(source, stage, inherited, words);
  if (startsWith(above.entrypoint, words)) return noChange;
  const entrypoint = program('ENTRYPOINT', [...words, ...above.entrypoint]);
  const isLost = lastOf(stage, 'CMD') === undefined && above.cmd.length > 0;
  return add(source, stage, [entrypoint, ...(isLost ? [program('CMD', above.cmd)] : [])]);
}

/** The program in another exec form, on the lines of the one there is. */
function rewrite(source: Source, present: Instruction, words: readonly string[]): Change {
  const args = asExecForm(words);
  const own = execForm(present.args);
  if (own?.join('\0') === words.join('\0')) return noChange;
  const intended = source.instructions.map((each): Meaning =>
    each === present ? { ...each, args } : each,
  );
  return { splices: [replacement(source, present, words)], intended };
}

/** Where only words in front are new, only they are written; else all that is behind the keyword. */
function replacement(
  { text }: Source,
  { span, keywordSpan, args }: Instruction,
  words: readonly string[],
): Splice {
  const behind = text.slice(keywordSpan.end, span.end);
  const own = execForm(args) ?? [];
  const before = words.length - own.length;
  if (own.length > 0 && words.slice(before).join('\0') === own.join('\0')) {
    const [bracket = ''] = /[^[]*\[\s*/.exec(behind) ?? [];
    const start = keywordSpan.end + bracket.length;
    const insert = words.slice(0, before).map((word) => `${JSON.stringify(word)}, `);
    return { start, end: start, insert: insert.join('') };
  }
  const newline = /\r?\n$/.exec(behind)?.[0] ?? '';
  const end = span.end - newline.length;
  return { start: keywordSpan.end, end, insert: ` ${asExecForm(words)}` };
}

/** In front of CMD, where that is there and ENTRYPOINT is not; else at the end of the stage. */
function add(source: Source, stage: Stage, programs: readonly Meaning[]): Change {
  const cmd = lastOf(stage, 'CMD');
  const previous = stage.body.at(-1) ?? stage.from;
  const texts = programs.map(({ keyword, args }) => `${keyword} ${args}`);
  const at = source.instructions.indexOf(cmd ?? previous) + (cmd === undefined ? 1 : 0);
  const intended: Meaning[] = [...source.instructions];
  intended.splice(at, 0, ...programs);
  const splice =
    cmd === undefined ? putAfter(source, previous, texts) : putBefore(source, cmd, texts);
  return { splices: [splice], intended };
}

function program(keyword: string, words: readonly string[]): Meaning {
  return { keyword, flags: [], args: asExecForm(words), heredocs: [] };
}

function startsWith(words: readonly string[], first: readonly string[]): boolean {
  return first.every((word, index) => words[index] === word);
}
