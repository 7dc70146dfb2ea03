import type { Extension } from '../../../extension/model.js';

const SCRIPT = 'deploy/create-secrets.sh';

/**
 * What makes the secret files; undefined where no script does. Where that does not know the number of
 * the user who reads them, the API's image is asked.
 */
export function secretsCommand(
  { paths, files }: Extension,
  image: string | undefined,
  tag: string,
): string | undefined {
  if (!paths.has(SCRIPT)) return undefined;
  const isUnknown = /^create \S+ \S+ '\?'/m.test(files.get(SCRIPT)?.text ?? '');
  if (!isUnknown || image === undefined) return SCRIPT;
  return `${SCRIPT} --uid "$(docker run --rm --entrypoint id ${image}:"$${tag}" -u)"`;
}
