import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import type { Extension } from '../../extension/model.js';
import { isRecord } from '../../extension/records.js';
import type { Workflow, WorkflowJob } from '../../extension/workflows/model.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { isLimitedByCallers, withoutRight } from './callers.js';
import { checksOut, grantedTo, includes } from './effective-rights.js';
import { jobNeeds } from './job-rights.js';
import type { Level, Rights } from './token-uses.js';

const READING = ['contents', 'read'] as const;

/** The token of a workflow may do what the repository's settings say, unless the workflow says less. */
export const workflowPermissions: Rule = {
  meta: {
    id: 'workflow-permissions',
    aspect: 'ci-cd',
    severity: 'warning',
    fix: 'safe',
    group: 'workflow lines',
    title: 'Workflows have the rights they need and no more',
    failureTitle: 'Workflows have more rights than they need, or fewer',
    why: 'A step that is taken over can do what the token of its job can: by default often to write to the repository.',
  },

  check(extension) {
    const workflows = extension.workflows.filter(({ jobs }) => jobs.length > 0);
    if (workflows.length === 0)
      return { status: 'not-applicable', reason: 'No workflow has jobs.' };
    return verdict(
      workflows.flatMap((workflow) => [
        ...defaultFindings(extension, workflow),
        ...workflow.jobs.flatMap((job) => jobFindings(extension, workflow, job)),
        ...writeAll(workflow, ['permissions'], workflow.data),
      ]),
    );
  },

  fix(extension) {
    return extension.workflows.flatMap((workflow) => [
      ...restrict(extension, workflow),
      ...workflow.jobs.flatMap((job) => letCheckOut(extension, workflow, job)),
    ]);
  },
};

/** Jobs whose rights nobody has said; those that only others call have the rights that these give. */
function withDefault(extension: Extension, workflow: Workflow): WorkflowJob[] {
  if (isLimitedByCallers(extension, workflow)) return [];
  return workflow.jobs.filter((job) => grantedTo(workflow, job) === undefined);
}

function defaultFindings(extension: Extension, workflow: Workflow): Finding[] {
  const jobs = withDefault(extension, workflow);
  const [first] = jobs;
  if (first === undefined) return [];
  const one = jobs.length === 1;
  const names = jobs.map(({ id }) => id).join(', ');
  const unknown = jobs.flatMap((job) => {
    const needs = jobNeeds(extension, workflow, job);
    return 'unknown' in needs ? [`${job.id} (${needs.unknown})`] : [];
  });
  const found = `Nothing limits the rights of the ${one ? 'job' : 'jobs'} ${names}: the repository's default may let ${one ? 'it' : 'them'} write everything.`;
  const advice =
    unknown.length === 0
      ? ''
      : ` What is needed by ${unknown.join(' and ')} cannot be told: start from "permissions: { contents: read }" and add what is missing.`;
  const message = found + advice + calledWithLess(extension, workflow, jobs);
  return [{ file: workflow.path, ...first.position, message }];
}

function calledWithLess(
  extension: Extension,
  workflow: Workflow,
  jobs: readonly WorkflowJob[],
): string {
  const lacking = withoutRight(extension, workflow, rightsOf(extension, workflow, jobs));
  if (lacking === undefined) return '';
  const { job, right } = lacking;
  return ` The job ${job.id} of ${lacking.workflow.path} calls it without "${right}": give it that right first.`;
}

/** Reading, and what the jobs need besides as far as that is known. */
function rightsOf(
  extension: Extension,
  workflow: Workflow,
  jobs: readonly WorkflowJob[],
): (readonly [scope: string, level: Level])[] {
  const needed = jobs.flatMap((job) => {
    const needs = jobNeeds(extension, workflow, job);
    return Object.entries('rights' in needs ? needs.rights : {});
  });
  return [READING, ...needed.map(([scope, { level }]) => [scope, level] as const)];
}

function writeAll(workflow: Workflow, route: readonly string[], data: WorkflowJob['definition']) {
  if (data.permissions !== 'write-all') return [];
  const message =
    'write-all lets every step write to the repository, its packages and more: name the rights that are needed, such as "contents: read".';
  return [{ file: workflow.path, ...workflow.locate(route), message }];
}

