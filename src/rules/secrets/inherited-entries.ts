import { environmentOf, type EnvironmentEntry } from '../../extension/compose/environment.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import type { HardenedService } from '../compose/hardened-services.js';

/** A place in a compose file where a service is given a variable. */
export interface EntryPlace {
  readonly file: ComposeFile;
  readonly entry: EnvironmentEntry;
}

/** What a service is given by the file below its own, or by what it extends, and not by its own. */
export function inheritedEntries({ service, definition }: HardenedService): EnvironmentEntry[] {
  const own = new Set(environmentOf(service.definition).map(({ name }) => name));
  return environmentOf(definition).filter(({ name }) => !own.has(name));
}

/** Where the files below say so; undefined where it comes from elsewhere. */
export function placeBelow(
  extension: Extension,
  { file, service }: HardenedService,
  name: string,
): EntryPlace | undefined {
  const seen = new Set([file]);
  for (
    let at = below(extension, file);
    at !== undefined && !seen.has(at);
    at = below(extension, at)
  ) {
    seen.add(at);
    const definition = at.services.find((each) => each.name === service.name)?.definition;
    const entry = environmentOf(definition ?? {}).find((each) => each.name === name);
    if (entry !== undefined) return { file: at, entry };
  }
  return undefined;
}

function below({ composeFiles }: Extension, file: ComposeFile): ComposeFile | undefined {
  return composeFiles.find(({ path }) => path === file.below);
}
