import { asText, get, isRecord, type Data } from '../../extension/records.js';
import type { Workflow, WorkflowJob } from '../../extension/workflows/model.js';
import { mentionsToken, type Level } from './token-uses.js';

/** Where the rights of a job's token are set; a job's own replace those of the workflow. */
export interface Granted {
  readonly level: 'job' | 'workflow';
  readonly permissions: unknown;
}

/** What a job's token may do; undefined where nothing says so: the repository's default applies. */
export function grantedTo(workflow: Workflow, job: WorkflowJob): Granted | undefined {
  for (const [level, data] of [
    ['job', job.definition],
    ['workflow', workflow.data],
  ] as const) {
    const permissions = get(data, 'permissions');
    if (permissions !== undefined) return { level, permissions };
  }
  return undefined;
}

/** Do `permissions` (a map, `read-all`, `write-all`, or nothing for none) include a right? */
export function includes(permissions: unknown, scope: string, level: Level): boolean {
  if (permissions === 'write-all') return true;
  if (permissions === 'read-all') return level === 'read';
  const own = isRecord(permissions) ? asText(get(permissions, scope)) : undefined;
  return own === 'write' || own === level;
}

/** Does a job check the repository itself out, with the workflow's token? */
export function checksOut({ steps }: WorkflowJob): boolean {
  return steps.some(({ uses, with: inputs }) => {
    if (uses?.action !== 'actions/checkout' || get(inputs, 'repository') !== undefined)
      return false;
    return isWorkflowToken(inputs);
  });
}

/** Does a checkout leave other credentials than the workflow's token behind, to push with? */
export function hasOwnCredentials({ steps }: WorkflowJob): boolean {
  return steps.some(
    ({ uses, with: inputs }) => uses?.action === 'actions/checkout' && !isWorkflowToken(inputs),
  );
}

function isWorkflowToken(inputs: Data): boolean {
  const keys = ['token', 'ssh-key'].map((key) => get(inputs, key));
  return keys.every((value) => value === undefined || mentionsToken(value));
}
