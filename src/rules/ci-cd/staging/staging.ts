import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import type { Workflow, WorkflowJob } from '../../../extension/workflows/model.js';

/** What people call the stage before production. */
const STAGING =
  /(^|[^a-z])(staging|stage|stg|preprod|pre-production|homolog(ation|acao)?|uat|qa)([^a-z]|$)/i;

/** The compose file that a release is rehearsed with. */
export function stagingFile({ composeFiles }: Extension): ComposeFile | undefined {
  return composeFiles.find(({ kind, problem }) => kind === 'staging' && problem === undefined);
}

/**
 * The workflow that deploys to staging: a job for an environment of that name, or a script that
 * starts something, where its text, its variables or the workflow's name says staging.
 */
export function stagingWorkflow({ workflows }: Extension): Workflow | undefined {
  return workflows.find(({ path, data, jobs }) => {
    const isNamed = STAGING.test(`${path} ${asText(get(data, 'name')) ?? ''}`);
    return jobs.some((job) => deploysToStaging(job, isNamed));
  });
}

/** Commands that put a version somewhere; reading or checking a compose file is none. */
const DEPLOYS =
  /\bcompose\b[^]*\bup\b|\bdeploy[\w-]*\.sh\b|\b(make|just|task|npm run) [\w:-]*deploy|\b(docker stack deploy|kubectl|helm|ansible-playbook)\b/;

function deploysToStaging({ id, definition, steps }: WorkflowJob, isNamed: boolean): boolean {
  const environment = get(definition, 'environment');
  const name = asText(isRecord(environment) ? get(environment, 'name') : environment) ?? '';
  if (STAGING.test(name)) return true;
  const variables = JSON.stringify(get(definition, 'env') ?? '');
  return steps.some(
    ({ run = '', definition: step }) =>
      DEPLOYS.test(run) &&
      (isNamed ||
        STAGING.test(`${id} ${run} ${variables} ${JSON.stringify(get(step, 'env') ?? '')}`)),
  );
}

/** Secrets of production that staging would read: those its file does not give another place. */
export function sharedSecrets(extension: Extension, file: ComposeFile): string[] {
  const below = extension.composeFiles.find(({ path }) => path === file.below);
  if (below === undefined) return [];
  const own = secretsIn(file);
  return [...secretsIn(below)].flatMap(([name, path]) =>
    own.has(name) && own.get(name) !== path ? [] : [name],
  );
}

/** The secrets of a file that come from files, with where they are. */
export function secretsIn({ data }: ComposeFile): Map<string, string> {
  const secrets = get(data, 'secrets');
  return new Map(
    Object.entries(isRecord(secrets) ? secrets : {}).flatMap(([name, definition]) => {
      const path = isRecord(definition) ? asText(get(definition, 'file')) : undefined;
      return path === undefined ? [] : [[name, path] as const];
    }),
  );
}
