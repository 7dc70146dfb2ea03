import type { YamlValue } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { refusalOf, set } from './helpers.js';

describe('set is nothing where the value is', () => {
  const cases: readonly [text: string, value: YamlValue][] = [
    ['a: {b: 1, c: [x, "y"]}\n', { c: ['x', 'y'], b: 1 }],
    ['a:\n  ? b\n', { b: null }],
    ['a:\n  - []\n  - {}\n', [[], {}]],
  ];
  it.each(cases)('%j', (text, value) => {
    expect(editYaml(text, [{ op: 'set', route: ['a'], value }])).toEqual({ text, spans: [] });
  });
});

describe('set replaces', () => {
  const cases: readonly [name: string, text: string, value: YamlValue, after: string][] = [
    ['a list by a longer one', 'a: [1]\n', [1, 2], 'a: [1, 2]\n'],
    ['a list by a shorter one', 'a: [1, 2]\n', [1], 'a: [1]\n'],
    ['a list with another item', 'a: [1, 2]\n', [1, 3], 'a: [1, 3]\n'],
    ['an empty list by a map', 'a: []\n', {}, 'a: {}\n'],
    ['an empty map by a list', 'a: {}\n', [], 'a: []\n'],
    ['a list by text of its length', 'a: [x]\n', 'x', 'a: x\n'],
    ['a map by a bigger one', 'a: {b: 1}\n', { b: 1, c: 2 }, 'a: {b: 1, c: 2}\n'],
    ['a map with another value', 'a: {b: 1, c: 2}\n', { b: 1, c: 3 }, 'a: {b: 1, c: 3}\n'],
    ['a map with another key', 'a: {b: 1}\n', { c: 1 }, 'a: {c: 1}\n'],
    ['nothing under another key', 'a: {b: ~}\n', { c: null }, 'a: {c: null}\n'],
    ['a map with a number as key', 'a: {1: x}\n', { '1': 'x' }, 'a: {"1": x}\n'],
    ['a map with a list as key', 'a: {[x]: 1}\n', { x: 1 }, 'a: {x: 1}\n'],
    ['what an object has without saying so', 'a: {__proto__: {}}\n', { x: 1 }, 'a: {x: 1}\n'],
    ['no value by one', 'a:\n  ? b\n', { b: 1 }, 'a:\n  b: 1\n'],
  ];
  it.each(cases)('%s', (_name, text, value, after) => {
    expect(set(text, 'a', value)).toBe(after);
  });

  it('nothing that has a tag, as that says something too', () => {
    const operation = { op: 'set', route: ['a'], value: 'x' } as const;
    expect(refusalOf('a: !t x\n', [operation])).toBe(
      '1:7 the value carries a tag; change it by hand',
    );
  });
});
