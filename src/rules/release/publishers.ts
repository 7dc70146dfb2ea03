import type { FileEdit } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import type { Workflow } from '../../extension/workflows/model.js';
import { callersOf, isOnlyCalled } from '../ci-cd/callers.js';
import { publications } from '../images/published.js';

/** The workflows that publish the extension's images; those that call them, where others do. */
export function publishersOf(extension: Extension): Workflow[] {
  const pushes = publications(extension).flatMap((publication) => publication.pushes);
  const publishers = pushes.flatMap(({ workflow }) =>
    isOnlyCalled(workflow)
      ? callersOf(extension, workflow).map((caller) => caller.workflow)
      : [workflow],
  );
  return [...new Set(publishers)];
}

/** What lets another workflow start it: a tag made with GITHUB_TOKEN does not. */
export function startableByHand({ triggers, data, path }: Workflow): FileEdit[] {
  if (triggers.has('workflow_dispatch')) return [];
  const operation = Array.isArray(get(data, 'on'))
    ? ({ op: 'append', route: ['on'], value: 'workflow_dispatch' } as const)
    : ({ op: 'ensure', route: ['on', 'workflow_dispatch'], value: {} } as const);
  return [{ kind: 'yaml', file: path, operations: [operation] }];
}
