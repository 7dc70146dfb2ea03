import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';
import { documents } from './documents.js';

// A longer run: PROPERTY_RUNS=100000 PROPERTY_SEED=1 jest test/edit/yaml/property
const numRuns = Number(process.env.PROPERTY_RUNS ?? 1500);
const seed = process.env.PROPERTY_SEED;
const settings = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };

const values = fc.constantFrom<YamlValue>(
  'x',
  'on',
  '1.0',
  3,
  null,
  true,
  '',
  'a\nb\n',
  [],
  {},
  ['x', 'y: z'],
  { z: 1, a: { q: ['1'] } },
  [{ a: 1, b: [2] }],
  { test: ['CMD', "it's"] },
  '${{ a }}',
  'x # y',
);

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** All routes of a value. */
function routes(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const children: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child: unknown, i) => [i, child])
    : Object.entries(value);
  return [at, ...children.flatMap(([step, child]) => routes(child, [...at, step]))];
}

/** What a route leads to. */
function at(value: unknown, route: readonly (string | number)[]): unknown {
  return route.reduce<unknown>(
    (node, step) => (node as Record<string | number, unknown>)[step],
    value,
  );
}

const operation = (text: string): fc.Arbitrary<YamlOperation> => {
  const value = parseDocument(text).errors.length > 0 ? {} : (plain(text) ?? {});
  const known = routes(value);
  const pick = (which: (node: unknown, route: readonly unknown[]) => boolean) => {
    const fitting = known.filter((route) => which(at(value, route), route));
    return fc.constantFrom(...(fitting.length > 0 ? fitting : known));
  };
  const map = pick((node) => typeof node === 'object' && !Array.isArray(node));
  const below = pick((_node, route) => route.length > 0);
  const added = fc
    .tuple(map, fc.constantFrom('new', 'on', 'z'))
    .map(([route, key]) => [...route, key]);
  return fc.oneof(
    fc.record({
      op: fc.constant('ensure' as const),
      route: fc.oneof(added, map, below),
      value: values,
    }),
    fc.record({ op: fc.constant('ensure' as const), route: added, value: values }),
    fc.record({ op: fc.constant('set' as const), route: below, value: values }),
    fc.record({
      op: fc.constant('append' as const),
      route: pick((n) => n === null || Array.isArray(n)),
      value: values,
    }),
    fc.record({
      op: fc.constant('rename' as const),
      route: pick((_n, r) => typeof r.at(-1) === 'string'),
      key: fc.constantFrom('z', 'on', "it's"),
    }),
    fc.record({ op: fc.constant('remove' as const), route: below }),
  );
};

/** What a text says, with keys merged by `<<` resolved. */
function plain(text: string): unknown {
  try {
    const value: unknown = parse(text, { merge: true, logLevel: 'silent' });
    JSON.stringify(value);
    return value;
  } catch {
    return undefined; // a merge of something that is not a map, or an alias of what it is in
  }
}

/** The operation on plain values, written independently of the editor. */
function apply(before: unknown, operation: YamlOperation): unknown {
  const root = { '': structuredClone(before) as Json };
  const route = ['', ...operation.route];
  const merge = (a: Json | undefined, b: YamlValue): Json => {
    if (a === undefined || a === null) return structuredClone(b) as Json;
    if (!isMap(a) || !isMap(b as Json)) return a;
    for (const [key, value] of Object.entries(b as Record<string, YamlValue>)) {
      a[key] = merge(a[key], value);
    }
    return a;
  };
  const last = route.at(-1) ?? '';
  let parent = root as Json;
  for (const step of route.slice(0, -1)) {
    const into = parent as Record<string | number, Json>;
    if (operation.op === 'ensure') into[step] ??= {};
    else if (into[step] === undefined || into[step] === null) return before;
    parent = into[step] ?? null;
  }
  if (typeof parent !== 'object' || parent === null) return before;
  const map = parent as Record<string | number, Json>;
  if (operation.op === 'ensure') map[last] = merge(map[last], operation.value);
  else if (operation.op === 'set') map[last] = operation.value as Json;
  else if (operation.op === 'append') {
    map[last] = [...((map[last] as Json[] | null) ?? []), operation.value as Json];
  } else if (operation.op === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else Reflect.deleteProperty(map, last);
  } else {
    const entries = Object.entries(map);
    for (const [key] of entries) Reflect.deleteProperty(map, key);
    for (const [key, value] of entries) map[key === last ? operation.key : key] = value;
  }
  return root[''];
}

const isMap = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the parts of `after` outside its spans are parts of `before`, in order. */
function untouched(
  before: string,
  after: string,
  spans: readonly { start: number; end: number }[],
): boolean {
  const starts = [0, ...spans.map(({ end }) => end)];
  const parts = starts.map((start, i) => after.slice(start, spans[i]?.start ?? after.length));
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (spans.length === 0) return before === after;
  if (!before.startsWith(first) || !before.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = before.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= before.length - last.length;
}

/** A value as text, types and key order included. */
const shown = (value: unknown): string => JSON.stringify(value);

const counts = { changed: 0, same: 0, refused: 0 };

function check(text: string, operation: YamlOperation): void {
  let edited;
  try {
    edited = editYaml(text, [operation]);
  } catch (error) {
    if (!(error instanceof EditRefusal)) throw error;
    counts.refused += 1;
    return;
  }
  counts[edited.text === text ? 'same' : 'changed'] += 1;
  expect(untouched(text, edited.text, edited.spans)).toBe(true);
  const [before, after] = [plain(text), plain(edited.text)];
  // What comes through an alias or a merge wins as a whole; plain values do not show it does.
  const comparable = operation.op !== 'ensure' || !/\*|<</.test(text);
  if (before !== undefined && comparable) {
    const intended = apply(before, operation);
    if (shown(after) !== shown(intended))
      expect({ after, of: edited.text }).toEqual({ after: intended });
  }
  if (operation.op === 'ensure' || operation.op === 'set') {
    expect(editYaml(edited.text, [operation])).toEqual({ text: edited.text, spans: [] });
  }
}

it('one operation changes what it says and nothing else, or is refused', () => {
  const run = documents.chain((text) => fc.tuple(fc.constant(text), operation(text)));
  fc.assert(
    fc.property(run, ([text, each]) => {
      check(text, each);
    }),
    settings,
  );
  expect(counts.changed).toBeGreaterThan(numRuns / 4);
});

it('several additions together give what they give one by one', () => {
  const run = documents.chain((text) =>
    fc.tuple(fc.constant(text), fc.array(operation(text), { minLength: 2, maxLength: 4 })),
  );
  fc.assert(
    fc.property(run, ([text, operations]) => {
      const ensures = operations.filter(({ op }) => op === 'ensure');
      fc.pre(ensures.length > 1);
      const together = outcome(() => editYaml(text, ensures).text);
      const single = outcome(() =>
        ensures.reduce((at, operation) => editYaml(at, [operation]).text, text),
      );
      expect(plain(together)).toEqual(plain(single));
    }),
    { ...settings, numRuns: Math.ceil(numRuns / 4) },
  );
});

function outcome(edit: () => string): string {
  try {
    return edit();
  } catch (error) {
    if (error instanceof EditRefusal) return 'refused';
    throw error;
  }
}
