import { asText, get, isRecord, type Data } from '../../extension/records.js';
import type { WorkflowJob } from '../../extension/workflows/model.js';
import type { Permission } from './release-makers.js';
import { releasePermissions } from './release-makers.js';
import type { Releaser } from './releasers.js';

/**
 * What GITHUB_TOKEN may do in a job: a map, `read-all`, `write-all`, or undefined where the workflow
 * leaves it to the repository's settings. A job's permissions replace the workflow's (GitHub,
 * "Workflow syntax": `jobs.<job_id>.permissions`).
 */
export function permissionsOf({ workflow, job }: Releaser): Data | string | undefined {
  const own = Object.hasOwn(job.definition, 'permissions');
  const value = get(own ? job.definition : workflow.data, 'permissions');
  if (value === undefined) return undefined;
  return isRecord(value) ? value : (asText(value) ?? {});
}

/** What making the release needs and the job's token may not do; nothing with a token of its own. */
export function missingPermissions(releaser: Releaser): Permission[] {
  const granted = permissionsOf(releaser);
  if (granted === 'write-all') return [];
  // A workflow that others call has what the caller's job has.
  const { triggers } = releaser.workflow;
  if (granted === undefined && triggers.size === 1 && triggers.has('workflow_call')) return [];
  const needed = releaser.steps
    .filter((step) => !hasOwnToken([step.with, ...environments(releaser, step.definition)]))
    .flatMap((step) => releasePermissions(step) ?? []);
  return [...new Set(needed)].filter(
    (name) => !isRecord(granted) || asText(get(granted, name)) !== 'write',
  );
}

function environments({ workflow, job }: Releaser, step: Data): Data[] {
  return [step, job.definition, workflow.data].flatMap((definition) => {
    const env = get(definition, 'env');
    return isRecord(env) ? [env] : [];
  });
}

/** True where the token is a secret of the people's own: a personal one, or an app's. */
function hasOwnToken(inputs: readonly Data[]): boolean {
  return inputs.some((values) =>
    Object.entries(values).some(([name, value]) => {
      if (!/token$/i.test(name)) return false;
      const text = asText(value) ?? '';
      return text.includes('${{') && !/\bsecrets\.GITHUB_TOKEN\b|\bgithub\.token\b/i.test(text);
    }),
  );
}

/** Actions that need no more than to read the repository, and those that push images. */
const MODEST =
  /^(actions\/(checkout|setup-[\w-]+|cache|upload-artifact|download-artifact)|docker\/[\w-]+|pnpm\/action-setup|astral-sh\/setup-uv|snok\/install-poetry)$/;
/** Commands that may need any permission. */
const DEMANDING = /\bgh\s+(?!release\b)\w|\bapi\.github\.com\b|\bpublish\b/;

/**
 * Everything that a job needs; undefined where a step may need more than can be told. Only then may
 * permissions be written where there were none: what is not listed in them is taken away.
 */
export function allPermissions(
  job: WorkflowJob,
  missing: readonly Permission[],
): Readonly<Record<string, string>> | undefined {
  const isKnown = job.steps.every((step) => {
    // It also comments on issues and pull requests, unless it is told not to.
    if (/\bsemantic-release\b/.test(step.uses?.action ?? step.run ?? '')) return false;
    if (releasePermissions(step) !== undefined) return true;
    if (step.uses !== undefined) return MODEST.test(step.uses.action ?? '');
    return !DEMANDING.test(step.run ?? '');
  });
  if (!isKnown) return undefined;
  const pushesImages = job.steps.some(
    ({ uses, run }) =>
      uses?.action?.startsWith('docker/') === true ||
      /\bdocker\b.*\b(push|login)\b/.test(run ?? ''),
  );
  const names = pushesImages ? [...missing, 'packages'] : missing;
  return Object.fromEntries(names.map((name) => [name, 'write']));
}
