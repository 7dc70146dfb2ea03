import { get, isRecord } from '../../extension/records.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { inputOf, nameOf, routeIn, stepsUsing } from './publishing-job.js';

/** What the job as a whole lacks: its rights, an end in time, a checkout that keeps no token. */
export function jobGaps(job: PublishingJob): Gap[] {
  return [...permissionGaps(job), ...timeoutGaps(job), ...credentialGaps(job)];
}

const NEEDED = { contents: 'read', packages: 'write' };

/**
 * A job's own `permissions` replace those of the workflow (GitHub, "jobs.<job_id>.permissions"): a job
 * with `packages: write` alone can no longer check out a private repository. Where a job has none,
 * the workflow's hold, and are the concern of the rules for all workflows.
 */
function permissionGaps(job: PublishingJob): Gap[] {
  const own = get(job.job.definition, 'permissions');
  const inherited = get(job.workflow.data, 'permissions');
  const granted = own ?? inherited;
  if (!isRecord(granted)) return [];
  const missing = Object.entries(NEEDED).filter(([scope, access]) => {
    const given = get(granted, scope);
    return given !== 'write' && given !== access;
  });
  if (missing.length === 0) return [];
  const list = missing.map(([scope, access]) => `${scope}: ${access}`).join(' and ');
  // A block of the job's own has to repeat what it would otherwise inherit.
  const added = Object.fromEntries(own === undefined ? Object.entries(NEEDED) : missing);
  const kept = own === undefined ? { ...(granted as Record<string, string>), ...added } : added;
  return [
    {
      job,
      at: ['permissions'],
      message: `${nameOf(job)} has no ${list}, which ${purpose(missing.length, missing[0]?.[0])}.`,
      summary: `give ${job.job.id} ${list}`,
      operations:
        own === undefined
          ? [insertAfterRunner(job, 'permissions', kept)]
          : [{ op: 'ensure', route: routeIn(job, 'permissions'), value: kept }],
    },
  ];
}

function purpose(count: number, scope: string | undefined): string {
  if (count > 1) return 'checking out and pushing need';
  return scope === 'contents' ? 'checking out a private repository needs' : 'pushing needs';
}

const MINUTES = 30;

function timeoutGaps(job: PublishingJob): Gap[] {
  if (get(job.job.definition, 'timeout-minutes') !== undefined) return [];
  const message = `${nameOf(job)} has no time limit: a build that hangs runs for six hours.`;
  const summary = `end ${job.job.id} after ${MINUTES} minutes`;
  const operations = [insertAfterRunner(job, 'timeout-minutes', MINUTES)];
  return [{ job, at: [], message, summary, operations }];
}

function insertAfterRunner(
  job: PublishingJob,
  key: string,
  value: number | Readonly<Record<string, string>>,
) {
  const route = routeIn(job, 'runs-on');
  return { op: 'insert', where: 'after', route, key, value } as const;
}

/** What a later step does with git may need the token that checkout keeps. */
const USES_GIT = /\bgit (push|fetch|pull|clone|submodule|lfs)\b/;

function credentialGaps(job: PublishingJob): Gap[] {
  const usesGit = job.job.steps.some(({ run = '', uses }) => {
    const action = uses?.action ?? '';
    return (
      USES_GIT.test(run) || !/^$|^(actions|docker|sigstore|anchore|aquasecurity)\//.test(action)
    );
  });
  if (usesGit) return [];
  return stepsUsing(job, 'actions/checkout')
    .filter((step) => inputOf(step, 'persist-credentials') === undefined)
    .map((step) => ({
      job,
      at: ['steps', step.index],
      message: `The checkout of ${nameOf(job)} leaves its token where every later step can read it.`,
      summary: `keep no token in the checkout of ${job.job.id}`,
      operations: [
        {
          op: 'ensure' as const,
          route: routeIn(job, 'steps', step.index, 'with', 'persist-credentials'),
          value: false,
        },
      ],
    }));
}
