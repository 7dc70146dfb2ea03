import { load, loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** What the documents of a text say to a loader, with keys merged by `<<` resolved. */
export type Loader = (text: string) => unknown[] | undefined;

/** The parser that the editor uses; undefined where the values are not plain data. */
export const withYaml: Loader = (text) => {
  try {
    // YAML ends a line at a lone CR; this parser does not.
    const documents = parseAllDocuments(text.replace(/\r(?!\n)/g, '\n'), {
      merge: true,
      logLevel: 'silent',
    });
    const values = Array.isArray(documents) ? documents.map((each) => each.toJS() as unknown) : [];
    JSON.stringify(values);
    return values.length > 0 ? values : [null];
  } catch {
    return undefined; // a merge of something that is not a map, or an alias of what it is in
  }
};

/** An independent parser, with other limits; undefined for what it does not take. */
export const withJsYaml: Loader = (text) => {
  try {
    const values = loadAll(text);
    JSON.stringify(values);
    return values.length > 0 ? values : [load(text)];
  } catch {
    return undefined;
  }
};

/** An operation on plain values, written independently of the editor. */
export function apply(documents: readonly unknown[], operation: YamlOperation): unknown[] {
  const index = operation.document ?? 0;
  const values = structuredClone(documents) as unknown[];
  values[index] = applyToOne(values[index], operation);
  return values;
}

function applyToOne(before: unknown, operation: YamlOperation): unknown {
  if (operation.op === 'comment') return before;
  const root = { '': structuredClone(before) as Json };
  const route = ['', ...operation.route];
  const last = route.at(-1) ?? '';
  let parent = root as Json;
  for (const step of route.slice(0, -1)) {
    const into = parent as Record<string | number, Json>;
    if (operation.op === 'ensure') into[step] ??= {};
    else if (into[step] === undefined || into[step] === null) return before;
    parent = into[step] ?? null;
  }
  if (typeof parent !== 'object' || parent === null) return before;
  change(parent, last, operation);
  return root[''];
}

function change(
  parent: Json[] | Record<string, Json>,
  last: string | number,
  operation: Exclude<YamlOperation, { op: 'comment' }>,
): void {
  const map = parent as Record<string | number, Json>;
  switch (operation.op) {
    case 'ensure':
      map[last] = merge(map[last], operation.value);
      break;
    case 'set':
      map[last] = operation.value as Json;
      break;
    case 'append':
      map[last] = [...((map[last] as Json[] | null) ?? []), operation.value as Json];
      break;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else Reflect.deleteProperty(map, last);
      break;
    case 'rename':
      rebuild(map, (key, value) => [[key === last ? operation.key : key, value]]);
      break;
    case 'insert': {
      const { key: name = '', where, value: added } = operation;
      if (Array.isArray(parent)) {
        parent.splice(Number(last) + (where === 'after' ? 1 : 0), 0, added as Json);
      } else if (!Object.hasOwn(map, name)) {
        rebuild(map, (key, value) => {
          const pair: [string, Json] = [name, added as Json];
          if (key !== last) return [[key, value]];
          return where === 'before' ? [pair, [key, value]] : [[key, value], pair];
        });
      }
    }
  }
}

function rebuild(
  map: Record<string, Json>,
  replace: (key: string, value: Json) => [string, Json][],
): void {
  const entries = Object.entries(map);
  for (const [key] of entries) Reflect.deleteProperty(map, key);
  for (const [key, value] of entries.flatMap((entry) => replace(...entry))) map[key] = value;
}

function merge(a: Json | undefined, b: YamlValue): Json {
  if (a === undefined || a === null) return structuredClone(b) as Json;
  if (!isMap(a) || !isMap(b as Json)) return a;
  for (const [key, value] of Object.entries(b as Record<string, YamlValue>)) {
    a[key] = merge(a[key], value);
  }
  return a;
}

const isMap = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