function jobFindings(extension: Extension, workflow: Workflow, job: WorkflowJob): Finding[] {
  const route = ['jobs', job.id, 'permissions'];
  const granted = grantedTo(workflow, job);
  const say = (message: string): Finding => ({
    file: workflow.path,
    ...workflow.locate(route),
    message,
  });
  const findings = writeAll(workflow, route, job.definition);
  if (granted === undefined) return findings;
  const needs = jobNeeds(extension, workflow, job);
  const missing = Object.entries('rights' in needs ? needs.rights : {}).filter(
    // What is missing to read shows only in a private repository, if at all.
    ([scope, { level }]) => level === 'write' && !includes(granted.permissions, scope, level),
  );
  return [
    ...findings,
    ...(lacksContents(workflow, job)
      ? [
          say(
            `The job ${job.id} may not read the repository (contents: read): where that is private, it cannot be checked out.`,
          ),
        ]
      : []),
    ...missing.map(([scope, { level, why }]) =>
      say(`The job ${job.id} needs "${scope}: ${level}" to ${why}, and does not have it.`),
    ),
  ];
}

function lacksContents(workflow: Workflow, job: WorkflowJob): boolean {
  const granted = grantedTo(workflow, job);
  return (
    granted !== undefined && checksOut(job) && !includes(granted.permissions, 'contents', 'read')
  );
}

/** Reading for the whole workflow and what is needed for each job, if that is known of all of them. */
function restrict(extension: Extension, workflow: Workflow): Change[] {
  const needs = withDefault(extension, workflow).map((job) => ({
    job,
    needs: jobNeeds(extension, workflow, job),
  }));
  const operations: YamlOperation[] = [];
  for (const { job, needs: of } of needs) {
    if ('unknown' in of) return [];
    operations.push(...grant(job, of.rights));
  }
  const jobs = needs.map(({ job }) => job);
  if (jobs.length === 0 || calledWithLess(extension, workflow, jobs) !== '') return [];
  const value = { contents: 'read' };
  operations.unshift({ op: 'insert', route: ['on'], where: 'after', key: 'permissions', value });
  const summary = `limit the rights of ${workflow.path}`;
  return [{ summary, edits: [{ kind: 'yaml', file: workflow.path, operations }] }];
}

/** The rights of a job that needs more than reading, each with its reason behind it. */
function grant(job: WorkflowJob, rights: Rights): YamlOperation[] {
  const extra = Object.entries(rights);
  if (extra.length === 0) return [];
  const levels = Object.fromEntries(extra.map(([scope, { level }]) => [scope, level]));
  return [
    ownPermissions(job, { contents: 'read', ...levels }),
    ...extra.map(([scope, { why }]): YamlOperation => {
      return { op: 'remark', route: ['jobs', job.id, 'permissions', scope], text: why };
    }),
  ];
}

/** `permissions` of a job, behind the machine it runs on, or in front of the workflow that it calls. */
function ownPermissions(job: WorkflowJob, value: YamlValue): YamlOperation {
  const route = ['jobs', job.id, job.uses === undefined ? 'runs-on' : 'uses'];
  const where = job.uses === undefined ? 'after' : 'before';
  return { op: 'insert', route, where, key: 'permissions', value };
}

function letCheckOut(extension: Extension, workflow: Workflow, job: WorkflowJob): Change[] {
  if (!lacksContents(workflow, job)) return [];
  if (withoutRight(extension, workflow, [READING]) !== undefined) return [];
  const { level, permissions } = grantedTo(workflow, job) ?? {};
  const above = level === 'job' ? ['jobs', job.id] : [];
  // `permissions: {}` for the workflow says: each job asks for itself.
  const operation: YamlOperation =
    level === 'workflow' && isRecord(permissions) && Object.keys(permissions).length === 0
      ? ownPermissions(job, { contents: 'read' })
      : { op: 'ensure', route: [...above, 'permissions', 'contents'], value: 'read' };
  const summary = `let ${job.id} check out a private repository`;
  return [{ summary, edits: [{ kind: 'yaml', file: workflow.path, operations: [operation] }] }];
}
