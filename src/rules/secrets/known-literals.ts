import { isDockerfileName } from '../../extension/source/scope.js';
import type { Extension } from '../../extension/model.js';
import { posix } from 'node:path';
import { composeLiterals } from './compose-literals.js';
import { dockerfileLiterals } from './dockerfile-literals.js';
import type { Literal } from './literals.js';
import { workflowLiterals } from './workflow-literals.js';

/** Every secret that is written into any file, also those for development: what must not be shown. */
export function knownLiterals(extension: Extension): Literal[] {
  return [
    ...extension.composeFiles.flatMap(composeLiterals),
    ...[...extension.files.values()]
      .filter(({ path }) => isDockerfileName(posix.basename(path)))
      .flatMap(dockerfileLiterals),
    ...extension.workflows.flatMap(workflowLiterals),
  ];
}
