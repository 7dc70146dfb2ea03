import { get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { inputOf, routeIn, stepsUsing } from './publishing-job.js';

/** What the job as a whole lacks: its rights, an end in time, a checkout that keeps no token. */
export function jobGaps(job: PublishingJob): Gap[] {
  return [...permissionGaps(job), ...timeoutGaps(job), ...credentialGaps(job)];
}

/**
 * A job's own `permissions` replace those of the workflow (GitHub, "jobs.<job_id>.permissions"): a job
 * with `packages: write` alone can no longer check out a private repository. Where neither has any,
 * the repository's setting holds, which is a matter of all its workflows.
 */
function permissionGaps(job: PublishingJob): Gap[] {
  const own = get(job.job.definition, 'permissions');
  const granted = own ?? get(job.workflow.data, 'permissions');
  if (!isRecord(granted)) return [];
  const missing = needed(job).filter(([scope, access]) => {
    const given = get(granted, scope);
    return given !== 'write' && given !== access;
  });
  if (missing.length === 0) return [];
  const list = missing.map(([scope, access]) => `${scope}: ${access}`).join(' and ');
  const value = Object.fromEntries(missing.map(([scope, access]) => [scope, access]));
  return [
    {
      job,
      at: ['permissions'],
      message: `${job.job.id} may not ${missing.map(([, , purpose]) => purpose).join(' nor ')}: it lacks ${list}.`,
      summary: `give ${job.job.id} ${list}`,
      operations: [
        own === undefined
          ? // A block of its own has to repeat what the job inherits by now.
            insertAfterRunner(job, 'permissions', { ...textsOf(granted), ...value })
          : { op: 'ensure', route: routeIn(job, 'permissions'), value },
      ],
    },
  ];
}

type Permission = readonly [scope: string, access: string, purpose: string];

function needed(job: PublishingJob): Permission[] {
  const usesToken = /GITHUB_TOKEN|github\.token/.test(JSON.stringify(job.job.definition));
  return [
    ...(stepsUsing(job, 'actions/checkout').length > 0
      ? [['contents', 'read', 'check out a private repository'] as const]
      : []),
    ...(usesToken ? [['packages', 'write', 'push the image'] as const] : []),
  ];
}

function textsOf(data: Data): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
}

function timeoutGaps(job: PublishingJob): Gap[] {
  if (get(job.job.definition, 'timeout-minutes') !== undefined) return [];
  const minutes = enoughMinutes(job);
  const message = `${job.job.id} has no time limit: a build that hangs runs for six hours.`;
  const summary = `end ${job.job.id} after ${minutes} minutes`;
  const operations = [insertAfterRunner(job, 'timeout-minutes', minutes)];
  return [{ job, at: [], message, summary, operations }];
}

/** Far more than the job takes: emulated builds are slow, and what else a job does is not known. */
function enoughMinutes(job: PublishingJob): number {
  const isEmulated =
    stepsUsing(job, 'docker/setup-qemu-action').length > 0 ||
    job.job.steps.some((step) => inputOf(step, 'platforms')?.includes(',') === true);
  if (isEmulated) return 120;
  const onlyBuilds = job.job.steps.every(({ uses }) =>
    /^(actions\/checkout|docker\/)/.test(uses?.action ?? ''),
  );
  return onlyBuilds ? 30 : 60;
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
      message: `The checkout of ${job.job.id} leaves its token where every later step can read it.`,
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
