import { posix } from 'node:path';
import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { composeCallOf, filesOfStack } from '../../compose/compose-calls.js';
import { standaloneStack } from '../../independence/standalone/complete.js';
import { projectName } from '../../independence/standalone/project-name.js';
import { FILLED } from '../environment/names.js';

/** How Compose is called for a stack. */
export interface ComposeCommand {
  /** `docker compose --project-name P -f FILE --env-file F`. */
  readonly text: string;
  /** The file of its variables. */
  readonly envFile: string;
  readonly project: string | undefined;
}

/** A file of variables in the root of the repository, which a document can name as it is. */
const ROOT_FILE = /^(\.\/)?(\.env[\w.-]*)$/;

/** As the repository's own commands do, so that a person meets the containers that they started. */
export function composeCommand(
  extension: Extension,
  file: ComposeFile | undefined,
): ComposeCommand {
  if (file === undefined) return commandOf([], undefined, FILLED);
  const { project, envFile = serviceFile(extension, file) } = composeCallOf(extension, file);
  return commandOf(
    filesFor(extension, file),
    project,
    ROOT_FILE.exec(envFile ?? '')?.[2] ?? FILLED,
  );
}

/** The file that services get their variables from, which has to be there as well. */
function serviceFile(extension: Extension, file: ComposeFile): string | undefined {
  const found = filesOfStack(extension, file).flatMap(({ path, services }) =>
    services.flatMap(({ definition }) =>
      [get(definition, 'env_file')].flat().flatMap((entry: unknown) => {
        const name = isRecord(entry) ? asText(get(entry, 'path')) : asText(entry);
        return name === undefined ? [] : [posix.join(posix.dirname(path), name)];
      }),
    ),
  );
  return found.find((path) => ROOT_FILE.test(path));
}

/** What a person makes of the template of the variables. */
export function filledFile(extension: Extension): string {
  return composeCommand(extension, standaloneStack(extension)).envFile;
}

/** That of a staging stack that is complete in itself, which must not be taken for production's. */
export function stagingCommand(extension: Extension, file: ComposeFile): ComposeCommand {
  const { project, envFile } = composeCallOf(extension, file);
  const isNamed = filesOfStack(extension, file).some(
    ({ data }) => asText(get(data, 'name')) !== undefined,
  );
  const own = `${projectName(extension.manifest.name)}-staging`;
  return commandOf(
    filesFor(extension, file),
    project ?? (isNamed ? undefined : own),
    ROOT_FILE.exec(envFile ?? '')?.[2] ?? '.env.staging',
  );
}

function commandOf(
  files: readonly string[],
  project: string | undefined,
  envFile: string,
): ComposeCommand {
  const words = [
    'docker compose',
    ...(project === undefined ? [] : [`--project-name ${project}`]),
    ...files.map((path) => `-f ${path}`),
    `--env-file ${envFile}`,
  ];
  return { text: words.join(' '), envFile, project };
}

/** What names a stack to Compose: nothing for the one that it finds by itself (Compose, "compose.yaml"). */
function filesFor(extension: Extension, file: ComposeFile): string[] {
  const paths = filesOfStack(extension, file).map(({ path }) => path);
  const isFound = paths.length === 1 && /^(docker-)?compose\.ya?ml$/.test(file.path);
  return isFound ? [] : paths;
}

/** Networks that have to be there before a stack starts. */
export function externalNetworks(extension: Extension, file: ComposeFile | undefined): string[] {
  if (file === undefined) return [];
  return filesOfStack(extension, file).flatMap(({ data }) => {
    const networks = get(data, 'networks');
    return Object.entries(isRecord(networks) ? networks : {}).flatMap(([key, network]) => {
      if (!isRecord(network) || get(network, 'external') !== true) return [];
      const name = asText(get(network, 'name')) ?? key;
      return name.includes('$') ? [] : [name];
    });
  });
}
