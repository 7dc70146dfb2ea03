import { EditRefusal } from '../refusal.js';
import { asExecForm, execForm } from './exec-form.js';
import type { Instruction } from './instructions.js';
import type { InheritedProgram } from './operation.js';
import { shellOf } from './shell.js';
import { lastOf, parentOf } from './source.js';
import type { Source, Stage } from './source.js';

/** What an ENTRYPOINT or CMD of a stage is stored as: a shell form is one word behind the shell. */
export function wordsOf(source: Source, stage: Stage, { args, position }: Instruction): string[] {
  const words = execForm(args);
  if (words !== undefined) return words;
  if (args.startsWith('[')) {
    throw new EditRefusal('this looks like the JSON form and is none', position);
  }
  return [...shellOf(source, stage), args];
}

/**
 * What a stage starts that has no ENTRYPOINT of its own: what its parents say, then its image.
 * @throws EditRefusal where the image is asked and not known
 */
export function inheritedBy(
  source: Source,
  stage: Stage,
  ofImage: InheritedProgram | undefined,
  paste: readonly string[],
): InheritedProgram {
  const parent = parentOf(source, stage);
  if (parent === undefined) {
    if (ofImage !== undefined) return ofImage;
    const reason = `what the image ${stage.from.args} starts is not known: a new ENTRYPOINT could take the place of its own`;
    throw new EditRefusal(reason, stage.from.position, `ENTRYPOINT ${asExecForm(paste)}`);
  }
  const entrypoint = lastOf(parent, 'ENTRYPOINT');
  const cmd = lastOf(parent, 'CMD');
  // An ENTRYPOINT takes away the CMD that a stage inherits.
  const above =
    entrypoint === undefined
      ? inheritedBy(source, parent, ofImage, paste)
      : { entrypoint: wordsOf(source, parent, entrypoint), cmd: [] };
  return cmd === undefined ? above : { ...above, cmd: wordsOf(source, parent, cmd) };
}
