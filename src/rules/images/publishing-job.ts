import type { YamlOperation } from '../../edit/yaml/operation.js';
import { asText, get } from '../../extension/records.js';
import type { Workflow, WorkflowJob, WorkflowStep } from '../../extension/workflows/model.js';
import type { OwnImage } from './own-images.js';
import type { Publication } from './published.js';

/** A job that pushes images of the extension. */
export interface PublishingJob {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  /** The images it pushes, each with the step that does; a matrix has one step for several. */
  readonly builds: readonly { readonly image: OwnImage; readonly step: WorkflowStep }[];
}

type RouteEnd = readonly (string | number)[];

/** Something a publishing job lacks. */
export interface Gap {
  readonly job: PublishingJob;
  /** What it is about: keys below the job. */
  readonly at: RouteEnd;
  readonly message: string;
  /** What completes it, for the report, and how; absent where a person has to decide. */
  readonly summary?: string;
  readonly operations?: readonly YamlOperation[];
}

/** The jobs that push images of the extension, each once. */
export function publishingJobs(publications: readonly Publication[]): PublishingJob[] {
  const jobs = new Map<WorkflowJob, PublishingJob>();
  for (const { image, pushes } of publications) {
    for (const { workflow, job, step } of pushes) {
      if (step === undefined) continue;
      const known = jobs.get(job)?.builds ?? [];
      const isKnown = known.some((build) => build.image === image && build.step === step);
      jobs.set(job, { workflow, job, builds: isKnown ? known : [...known, { image, step }] });
    }
  }
  return [...jobs.values()];
}

/** The route of keys below the job. */
export function routeIn({ job }: PublishingJob, ...keys: RouteEnd): (string | number)[] {
  return ['jobs', job.id, ...keys];
}

/** The steps of a job that use an action. */
export function stepsUsing({ job }: PublishingJob, action: string): WorkflowStep[] {
  return job.steps.filter(({ uses }) => uses?.action === action);
}

/** The steps that build and push with docker/build-push-action, each once. */
export function buildSteps({ builds }: PublishingJob): WorkflowStep[] {
  const steps = builds.map(({ step }) => step);
  return [...new Set(steps)].filter(({ uses }) => uses?.action === 'docker/build-push-action');
}

/** An input of a step's action, as text. */
export function inputOf(step: WorkflowStep, name: string): string | undefined {
  return asText(get(step.with, name));
}
