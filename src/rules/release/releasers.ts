import type { Extension } from '../../extension/model.js';
import { asText, get, type Data } from '../../extension/records.js';
import type { Workflow, WorkflowJob, WorkflowStep } from '../../extension/workflows/model.js';
import { releaseCommand, releasePermissions } from './release-makers.js';

/** A job that makes GitHub releases. */
export interface Releaser {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  /** The steps that do it. */
  readonly steps: readonly WorkflowStep[];
}

/** The jobs that make releases: by what they do, whatever they are called. */
export function releasers({ workflows }: Extension): Releaser[] {
  return workflows.filter(startsBeforeRelease).flatMap((workflow) =>
    workflow.jobs.flatMap((job) => {
      if (isOff(job.definition)) return [];
      const steps = job.steps.filter(
        (step) =>
          !isOff(step.definition) &&
          releasePermissions(step) !== undefined &&
          !(onlyForPullRequests(workflow) && labelsOnPullRequests(step)),
      );
      return steps.length === 0 ? [] : [{ workflow, job, steps }];
    }),
  );
}

/** Workflows that may make releases, but cannot be looked into. */
export function unclear({ workflows, files }: Extension): Workflow[] {
  return workflows.filter((workflow) => {
    if (workflow.problem !== undefined) {
      const text = files.get(workflow.path)?.text ?? '';
      return releaseCommand(text) !== undefined || /\buses:.*\brelease\b/.test(text);
    }
    return workflow.jobs.some(({ uses }) => /\/workflows\/[^@]*release/.test(uses?.action ?? ''));
  });
}

/** What only starts when a release is there already does something with it: it deploys. */
function startsBeforeRelease({ triggers }: Workflow): boolean {
  return [...triggers.keys()].some((event) => event !== 'release');
}

/** `if: false`, as people switch off what they want to keep. */
function isOff(definition: Data): boolean {
  return /^(\$\{\{)?\s*false\s*(\}\})?$/.test(asText(get(definition, 'if')) ?? '');
}

function onlyForPullRequests({ triggers }: Workflow): boolean {
  return [...triggers.keys()].every((event) => /^pull_request(_target)?$/.test(event));
}

/** release-drafter drafts a release on pushes; for pull requests it only sets labels. */
function labelsOnPullRequests(step: WorkflowStep): boolean {
  return step.uses?.action === 'release-drafter/release-drafter';
}
