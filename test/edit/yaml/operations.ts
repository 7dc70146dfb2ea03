import fc from 'fast-check';
import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import { withYaml } from './plain-values.js';

type Route = (string | number)[];

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

/** All routes of a value. */
export function routes(value: unknown, at: Route = []): Route[] {
  if (typeof value !== 'object' || value === null) return [at];
  const children: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child: unknown, i) => [i, child])
    : Object.entries(value);
  return [at, ...children.flatMap(([step, child]) => routes(child, [...at, step]))];
}

/** What a route leads to. */
export function at(value: unknown, route: readonly (string | number)[]): unknown {
  return route.reduce<unknown>(
    (node, step) => (node as Record<string | number, unknown>)[step],
    value,
  );
}

/** Operations that fit a text: at its maps, lists and entries, with values of all kinds. */
export function operationsFor(text: string): fc.Arbitrary<YamlOperation> {
  const documents = withYaml(text) ?? [{}];
  const last = documents.length - 1;
  return fc
    .oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constant(last))
    .chain((document) => operationsOn(documents[document] ?? {}, document));
}

function operationsOn(value: unknown, document: number): fc.Arbitrary<YamlOperation> {
  const known = routes(value);
  const pick = (which: (node: unknown, route: readonly unknown[]) => boolean) => {
    const fitting = known.filter((route) => which(at(value, route), route));
    return fc.constantFrom(...(fitting.length > 0 ? fitting : known));
  };
  const map = pick((node) => typeof node === 'object' && !Array.isArray(node));
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
