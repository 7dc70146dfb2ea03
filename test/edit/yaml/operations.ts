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
    .chain((document) => operationsOn(documents[document] ?? new Map(), document));
}

function operationsOn(value: Plain, document: number): fc.Arbitrary<YamlOperation> {
  const known = routes(value);
  const where = fc.constantFrom('before' as const, 'after' as const);
  const anyValue = fc.constantFrom(...values);
  const new_ = fc.constantFrom('new', 'on', 'z');
  const text = fc.constantFrom('why', 'a: {\n\n# b');
  /** Operations for the routes that fit; none where there are no such routes. */
  const on = (
    fits: (node: Plain, route: Route) => boolean,
    of: (route: fc.Arbitrary<Route>) => Record<string, fc.Arbitrary<unknown>>,
  ): fc.Arbitrary<YamlOperation>[] => {
    const fitting = known.filter((route) => fits(at(value, route), route));
    if (fitting.length === 0) return [];
    const record = fc.record({
      document: fc.constant(document),
      ...of(fc.constantFrom(...fitting)),
    });
    return [record as unknown as fc.Arbitrary<YamlOperation>];
  };
  const op = (name: YamlOperation['op']) => fc.constant(name);
  const isMap = (node: Plain): boolean => node === null || node instanceof Map;
  const isList = (node: Plain): boolean => node === null || Array.isArray(node);
  const isBelow = (_: Plain, route: Route): boolean => route.length > 0;
  const isNamed = (_: Plain, route: Route): boolean => typeof route.at(-1) === 'string';
  const isItem = (_: Plain, route: Route): boolean => typeof route.at(-1) === 'number';
  return fc.oneof(
    ...on(isMap, (route) => ({
      op: op('ensure'),
      route: fc.tuple(route, new_).map(([above, key]) => [...above, key]),
      value: anyValue,
    })),
    ...on(isMap, (route) => ({ op: op('ensure'), route, value: anyValue })),
    ...on(isBelow, (route) => ({ op: op('ensure'), route, value: anyValue })),
    ...on(isBelow, (route) => ({ op: op('set'), route, value: anyValue })),
    ...on(isList, (route) => ({ op: op('append'), route, value: anyValue })),
    ...on(isNamed, (route) => ({
      op: op('rename'),
      route,
      key: fc.constantFrom('z', 'on', "it's"),
    })),
    ...on(isBelow, (route) => ({ op: op('remove'), route })),
    ...on(isNamed, (route) => ({ op: op('insert'), route, where, key: new_, value: anyValue })),
    ...on(isItem, (route) => ({ op: op('insert'), route, where, value: anyValue })),
    ...on(isBelow, (route) => ({ op: op('comment'), route, text })),
    ...on(isNamed, (route) => ({ op: op('duplicate'), route, key: new_ })),
    ...on(isBelow, (route) => ({ op: op('remark'), route, text: fc.constantFrom('v1', '# {') })),
  );
}
