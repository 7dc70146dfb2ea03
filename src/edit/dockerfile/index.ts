import { EditRefusal, positionAt } from '../refusal.js';
import type { Edited } from '../refusal.js';
import type { Hunk } from '../yaml/splice.js';
import { applySplices, compose, untouchedOutside } from '../yaml/splice.js';
import { assign } from './assign.js';
import type { Change } from './change.js';
import { areSame } from './change.js';
import { readInstructions } from './instructions.js';
import { addStage, insert } from './insert.js';
import type { DockerfileOperation } from './operation.js';
import { pin } from './pin.js';
import { setProgram, wrapEntrypoint } from './program.js';
import { readSource } from './source.js';
import type { Source } from './source.js';
import { nameStage, setUser } from './stage-line.js';

export type { DockerfileOperation, InheritedProgram } from './operation.js';

/** A text between two operations and how it differs from the original. */
interface State {
  readonly text: string;
  readonly hunks: readonly Hunk[];
}

/**
 * Applies operations to a Dockerfile, one after the other, changing no byte outside the spans it
 * returns. Every result is read again and must have the intended instructions and no others.
 * @throws EditRefusal where that cannot be done, with the place, the reason and what to paste
 */
export function editDockerfile(text: string, operations: readonly DockerfileOperation[]): Edited {
  const { text: after, hunks } = operations.reduce<State>(apply, { text, hunks: [] });
  if (!untouchedOutside(text, after, hunks)) {
    throw new EditRefusal('a byte outside the change would change', { line: 1, column: 1 });
  }
  return { text: after, spans: hunks.map(({ start, end }) => ({ start, end })) };
}

function apply({ text, hunks }: State, operation: DockerfileOperation): State {
  const source = readSource(text);
  const { splices, intended } = decide(source, operation);
  const [first] = splices;
  if (first === undefined) return { text, hunks };
  const after = applySplices(text, splices);
  if (!areSame(readInstructions(after), intended)) {
    const reason = 'the change would alter other instructions; do it by hand';
    throw new EditRefusal(reason, positionAt(text, first.start), first.insert.trim());
  }
  return { text: after, hunks: compose(hunks, splices) };
}

function decide(source: Source, operation: DockerfileOperation): Change {
  switch (operation.op) {
    case 'insert':
      return insert(source, operation);
    case 'set':
      return setProgram(source, operation);
    case 'wrap':
      return wrapEntrypoint(source, operation);
    case 'assign':
      return assign(source, operation);
    case 'pin':
      return pin(source, operation);
    case 'add-stage':
      return addStage(source, operation);
    case 'name-stage':
      return nameStage(source, operation);
    case 'set-user':
      return setUser(source, operation);
  }
}
