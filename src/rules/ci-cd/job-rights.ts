import type { Extension } from '../../extension/model.js';
import { get, isRecord, type Data } from '../../extension/records.js';
import type { Workflow, WorkflowJob, WorkflowStep } from '../../extension/workflows/model.js';
import { actionNeeds, mentionsToken, type Rights, type StepNeeds } from './token-uses.js';
import { grantedTo, hasOwnCredentials } from './effective-rights.js';
import { PUSH_COMMITS, scriptNeeds } from './script-needs.js';

/** What all steps of a job need of the token, or the first thing that nobody can tell. */
export function jobNeeds(extension: Extension, workflow: Workflow, job: WorkflowJob): StepNeeds {
  if (job.uses !== undefined) return calledNeeds(extension, job, job.uses.text);
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

/** What a workflow of the repository may do, or its jobs need: its token has no more than its caller's. */
function calledNeeds(extension: Extension, caller: WorkflowJob, text: string): StepNeeds {
  const called = extension.workflows.find(({ path }) => text === `./${path}`);
  const unknown = { unknown: `it calls ${text}` };
  const isTold = mentionsToken([get(caller.definition, 'with'), get(caller.definition, 'secrets')]);
  // One that calls others in turn is left to a person.
  if (called === undefined || isTold || called.jobs.some(({ uses }) => uses !== undefined)) {
    return unknown;
  }
  const needs = together(
    called.jobs.map((job) => {
      const granted = grantedTo(called, job);
      if (granted === undefined) return jobNeeds(extension, called, job);
      return isRecord(granted.permissions) ? rightsIn(granted.permissions, called.path) : unknown;
    }),
  );
  return 'unknown' in needs ? unknown : needs;
}

/** Rights that are written down, but for those that every job gets. */
function rightsIn(permissions: Data, path: string): StepNeeds {
  const why = `run ${path}`;
  const entries = Object.entries(permissions).flatMap(([scope, level]) =>
    (level === 'write' || level === 'read') && !(scope === 'contents' && level === 'read')
      ? [[scope, { level, why }] as const]
      : [],
  );
  return { rights: Object.fromEntries(entries) };
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
