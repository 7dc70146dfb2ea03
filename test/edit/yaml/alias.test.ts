import type { YamlOperation } from '../../../src/edit/yaml/index.js';
import { editYaml, editYamlInSteps } from '../../../src/edit/yaml/index.js';
import { refusalOf, route } from './helpers.js';

const alias = (path: string, anchor = 'x'): YamlOperation => ({
  op: 'alias',
  route: route(path),
  anchor,
});

describe('an alias as a new entry', () => {
  const cases: readonly [name: string, before: string, at: string, after: string][] = [
    ['behind the last one', 'a: &x 1\nb: 2\n', 'c', 'a: &x 1\nb: 2\nc: *x\n'],
    [
      'in a map below',
      'a: &x { p: 1 }\nb:\n    q: 2',
      'b.c',
      'a: &x { p: 1 }\nb:\n    q: 2\n    c: *x',
    ],
    ['between braces', 'a: &x 1\nb: { q: 2 }\n', 'b.c', 'a: &x 1\nb: { q: 2, c: *x }\n'],
    ['set apart as the others', 'a: &x 1\n\nb: 2\n', 'c', 'a: &x 1\n\nb: 2\n\nc: *x\n'],
    ['with CRLF', 'a: &x 1\r\nb: 2\r\n', 'c', 'a: &x 1\r\nb: 2\r\nc: *x\r\n'],
  ];
  test.each(cases)('%s', (_, before, at, after) => {
    expect(editYaml(before, [alias(at)]).text).toBe(after);
    expect(editYaml(after, [alias(at)]).text).toBe(after);
  });

  test('not over what is there, or comes through a merge', () => {
    const text = 'a: &x 1\nb: &b { c: 2 }\nd: { <<: *b }\n';
    expect(editYaml(text, [alias('b.c'), alias('d.c')]).text).toBe(text);
  });

  test('stays between what is added before and after it', () => {
    const text = 'x: &x 1\nm:\n  a: 1\n';
    const steps: readonly (readonly YamlOperation[])[] = [
      [{ op: 'ensure', route: ['m', 'b'], value: 2 }],
      [alias('m.c')],
      [{ op: 'ensure', route: ['m', 'd'], value: 4 }],
    ];
    const after = 'x: &x 1\nm:\n  a: 1\n  b: 2\n  c: *x\n  d: 4\n';
    expect(editYamlInSteps(text, steps).at(-1)).toBe(after);
    expect(editYaml(text, steps.flat()).text).toBe(after);
  });

  test.each([
    ['a: 1\n', 'b', '2:1 the change would alter more than it should; do it by hand'],
    ['a: &x 1\n', 'a.b', '1:1 a is no map of this file'],
    ['a: &x 1\n', 'm.b', '1:1 m is no map of this file'],
    ['a: &x 1\nm: { n: 1 }\n', 'm.n.b', '1:1 m.n is no map of this file'],
    [
      'a: &x 1\nm: &m { a: 1 }\nn: *m\n',
      'm.b',
      '2:7 this part carries the anchor &m, which is repeated elsewhere; change it by hand',
    ],
  ])('is refused in %j', (text, at, reason) => {
    expect(refusalOf(text, [alias(at)])).toBe(reason);
  });

  test('has a text to paste', () => {
    expect(() => editYaml('a: 1\n', [alias('b.c')])).toThrow(
      expect.objectContaining({ paste: 'b:\n  c: *x\n' }) as Error,
    );
  });
});
