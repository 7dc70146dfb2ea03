import { get, isRecord } from '../../extension/records.js';
import { schemaErrors } from './schema.js';
import type { SchemaError } from './schema.js';
import { explain } from './schema-wording.js';
import type { SchemaFinding } from './schema-wording.js';

/** Keywords that only say "none of the forms fits"; what is wrong inside of a form says more. */
const CHOICES: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'type']);

/** Lists in which Compose keeps one of what is there twice before it validates (compose-go, `EnforceUnicity`). */
const UNIFIED =
  /\/(annotations|args|cap_add|cap_drop|configs|devices|dns|dns_opt|dns_search|env_file|environment|expose|labels|links|ports|profiles|secrets|sysctls|tags|tmpfs|volumes)$/;

/** What the Compose schema has against a file, in plain words, one finding per place. */
export function schemaFindings(data: unknown): SchemaFinding[] {
  const errors = schemaErrors(data);
  const unified = new Set(
    errors
      .filter(
        ({ keyword, instancePath }) => keyword === 'uniqueItems' && UNIFIED.test(instancePath),
      )
      .map(({ instancePath }) => instancePath),
  );
  const specific = errors.filter(
    (error) => !unified.has(error.instancePath) && !isNoise(error, errors),
  );
  const byPlace = groupByPlace(specific);
  return [...byPlace].flatMap(([pointer, found]) => {
    const route = routeOf(data, pointer);
    const value = valueAt(data, route);
    // What a variable stands for is known where the file is used only.
    if (typeof value === 'string' && value.includes('$')) return [];
    return explain(route, value, found);
  });
}

function groupByPlace(errors: readonly SchemaError[]): Map<string, SchemaError[]> {
  const groups = new Map<string, SchemaError[]>();
  for (const error of errors) {
    const group = groups.get(error.instancePath) ?? [];
    groups.set(error.instancePath, [...group, error]);
  }
  return groups;
}

/** A choice that failed at a place where something more exact is known to be wrong. */
function isNoise(error: SchemaError, all: readonly SchemaError[]): boolean {
  if (!CHOICES.has(error.keyword)) return false;
  const place = error.instancePath;
  return all.some(
    (other) =>
      other.instancePath.startsWith(`${place}/`) ||
      (other.instancePath === place && !CHOICES.has(other.keyword)),
  );
}

/** A JSON pointer as keys and indexes. */
function routeOf(data: unknown, pointer: string): (string | number)[] {
  const route: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    route.push(Array.isArray(valueAt(data, route)) ? Number(key) : key);
  }
  return route;
}

function valueAt(data: unknown, route: readonly (string | number)[]): unknown {
  let node = data;
  for (const step of route) {
    if (Array.isArray(node)) node = node[Number(step)];
    else node = isRecord(node) ? get(node, String(step)) : undefined;
  }
  return node;
}
