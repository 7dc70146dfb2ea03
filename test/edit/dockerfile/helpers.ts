import type { DockerfileOperation } from '../../../src/edit/dockerfile/index.js';
import type { InsertInstructions, WrapEntrypoint } from '../../../src/edit/dockerfile/operation.js';
import { editDockerfile } from '../../../src/edit/dockerfile/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

export const WRAPPER = ['/bin/sh', '/usr/local/bin/load.sh'];

export const wrap: WrapEntrypoint = {
  op: 'wrap',
  words: WRAPPER,
  inherited: { entrypoint: [], cmd: ['python3'] },
};

export const copy: InsertInstructions = {
  op: 'insert',
  where: 'before',
  keywords: ['ENTRYPOINT', 'CMD'],
  instructions: ['COPY load.sh /usr/local/bin/'],
};

/** The edited text; checks that the bytes outside of the spans are the old ones, and that twice is once. */
export function edit(text: string, ...operations: DockerfileOperation[]): string {
  const edited = editDockerfile(text, operations);
  const starts = [0, ...edited.spans.map(({ end }) => end)];
  let at = 0;
  for (const [index, start] of starts.entries()) {
    const part = edited.text.slice(start, edited.spans[index]?.start ?? edited.text.length);
    at = text.indexOf(part, at);
    if (at < 0) throw new Error(`not in the text before: ${JSON.stringify(part)}`);
    at += part.length;
  }
  const again = editDockerfile(edited.text, operations);
  if (again.text !== edited.text) throw new Error(`twice is not once: ${again.text}`);
  return edited.text;
}

/** `line:column reason` of a refusal, with what is to be pasted behind it. */
export function refused(text: string, ...operations: DockerfileOperation[]): string {
  try {
    editDockerfile(text, operations);
  } catch (error) {
    if (!(error instanceof EditRefusal)) throw error;
    const { position, reason, paste } = error;
    const place = `${position.line}:${position.column} ${reason}`;
    return paste === undefined ? place : `${place} | ${paste}`;
  }
  throw new Error('was not refused');
}
