import type { YamlOperation, YamlValue } from '../../src/edit/yaml/index.js';
import { editYaml, EditRefusal } from '../../src/edit/yaml/index.js';
import type { Route } from '../edit/yaml/operations.js';
import { at, routes } from '../edit/yaml/operations.js';
import type { Plain } from '../edit/yaml/plain-values.js';
import { withYaml } from '../edit/yaml/plain-values.js';
import { holdToPromise } from '../edit/yaml/promise.js';
import { readSuite } from './cases.js';

const folder = process.env.YAML_TEST_SUITE ?? '';
const cases = readSuite(folder);
const valid = cases.filter(({ isValid }) => isValid);
const invalid = cases.filter(({ isValid }) => !isValid);

const VALUES: readonly YamlValue[] = [
  ...['x', 'on', 'a\nb\n', 3, null],
  ...[[], ['x', 'y: z'], { z: 1, a: { q: ['1'] } }, [{ a: 1, b: [2] }]],
];

/** Every operation at every map, list and entry of a text. */
function operationsFor(text: string): YamlOperation[] {
  return (withYaml(text) ?? []).flatMap((value, document) =>
    routes(value).flatMap((route) => operationsAt(value, route, document)),
  );
}

function operationsAt(value: Plain, route: Route, document: number): YamlOperation[] {
  const target = { route, document };
  const node = at(value, route);
  const withValues = VALUES.flatMap((added): YamlOperation[] => [
    { ...target, op: 'ensure', value: added },
    { ...target, route: [...route, 'z'], op: 'ensure', value: added },
    { ...target, op: 'set', value: added },
    ...(Array.isArray(node) || node === null
      ? [{ ...target, op: 'append', value: added } as const]
      : []),
    ...(['before', 'after'] as const).map((where) => {
      const insert = { ...target, op: 'insert', where, value: added } as const;
      return typeof route.at(-1) === 'string' ? { ...insert, key: 'z' } : insert;
    }),
  ]);
  return [
    ...withValues,
    { ...target, op: 'rename', key: "it's" },
    { ...target, op: 'remove' },
    { ...target, op: 'comment', text: 'why: [\nnot' },
  ];
}

const counts = { changed: 0, same: 0, refused: 0 };

it.each(valid.map((each) => [each.id, each.name, each] as const))(
  '%s (%s): every operation holds the promise or is refused',
  (_id, _name, { text }) => {
    for (const operation of operationsFor(text)) {
      try {
        counts[holdToPromise(text, operation)] += 1;
      } catch (error) {
        throw new Error(`${JSON.stringify(operation)} on ${JSON.stringify(text)}`, {
          cause: error,
        });
      }
    }
  },
);

it.each(invalid.map((each) => [each.id, each.name, each] as const))(
  '%s (%s) is refused',
  (_id, _name, { text }) => {
    expect(() => editYaml(text, [{ op: 'ensure', route: ['z'], value: 1 }])).toThrow(EditRefusal);
  },
);

afterAll(() => {
  const { changed, same, refused } = counts;
  console.info(
    `${valid.length} valid and ${invalid.length} invalid cases; ` +
      `operations: ${changed} made, ${same} with nothing to do, ${refused} refused`,
  );
});
