import { posix } from 'node:path';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';

const MAX_DEPTH = 10;

/**
 * A service's definition with what it `extends` merged in, as Compose does; undefined where it
 * extends something that was not read, so that nobody can tell what is there already.
 */
export function effectiveDefinition(
  extension: Extension,
  file: ComposeFile,
  definition: Data,
  depth = 0,
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
  const inherited = effectiveDefinition(extension, source, base.definition, depth + 1);
  return inherited === undefined ? undefined : mergeMaps(inherited, definition);
}

function mergeMaps(base: Data, over: Data): Data {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = get(base, key);
    merged[key] = isRecord(below) && isRecord(value) ? mergeMaps(below, value) : value;
  }
  return merged;
}
