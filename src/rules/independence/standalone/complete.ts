import type { ComposeFile, ComposeKind, Extension } from '../../../extension/model.js';
import { environmentOf } from '../../../extension/compose/environment.js';
import { asText } from '../../../extension/records.js';
import { undefinedNames } from '../../ci-cd/compose-references.js';

/** What a deployment can be run with; staging alone is a rehearsal. */
const KINDS: readonly ComposeKind[] = ['standalone', 'production'];
/** Hosts that only the Platform has (Platform, compose.prod.yml). */
const PLATFORM_HOST = /(?<![\w-])(db_pg|db_mongo|api_nei)(?![\w-])/g;

/** The compose file that runs the extension without the Platform, whatever it is called. */
export function standaloneStack(extension: Extension): ComposeFile | undefined {
  return extension.composeFiles.find(
    (file) => KINDS.includes(file.kind) && isComplete(extension, file),
  );
}

/** Does it run a part of the extension, with everything that this part waits for and asks? */
function isComplete(extension: Extension, file: ComposeFile): boolean {
  if (file.override || file.problem !== undefined) return false;
  const below = extension.composeFiles.find(({ path }) => path === file.below);
  const stack = below === undefined ? [file] : [below, file];
  const services = stack.flatMap((each) => each.services);
  const runs = services.some(({ role }) => role === 'api' || role === 'web');
  return (
    runs &&
    undefinedNames(stack.map(({ data }) => data)).services.size === 0 &&
    platformHosts(services).every((host) => services.some(({ name }) => name === host))
  );
}

/** Hosts of the Platform that services are told to talk to. */
function platformHosts(services: ComposeFile['services']): string[] {
  return services
    .flatMap(({ definition }) => environmentOf(definition))
    .flatMap(({ value }) => asText(value)?.match(PLATFORM_HOST) ?? []);
}
