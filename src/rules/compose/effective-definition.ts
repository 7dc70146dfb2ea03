import { posix } from 'node:path';
import { mergeDefinitions } from '../../extension/compose/layers.js';
import type { ComposeFile, Extension, Service } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';

const MAX_DEPTH = 10;

/**
 * A service's definition with what it `extends`, and what the file below says of it, merged in, as
 * Compose does; undefined where it extends something that was not read, so that nobody can tell
 * what is there already.
 */
export function effectiveDefinition(
  extension: Extension,
  file: ComposeFile,
  { name, definition }: Pick<Service, 'name' | 'definition'>,
  depth = 0,
): Data | undefined {
  const own = withExtended(extension, file, definition, depth);
  const below = extension.composeFiles.find(({ path }) => path === file.below);
  const lower = below?.services.find((service) => service.name === name);
  if (own === undefined || below === undefined || lower === undefined) return own;
  const base = effectiveDefinition(extension, below, lower, depth + 1);
  return base && mergeDefinitions(base, own);
}

function withExtended(
  extension: Extension,
  file: ComposeFile,
  definition: Data,
  depth: number,
): Data | undefined {
  const extended = get(definition, 'extends');
  if (extended === undefined || extended === null) return definition;
  const place: Data = isRecord(extended) ? extended : { service: extended };
  const path = asText(get(place, 'file'));
  const source =
    path === undefined
      ? file
      : extension.composeFiles.find(
          (other) => other.path === posix.join(posix.dirname(file.path), path),
        );
  const base = source?.services.find(({ name }) => name === get(place, 'service'));
  if (source === undefined || base === undefined || depth >= MAX_DEPTH) return undefined;
  const inherited = effectiveDefinition(extension, source, base, depth + 1);
  return inherited === undefined ? undefined : mergeDefinitions(inherited, definition);
}
