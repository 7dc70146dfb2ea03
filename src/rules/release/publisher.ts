import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import type { Workflow } from '../../extension/workflows/model.js';

/** The workflow that publishes the images. */
export interface Publisher {
  /** The name of its file. */
  readonly file: string;
  /** Undefined where it is yet to be made. */
  readonly workflow: Workflow | undefined;
}

export function publisherOf({ workflows }: Extension): Publisher {
  const workflow = workflows.find(({ jobs }) =>
    jobs.some(({ steps }) =>
      steps.some(
        (step) =>
          step.uses?.action === 'docker/build-push-action' &&
          (asText(get(step.with, 'push')) ?? 'false') !== 'false',
      ),
    ),
  );
  return { file: posix.basename(workflow?.path ?? 'publish-images.yml'), workflow };
}

/** What lets another workflow start it: a tag made with GITHUB_TOKEN does not. */
export function startableByHand({ workflow }: Publisher): FileEdit[] {
  if (workflow === undefined || workflow.triggers.has('workflow_dispatch')) return [];
  const isList = Array.isArray(get(workflow.data, 'on'));
  const operation = isList
    ? ({ op: 'append', route: ['on'], value: 'workflow_dispatch' } as const)
    : ({ op: 'ensure', route: ['on', 'workflow_dispatch'], value: {} } as const);
  return [{ kind: 'yaml', file: workflow.path, operations: [operation] }];
}
