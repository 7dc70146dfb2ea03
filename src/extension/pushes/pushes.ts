import type { Position } from '../../edit/refusal.js';
import { parseImage } from '../image-reference.js';
import { keptByName, sameList } from '../kept.js';
import type { Extension } from '../model.js';
import { get, isRecord } from '../records.js';
import type { Data } from '../records.js';
import type { Workflow, WorkflowJob, WorkflowStep } from '../workflows/model.js';
import { jobScope, stepScope, UNKNOWN } from './expressions.js';
import { combinations } from './matrix.js';
import type { PushedImage } from './pushed-image.js';
import { actionPushes, pushesUnknown } from './action-pushes.js';
import { shellPushes } from './shell-pushes.js';

/** What tells what is pushed: the workflows, and whose repository it is. */
type Repository = Pick<Extension, 'workflows' | 'git'>;

/** A place in a workflow that pushes an image. */
export interface Push {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  /** The step that pushes; undefined for a job that calls a workflow. */
  readonly step: WorkflowStep | undefined;
  /** The images' repositories, lower-case and without tag, as far as they are known. */
  readonly repositories: readonly string[];
  /** The Dockerfile it builds, relative to the extension's root, where it says so. */
  readonly dockerfile: string | undefined;
  /** The stage it builds up to, where it says so. */
  readonly target: string | undefined;
  /** True where what is pushed cannot be told from the repository's files. */
  readonly unknown: boolean;
}

/**
 * Every place in the extension's workflows that pushes an image, whatever the workflow is called.
 * What only builds is none, nor a job that never runs.
 */
export function pushesOf(extension: Repository): readonly Push[] {
  const { workflows, git } = extension;
  return pushes(sameList(workflows), JSON.stringify(git), () => allPushes(extension));
}

/** Nothing but the workflows, and whose repository it is, tells. */
const pushes = keptByName<readonly Push[]>();

function allPushes(extension: Repository): Push[] {
  return extension.workflows
    .filter(({ triggers }) => [...triggers.keys()].some((event) => event !== 'workflow_call'))
    .flatMap((workflow) => pushesIn(extension, workflow, {}, 0));
}

const MAX_CALLS = 4;

const NOTHING = { repositories: [], dockerfile: undefined, target: undefined };

function pushesIn(extension: Repository, workflow: Workflow, inputs: Data, depth: number): Push[] {
  return workflow.jobs
    .filter(({ definition }) => get(definition, 'if') !== false)
    .flatMap((job) =>
      combinations(job).flatMap((matrix) => {
        const scope = jobScope(extension, workflow, job, matrix, inputs);
        if (job.uses !== undefined) return calledPushes(extension, workflow, job, depth);
        return job.steps.flatMap((step) => {
          const within = stepScope(scope, step);
          const pushed = [...actionPushes(step, within), ...shellPushes(step, within)];
          const unknown = pushesUnknown(step);
          if (pushed.length === 0 && !unknown) return [];
          return pushed.length === 0
            ? [{ workflow, job, step, ...NOTHING, unknown }]
            : pushed.map((image) => ({ workflow, job, step, ...known(image) }));
        });
      }),
    );
}

/** The pushes of a workflow that a job calls: read where it is local, unknown where it is not. */
function calledPushes(
  extension: Repository,
  workflow: Workflow,
  job: WorkflowJob,
  depth: number,
): Push[] {
  const text = job.uses?.text ?? '';
  const path = /^\.\/(.+)$/.exec(text)?.[1];
  const called = extension.workflows.find((other) => other.path === path);
  if (called !== undefined) {
    if (depth >= MAX_CALLS) return [];
    const inputs = get(job.definition, 'with');
    return pushesIn(extension, called, isRecord(inputs) ? inputs : {}, depth + 1);
  }
  const publishes = path === undefined && /docker|image|container|publish|buildx/i.test(text);
  return publishes ? [{ workflow, job, step: undefined, ...NOTHING, unknown: true }] : [];
}

function known({ tags, dockerfile, target }: PushedImage): Omit<Push, 'workflow' | 'job' | 'step'> {
  const repositories = tags
    .map((tag) => parseImage(tag).repository)
    .filter((repository) => repository !== '' && !repository.includes(UNKNOWN));
  const certain = dockerfile?.includes(UNKNOWN) === true ? undefined : dockerfile;
  return {
    repositories: [...new Set(repositories)],
    dockerfile: certain,
    target: target?.includes(UNKNOWN) === true ? undefined : target,
    unknown: repositories.length === 0 && certain === undefined,
  };
}

/** Something that may publish any image: only a person can tell. */
interface UnclearPush {
  readonly workflow: Workflow;
  readonly position: Position;
  readonly what: string;
}

/** What pushes images that cannot be told from the repository's files. */
export function unclearPushes(extension: Extension): UnclearPush[] {
  const pushes = pushesOf(extension)
    .filter(({ unknown }) => unknown)
    .map(({ workflow, job, step }) => ({
      workflow,
      position: (step ?? job).position,
      what: `${job.id} pushes images that are named elsewhere`,
    }));
  const unreadable = extension.workflows.flatMap((workflow) => {
    const text = extension.files.get(workflow.path)?.text ?? '';
    const { problem } = workflow;
    if (problem === undefined || !/build-push-action|docker push|--push/.test(text)) return [];
    return [{ workflow, position: problem.position, what: `The workflow ${problem.message}` }];
  });
  return [...pushes, ...unreadable];
}
