import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import type { Plain } from './plain-values.js';

/** What means the same for plain values, which know no aliases. */
type PlainOperation = Exclude<YamlOperation, { op: 'alias' }>;

/** An operation on plain values, written independently of the editor. */
export function apply(documents: readonly Plain[], operation: PlainOperation): Plain[] {
  const values = documents.map(copy);
  const index = operation.document ?? 0;
  values[index] = applyToOne(values[index] ?? null, operation);
  return values;
}

function copy(value: Plain): Plain {
  if (Array.isArray(value)) return value.map(copy);
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, child]) => [key, copy(child)]));
}

/** A value to write, as a loader gives it back. */
export function plain(value: YamlValue): Plain {
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

function applyToOne(before: Plain, operation: PlainOperation): Plain {
  if (operation.op === 'comment' || operation.op === 'remark') return before;
  const root = new Map<unknown, Plain>([['', before]]);
  const route = ['', ...operation.route];
  const last = route.at(-1) ?? '';
  let parent: Plain = root;
  for (const step of route.slice(0, -1)) {
    let next: Plain | undefined = child(parent, step);
    if (operation.op === 'ensure' && parent instanceof Map) {
      next ??= new Map();
      parent.set(step, next);
    }
    if (next === undefined || next === null) return before;
    parent = next;
  }
  if (Array.isArray(parent)) changeList(parent, Number(last), operation);
  else if (parent instanceof Map) changeMap(parent, String(last), operation);
  return root.get('') ?? null;
}

const child = (parent: Plain, step: string | number): Plain | undefined => {
  if (parent instanceof Map) return parent.get(step);
  return Array.isArray(parent) ? parent[Number(step)] : undefined;
};

type Change = Exclude<PlainOperation, { op: 'comment' | 'remark' }>;

function changeMap(map: Map<unknown, Plain>, last: string, operation: Change): void {
  switch (operation.op) {
    case 'rename':
      rebuild(map, (key, value) => [[key === last ? operation.key : key, value]]);
      break;
    case 'remove':
      map.delete(last);
      break;
    case 'duplicate': {
      const { key: name } = operation;
      if (map.has(name)) return;
      rebuild(map, (key, value) => {
        const pair: [unknown, Plain] = [key, value];
        return key === last ? [pair, [name, copy(value)]] : [pair];
      });
      break;
    }
    case 'insert': {
      const { key: name = '', where, value: added } = operation;
      if (map.has(name)) return;
      rebuild(map, (key, value) => {
        const pair: [unknown, Plain] = [name, plain(added)];
        if (key !== last) return [[key, value]];
        return where === 'before' ? [pair, [key, value]] : [[key, value], pair];
      });
      break;
    }
    default:
      map.set(last, changed(map.get(last), operation));
  }
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
