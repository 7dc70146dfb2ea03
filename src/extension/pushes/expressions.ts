import type { Extension } from '../model.js';
import { asText, get, isRecord } from '../records.js';
import type { Data } from '../records.js';
import type { Workflow, WorkflowJob, WorkflowStep } from '../workflows/model.js';

/** What expressions in a step can refer to, as far as the repository's own files say. */
export interface Scope {
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly steps: readonly WorkflowStep[];
}

/** Stands for what an expression cannot be resolved to; no image's name holds it. */
export const UNKNOWN = '\u0001';

/** The contexts of a job in one of its combinations (GitHub, "Contexts reference"). */
export function jobScope(
  extension: Pick<Extension, 'git'>,
  workflow: Workflow,
  job: WorkflowJob,
  matrix: Data,
  inputs: Data,
): Scope {
  const { owner, repository } = extension.git;
  const github = {
    ...(owner === undefined ? {} : { repository_owner: owner }),
    ...(owner === undefined || repository === undefined
      ? {}
      : { repository: `${owner}/${repository}` }),
  };
  const outer = { github, matrix, inputs };
  const env = environment([workflow.data, job.definition], { contexts: outer, steps: [] });
  return { contexts: { ...outer, env }, steps: job.steps };
}

/** The scope within a step, which may set variables of its own. */
export function stepScope(scope: Scope, step: WorkflowStep): Scope {
  // Most steps set none.
  if (!isRecord(get(step.definition, 'env'))) return scope;
  const env = { ...environmentOf(scope), ...environment([step.definition], scope) };
  return { ...scope, contexts: { ...scope.contexts, env } };
}

/** The environment variables a shell in the scope sees. */
export function environmentOf({ contexts }: Scope): Data {
  return isRecord(contexts.env) ? contexts.env : {};
}

function environment(definitions: readonly Data[], scope: Scope): Data {
  let env: Record<string, unknown> = {};
  for (const definition of definitions) {
    const own = get(definition, 'env');
    const within = {
      ...scope,
      contexts: { ...scope.contexts, env: { ...environmentOf(scope), ...env } },
    };
    const entries = Object.entries(isRecord(own) ? own : {});
    env = {
      ...env,
      ...Object.fromEntries(
        entries.map(([key, value]) => [key, resolve(asText(value) ?? '', within)]),
      ),
    };
  }
  return env;
}

/** The text with its expressions replaced: `${{ env.PREFIX }}/api`. */
export function resolve(text: string, scope: Scope): string {
  return text.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, expression: string) => {
    const path = expression.replace(/^(?:toLower|lower)\((.+)\)$/, '$1').split('.');
    const value = path.reduce<unknown>(
      (data, key) => (isRecord(data) ? get(data, key) : undefined),
      scope.contexts,
    );
    return asText(value) ?? outputOf(path, scope) ?? UNKNOWN;
  });
}

/** `steps.meta.outputs.tags` of docker/metadata-action: the images it is given. */
function outputOf([context, id, , output]: readonly string[], scope: Scope): string | undefined {
  if (context !== 'steps' || (output !== 'tags' && output !== 'json')) return undefined;
  const step = scope.steps.find(({ definition }) => get(definition, 'id') === id);
  if (step?.uses?.action !== 'docker/metadata-action') return undefined;
  const images = asText(get(step.with, 'images')) ?? '';
  return resolve(images, { ...scope, steps: [] });
}
