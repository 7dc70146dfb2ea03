import type { Extension } from '../../extension/model.js';
import type { SecretsMode } from '../options.js';
import type { SecretVariable } from './secret-files.js';

/** A container does not start while a file of its secrets is missing, and a database keeps its password. */
export function filesToMake(
  { workflows }: Extension,
  variables: readonly SecretVariable[],
  mode: SecretsMode,
): string[] {
  const sources = [...new Set(variables.flatMap(({ source }) => source ?? []))];
  if (mode !== 'files' || sources.length === 0) return [];
  const givers = workflows.filter(({ jobs }) => {
    const text = JSON.stringify(jobs.map(({ definition }) => definition));
    return sources.some((name) => new RegExp(`"${name}":"[^"]*secrets\\.`).test(text));
  });
  const paths = givers.map(({ path }) => path).join(' and ');
  const where =
    paths === '' ? '' : ` They are in ${paths}: run it there, before "docker compose up".`;
  return [
    `Make the secret files before the next deployment, with "deploy/create-secrets.sh": variables that are in use (${sources.join(', ')}) have to be in its environment then, or new values are made up, and a database that is there already keeps its password.${where}`,
  ];
}
