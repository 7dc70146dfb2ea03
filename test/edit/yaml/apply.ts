import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import type { Plain } from './plain-values.js';

/** An operation on plain values, written independently of the editor. */
export function apply(documents: readonly Plain[], operation: YamlOperation): Plain[] {
  const values = documents.map(copy);
  const index = operation.document ?? 0;
  values[index] = applyToOne(values[index] ?? null, operation);
  return values;
}

function changeList(list: Plain[], at: number, operation: Change): void {
  switch (operation.op) {
    case 'remove':
      list.splice(at, 1);
      break;
    case 'insert':
      list.splice(at + (operation.where === 'after' ? 1 : 0), 0, plain(operation.value));
      break;
    case 'rename':
    case 'duplicate':
      break;
    default:
      list[at] = changed(list[at], operation);
  }
}

function changed(
  before: Plain | undefined,
  operation: Extract<Change, { op: 'ensure' | 'set' | 'append' }>,
): Plain {
  const value = plain(operation.value);
  if (operation.op === 'set') return value;
  if (operation.op === 'ensure') return merge(before, value);
  return [...(Array.isArray(before) ? before : []), value];
}

function merge(a: Plain | undefined, b: Plain): Plain {
  if (a === undefined || a === null) return b;
  if (!(a instanceof Map) || !(b instanceof Map)) return a;
  for (const [key, value] of b) a.set(key, merge(a.get(key), value));
  return a;
}

function rebuild(
  map: Map<unknown, Plain>,
  replace: (key: unknown, value: Plain) => [unknown, Plain][],
): void {
  const entries = [...map].flatMap(([key, value]) => replace(key, value));
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
