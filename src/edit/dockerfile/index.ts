import { inSteps } from '../in-steps.js';
import { EditRefusal, positionAt } from '../refusal.js';
import type { Edited } from '../refusal.js';
import type { Splice } from '../yaml/splice.js';
import { applySplices } from '../yaml/splice.js';
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

/**
 * Applies operations to a Dockerfile, one after the other, changing no byte outside the spans it
 * returns. Every result is read again and must have the intended instructions and no others.
 * @throws EditRefusal where that cannot be done, with the place, the reason and what to paste
 */
export function editDockerfile(text: string, operations: readonly DockerfileOperation[]): Edited {
  return inSteps(text, operations, proven);
}

function proven(text: string, operation: DockerfileOperation): readonly Splice[] {
  const source = readSource(text);
  const { splices, intended } = decide(source, operation);
  const [first] = splices;
  if (first === undefined) return [];
  const after = applySplices(text, splices);
  if (!areSame(readInstructions(after), intended)) {
    const reason = 'the change would alter other instructions; do it by hand';
    throw new EditRefusal(reason, positionAt(text, first.start), first.insert.trim());
  }
  return splices;
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
