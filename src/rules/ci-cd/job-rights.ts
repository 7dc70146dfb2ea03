import { posix } from 'node:path';
import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Workflow, WorkflowJob, WorkflowStep } from '../../extension/workflows/model.js';
import { actionNeeds, mentionsToken, type Rights, type StepNeeds } from './token-uses.js';
import { grantedTo, hasOwnCredentials } from './effective-rights.js';
import { PUSH_COMMITS, scriptNeeds } from './script-needs.js';

/** GitHub lets workflows call each other through ten levels; more than a few nobody has. */
const MAX_CALLS = 4;

/**
 * What all steps of a job need of the token, or the first thing that nobody can tell. A job that calls a
 * workflow of the repository needs what that one's jobs need.
 */
export function jobNeeds(
  extension: Extension,
  workflow: Workflow,
  job: WorkflowJob,
  depth = 0,
): StepNeeds {
  if (job.uses !== undefined) return calledNeeds(extension, job, job.uses.text, depth);
  const { definition } = job;
  const around = [get(workflow.data, 'env'), get(definition, 'env')];
  const rest = ['container', 'services', 'defaults', 'outputs'].map((key) => get(definition, key));
  if (mentionsToken(rest)) return { unknown: 'its containers get the token' };
  const needs = together(
    job.steps.map((step) => stepNeeds(extension, step, mentionsToken(around))),
  );
  if ('unknown' in needs) return needs;
  const { contents, packages, ...rights } = needs.rights;
  // What a checkout with another token leaves behind is what `git push` pushes with.
  const isTheirs = contents === PUSH_COMMITS.contents && hasOwnCredentials(job);
  return {
    rights: {
      ...(contents === undefined || isTheirs ? {} : { contents }),
      ...(packages === undefined
        ? {}
        : { packages: job.steps.some(mayPush) ? packages : PULL_IMAGES }),
      ...rights,
    },
  };
}

function calledNeeds(
  extension: Extension,
  { definition }: WorkflowJob,
  text: string,
  depth: number,
): StepNeeds {
  const called = extension.workflows.find(({ path }) => `./${path}` === text);
  const isTold = mentionsToken([get(definition, 'with'), get(definition, 'secrets')]);
  const isKnown = called !== undefined && called.problem === undefined && called.jobs.length > 0;
  if (!isKnown || isTold || depth >= MAX_CALLS) return { unknown: `it calls ${text}` };
  return together(
    called.jobs.map((job) => {
      const granted = grantedTo(called, job);
      return granted === undefined
        ? jobNeeds(extension, called, job, depth + 1)
        : askedFor(granted.permissions, text);
    }),
  );
}

/** What a called workflow says that it needs has to be given by who calls it. */
function askedFor(permissions: unknown, text: string): StepNeeds {
  if (typeof permissions === 'string') return { unknown: `it calls ${text}` };
  const why = `call ${posix.basename(text)}`;
  const rights = Object.entries(isRecord(permissions) ? permissions : {}).flatMap(
    ([scope, level]) => {
      const isMore = level === 'write' || (level === 'read' && scope !== 'contents');
      return isMore ? [[scope, { level, why }] as const] : [];
    },
  );
  return { rights: Object.fromEntries(rights) };
}

const PULL_IMAGES = { level: 'read', why: 'pull the images' } as const;

/** A login alone is for pulling. */
function mayPush({ uses, run }: WorkflowStep): boolean {
  const isBuilder = /^docker\/(build-push|bake)-action$/.test(uses?.action ?? '');
  return isBuilder || uses?.text.startsWith('./') === true || /\bpush\b/.test(run ?? '');
}

function stepNeeds(extension: Extension, step: WorkflowStep, tokenAround: boolean): StepNeeds {
  const { uses, run } = step;
  const hasToken = tokenAround || mentionsToken(get(step.definition, 'env'));
  if (run !== undefined) return scriptNeeds(run, hasToken || mentionsToken(run));
  if (uses === undefined) return { rights: {} };
  if (uses.text.startsWith('./')) return localNeeds(extension, uses.text, step, hasToken);
  if (uses.action === undefined) {
    const isToldNothing = !hasToken && !mentionsToken(step.with);
    return isToldNothing ? { rights: {} } : { unknown: `${uses.text} gets the token` };
  }
  return actionNeeds(uses.action, step.with);
}

/** A composite action of the repository needs what its steps need. */
function localNeeds(
  extension: Extension,
  text: string,
  step: WorkflowStep,
  hasToken: boolean,
): StepNeeds {
  const directory = text.replace(/^\.\//, '').replace(/\/$/, '');
  const action = extension.localActions.find(({ path }) =>
    [`${directory}/action.yml`, `${directory}/action.yaml`].includes(path),
  );
  const isPlain = action?.steps.every(({ uses }) => uses?.text.startsWith('./') !== true);
  if (action === undefined || isPlain !== true || action.steps.length === 0) {
    return { unknown: `it uses ${text}` };
  }
  const token = hasToken || mentionsToken(step.with);
  return together(action.steps.map((inner) => stepNeeds(extension, inner, token)));
}

function together(needs: readonly StepNeeds[]): StepNeeds {
  let rights: Rights = {};
  for (const need of needs) {
    if ('unknown' in need) return need;
    rights = { ...rights, ...need.rights, ...writing(rights) };
  }
  return { rights };
}

/** Who needs to write may read as well, whatever another step needs. */
function writing(rights: Rights): Rights {
  return Object.fromEntries(Object.entries(rights).filter(([, { level }]) => level === 'write'));
}
