import type { Extension } from '../../extension/model.js';
import type { Workflow, WorkflowJob } from '../../extension/workflows/model.js';
import { grantedTo, includes } from './effective-rights.js';
import type { Level } from './token-uses.js';

/** A job that calls a workflow of the same repository. */
export interface Caller {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
}

/** Does nothing start a workflow but another one? */
export function isOnlyCalled({ triggers }: Workflow): boolean {
  return [...triggers.keys()].every((event) => event === 'workflow_call');
}

/** The jobs that call a workflow. */
export function callersOf({ workflows }: Extension, { path }: Workflow): Caller[] {
  return workflows.flatMap((workflow) =>
    workflow.jobs
      .filter(({ uses }) => uses?.text === `./${path}`)
      .map((job) => ({ workflow, job })),
  );
}

/**
 * Do the callers of a workflow that nothing else starts say what it may do? Its token has no more rights
 * than the job that calls it (GitHub, "Reusable workflows").
 */
export function isLimitedByCallers(extension: Extension, workflow: Workflow): boolean {
  const callers = callersOf(extension, workflow);
  return (
    isOnlyCalled(workflow) &&
    callers.length > 0 &&
    callers.every((caller) => grantedTo(caller.workflow, caller.job) !== undefined)
  );
}

/** A caller that may not hand one of these rights on: with that GitHub does not even start the workflow. */
export function withoutRight(
  extension: Extension,
  workflow: Workflow,
  rights: readonly (readonly [scope: string, level: Level])[],
): (Caller & { readonly right: string }) | undefined {
  for (const caller of callersOf(extension, workflow)) {
    const granted = grantedTo(caller.workflow, caller.job);
    const lacked = rights.find(
      ([scope, level]) => granted !== undefined && !includes(granted.permissions, scope, level),
    );
    if (lacked !== undefined) return { ...caller, right: lacked.join(': ') };
  }
  return undefined;
}
