import { posix } from 'node:path';
import type { ComposeKind } from '../model.js';
import { get, isRecord } from '../records.js';
import type { Data } from '../records.js';

/** Sequences that a file on top replaces (Compose specification, "Merge and override"). */
const REPLACED = new Set(['command', 'entrypoint', 'test']);

/** Keys of one service that make it runnable. */
const WHOLE = ['image', 'build', 'extends', 'provider'];

interface Layer {
  readonly path: string;
  readonly kind: ComposeKind | 'undecided';
  readonly services: ReadonlyMap<string, Data>;
}

/**
 * The file that another one is laid over with a second `-f`, as it only adds to services, or waits
 * for some, which that one has the images or builds of: the one whose name it continues (`compose.prod.tls.yml`), for
 * staging the one of production, else a plain `compose.yml` beside it. Undefined for a file that is
 * complete in itself.
 */
export function fileBelow<T extends Layer>(file: Layer, files: readonly T[]): T | undefined {
  const beside = files.filter(
    ({ path }) => path !== file.path && posix.dirname(path) === posix.dirname(file.path),
  );
  const missing = missingServices(file);
  const completes = ({ services }: T): boolean =>
    missing.some((name) => isWhole(services.get(name) ?? {}));
  const named = beside
    .filter(({ path }) => stem(file.path).startsWith(`${stem(path)}.`))
    .sort((one, other) => other.path.length - one.path.length);
  const production = beside.filter(
    ({ kind }) => file.kind === 'staging' && (kind === 'standalone' || kind === 'production'),
  );
  const plain = beside.filter(({ path }) =>
    /^(docker-)?compose$/i.test(posix.basename(stem(path))),
  );
  return [...named, ...production, ...plain].find(completes);
}

/** Services that a file speaks of and does not make runnable. */
function missingServices({ services }: Layer): string[] {
  const partial = [...services].flatMap(([name, each]) => (isWhole(each) ? [] : [name]));
  const awaited = [...services.values()].flatMap((each) =>
    Object.keys(asMap('depends_on', get(each, 'depends_on')) ?? {}),
  );
  return [...partial, ...awaited.filter((name) => !services.has(name))];
}

function stem(path: string): string {
  return path.replace(/\.ya?ml$/i, '');
}

/**
 * A service's definition laid over another one of it, as Compose merges files and `extends`: maps
 * by key, sequences appended, commands and probes replaced. Returns the merged definition.
 */
export function mergeDefinitions(below: Data, above: Data): Data {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = mergeValues(key, get(below, key), value);
  }
  return merged;
}

function mergeValues(key: string, below: unknown, above: unknown): unknown {
  if (Array.isArray(below) && Array.isArray(above)) {
    return REPLACED.has(key) ? above : [...(below as unknown[]), ...(above as unknown[])];
  }
  const [low, high] = [asMap(key, below), asMap(key, above)];
  return low !== undefined && high !== undefined ? mergeDefinitions(low, high) : above;
}

/** A map, also of what may be written as a list: `NAME=value`, or names to wait for or to join. */
function asMap(key: string, value: unknown): Data | undefined {
  if (!Array.isArray(value)) return isRecord(value) ? value : undefined;
  const items = value.filter((item) => typeof item === 'string');
  if (key === 'depends_on' || key === 'networks') {
    return Object.fromEntries(items.map((name) => [name, null]));
  }
  if (!['environment', 'labels', 'args', 'extra_hosts', 'sysctls'].includes(key)) return undefined;
  return Object.fromEntries(
    items.map((item) => {
      const [name = '', ...rest] = item.split('=');
      return [name, rest.length === 0 ? null : rest.join('=')];
    }),
  );
}

function isWhole(definition: Data): boolean {
  return WHOLE.some((key) => (get(definition, key) ?? null) !== null);
}
