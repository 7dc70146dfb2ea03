import fc from 'fast-check';
import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import type { Plain } from './plain-values.js';
import { withYaml } from './plain-values.js';

export type Route = (string | number)[];

export const values: readonly YamlValue[] = [
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
];

/** All routes of a value that lead through keys that are strings. */
export function routes(value: Plain, at: Route = []): Route[] {
  return [at, ...children(value).flatMap(([step, child]) => routes(child, [...at, step]))];
}

function children(value: Plain): [string | number, Plain][] {
  if (Array.isArray(value)) return value.map((child, i) => [i, child]);
  if (!(value instanceof Map)) return [];
  return [...value].flatMap(([key, child]) => (typeof key === 'string' ? [[key, child]] : []));
}

/** What a route leads to. */
export function at(value: Plain, route: Route): Plain {
  return route.reduce<Plain>((node, step) => {
    if (node instanceof Map) return node.get(step) ?? null;
    return Array.isArray(node) ? (node[Number(step)] ?? null) : null;
  }, value);
}

/** Operations that fit a text: at its maps, lists and entries, with values of all kinds. */
export function operationsFor(text: string): fc.Arbitrary<YamlOperation> {
  const documents = withYaml(text) ?? [new Map()];
  const last = documents.length - 1;
  return fc
    .oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constant(last))
    .chain((document) => operationsOn(documents[document] ?? null, document));
}

function operationsOn(value: Plain, document: number): fc.Arbitrary<YamlOperation> {
  const known = routes(value);
  const pick = (which: (node: Plain, route: Route) => boolean) => {
    const fitting = known.filter((route) => which(at(value, route), route));
    return fc.constantFrom(...(fitting.length > 0 ? fitting : known));
  };
  const map = pick((node) => node === null || node instanceof Map);
  const list = pick((node) => node === null || Array.isArray(node));
  const below = pick((_, route) => route.length > 0);
  const named = pick((_, route) => typeof route.at(-1) === 'string');
  const item = pick((_, route) => typeof route.at(-1) === 'number');
  const new_ = fc.constantFrom('new', 'on', 'z');
  const added = fc.tuple(map, new_).map(([route, key]) => [...route, key]);
  const where = fc.constantFrom('before' as const, 'after' as const);
  const any = fc.constantFrom(...values);
  const on = { document: fc.constant(document) };
  const op = <K extends string>(name: K) => ({ ...on, op: fc.constant(name) });
  return fc.oneof(
    fc.record({ ...op('ensure'), route: fc.oneof(added, map, below), value: any }),
    fc.record({ ...op('ensure'), route: added, value: any }),
    fc.record({ ...op('set'), route: below, value: any }),
    fc.record({ ...op('append'), route: list, value: any }),
    fc.record({ ...op('rename'), route: named, key: fc.constantFrom('z', 'on', "it's") }),
    fc.record({ ...op('remove'), route: below }),
    fc.record({ ...op('insert'), route: named, where, key: new_, value: any }),
    fc.record({ ...op('insert'), route: item, where, value: any }),
    fc.record({ ...op('comment'), route: below, text: fc.constantFrom('why', 'a: {\n\n# b') }),
  );
}
