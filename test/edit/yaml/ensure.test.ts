import type { YamlValue } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { ensure } from './helpers.js';

describe('ensure: what is there', () => {
  it('is completed, never replaced', () => {
    const text = 'services:\n  api:\n    image: x # why\n    deploy:\n      replicas: 1\n';
    const value = { image: 'y', deploy: { replicas: 2, mode: 'global' }, restart: 'always' };
    expect(ensure(text, 'services.api', value)).toBe(
      'services:\n  api:\n    image: x # why\n    deploy:\n      replicas: 1\n      mode: global\n' +
        '    restart: always\n',
    );
  });

  it('wins as a scalar, list, alias or merged key, and in quotes', () => {
    const text = 'base: &b { m: 1 }\nx:\n  <<: *b\n  s: 1\n  l: [1]\n  a: *b\n  "q": 1\n  2: 1\n';
    const value = { m: { z: 1 }, s: { z: 1 }, l: { z: 1 }, a: { z: 1 }, q: 2, '2': 2 };
    expect(editYaml(text, [{ op: 'ensure', route: ['x'], value }])).toEqual({ text, spans: [] });
  });

  it('is left alone byte for byte when nothing is missing', () => {
    const text = 'a:   {b:  1}  # c\n';
    expect(editYaml(text, [{ op: 'ensure', route: ['a', 'b'], value: 2 }])).toEqual({
      text,
      spans: [],
    });
  });

  it('is found through a list of merges and merges of merges', () => {
    const text = 'a: &a { p: 1 }\nb: &b { <<: *a, q: 1 }\nc: &c { r: 1 }\nd:\n  <<: [*b, *c]\n';
    expect(ensure(text, 'd', { p: 0, q: 0, r: 0, s: 0 })).toBe(`${text}  s: 0\n`);
  });

  it('is filled in where a key holds an explicit null', () => {
    const text = 'a: ~ # why\nb: null\nc: { d: ~ }\ne:\n  - ~\n';
    const value = { a: { z: 1 }, b: 1, c: { d: ['x'] } };
    expect(ensure(text, '', value)).toBe('a: # why\n  z: 1\nb: 1\nc: { d: ["x"] }\ne:\n  - ~\n');
  });

  it('is filled in where a key has no value', () => {
    expect(ensure('a:\nb:  # c\n  # deeper\nd: ', '', { a: 'x', b: { z: 1 }, d: [1] })).toBe(
      'a: x\nb:  # c\n  # deeper\n  z: 1\nd:\n  - 1'.replace('d:\n', 'd: \n'),
    );
  });
});

describe('ensure: where new keys go', () => {
  const cases: readonly [name: string, before: string, path: string, after: string][] = [
    [
      'behind comments of the map, before those of what follows',
      'a:\n  b: 1\n  # of a\nc: 1\n',
      'a.z',
      'a:\n  b: 1\n  # of a\n  z: 1\nc: 1\n',
    ],
    [
      'before comments set apart by a blank line',
      'a:\n  b: 1\n\n  # what\n  # ever\nc: 1\n',
      'a.z',
      'a:\n  b: 1\n  z: 1\n\n  # what\n  # ever\nc: 1\n',
    ],
    [
      'before comments of the next key, also at column 0 in a nested map',
      'a:\n  b:\n    c: 1\n# odd\n  # of d\n  d: 1\n',
      'a.b.z',
      'a:\n  b:\n    c: 1\n    z: 1\n# odd\n  # of d\n  d: 1\n',
    ],
    [
      'behind comments deeper than the keys',
      'a:\n  b:\n    c: 1\n    # d: 2\n  # e: 3\nf: 1\n',
      'a.z',
      'a:\n  b:\n    c: 1\n    # d: 2\n  # e: 3\n  z: 1\nf: 1\n',
    ],
    [
      'behind a block scalar',
      'a:\n  b: |\n    # no: comment\n\nc: 1\n',
      'a.z',
      'a:\n  b: |\n    # no: comment\n  z: 1\n\nc: 1\n',
    ],
    [
      'behind the blank lines a block scalar keeps',
      'a:\n  b: |+\n    x\n\nc: 1\n',
      'a.z',
      'a:\n  b: |+\n    x\n\n  z: 1\nc: 1\n',
    ],
    [
      'behind a folded scalar with an indicator',
      'a:\n  b: >2-\n     x: y\n',
      'a.z',
      'a:\n  b: >2-\n     x: y\n  z: 1\n',
    ],
    [
      'behind a plain scalar of several lines',
      'a:\n  b: x\n    y # c\nc: 1\n',
      'a.z',
      'a:\n  b: x\n    y # c\n  z: 1\nc: 1\n',
    ],
    [
      'behind a quoted scalar of several lines',
      'a:\n  b: "x\n\n    # y"\n',
      'a.z',
      'a:\n  b: "x\n\n    # y"\n  z: 1\n',
    ],
    [
      'behind a list at the column of its key',
      'a:\n  b:\n  - 1\n  # of whom?\n  c: 1\n',
      'a.z',
      'a:\n  b:\n  - 1\n  # of whom?\n  c: 1\n  z: 1\n',
    ],
    [
      'in a map that starts behind a dash',
      'a:\n  -   b: 1\n      c: 2\n  - d\n',
      'a.0.z',
      'a:\n  -   b: 1\n      c: 2\n      z: 1\n  - d\n',
    ],
    [
      'in a map of one key behind two dashes',
      '- - b: 1\n  - 2\n',
      '0.0.z',
      '- - b: 1\n    z: 1\n  - 2\n',
    ],
    ['in a map with complex keys', 'a:\n  ? [x]\n  : y\n', 'a.z', 'a:\n  ? [x]\n  : y\n  z: 1\n'],
    [
      'before the end of the document',
      '%YAML 1.2\n---\na: 1\n...\n# end\n',
      'z',
      '%YAML 1.2\n---\na: 1\nz: 1\n...\n# end\n',
    ],
    ['before blank lines at the end', 'a: 1  \n\n\n', 'z', 'a: 1  \nz: 1\n\n\n'],
    ['below tagged and anchored maps', 'a: !t &x\n  b: 1\n', 'a.z', 'a: !t &x\n  b: 1\n  z: 1\n'],
    ['into an empty text', '', 's.m', 's:\n  m: 1\n'],
    ['into a text of comments', '# c', 'z', '# c\nz: 1'],
  ];
  it.each(cases)('%s', (_name, before, path, after) => {
    expect(ensure(before, path, 1)).toBe(after);
  });
});

describe('ensure: looks', () => {
  const nested = { p: { q: [{ r: 1, s: 2 }] } };
  const cases: readonly [name: string, before: string, value: YamlValue, after: string][] = [
    [
      'indent of 4, lists at the key',
      'a:\n    b:\n        c: 1\n    l:\n    - 1\n',
      nested,
      'a:\n    b:\n        c: 1\n    l:\n    - 1\n    p:\n        q:\n        - r: 1\n          s: 2\n',
    ],
    ['indent of 1', 'a:\n b: 1\n', nested, 'a:\n b: 1\n p:\n  q:\n   - r: 1\n     s: 2\n'],
    [
      'CRLF and no final newline',
      'a:\r\n  b: 1',
      nested,
      'a:\r\n  b: 1\r\n  p:\r\n    q:\r\n      - r: 1\r\n        s: 2',
    ],
    ['byte order mark', '\ufeffa:\n  b: 1\n', { z: 1 }, '\ufeffa:\n  b: 1\n  z: 1\n'],
    [
      'single quotes where those are usual',
      "a:\n  b: 'x'\n",
      { z: '1' },
      "a:\n  b: 'x'\n  z: '1'\n",
    ],
    [
      'a command as a flow list',
      'a:\n  b: 1\n',
      { test: ['CMD', 'x "y"'] },
      'a:\n  b: 1\n  test: ["CMD", "x \\"y\\""]\n',
    ],
    [
      'padded single quoted flow lists',
      "a:\n  l: [ 'x' ]\n",
      { m: ['y'] },
      "a:\n  l: [ 'x' ]\n  m: [ 'y' ]\n",
    ],
    [
      'no single quotes doubled in them',
      "a:\n  l: [ 'x' ]\n",
      { test: ['CMD', "open('y')"] },
      "a:\n  l: [ 'x' ]\n  test: [ 'CMD', \"open('y')\" ]\n",
    ],
    [
      'plain flow lists',
      'a:\n  l: [x, y]\n',
      { m: ['z', 'no'] },
      'a:\n  l: [x, y]\n  m: [z, "no"]\n',
    ],
    [
      'text of several lines',
      'a:\n  b: 1\n',
      { run: 'x: y\n\n  # z\n' },
      'a:\n  b: 1\n  run: |\n    x: y\n\n      # z\n',
    ],
    ['empty collections', 'a:\n  b: 1\n', { m: {}, l: [] }, 'a:\n  b: 1\n  m: {}\n  l: []\n'],
    [
      'blank lines between entries',
      'a:\n  b:\n    x: 1\n\n  c:\n    x: 1\n',
      { d: { x: 1 }, e: 1 },
      'a:\n  b:\n    x: 1\n\n  c:\n    x: 1\n\n  d:\n    x: 1\n\n  e: 1\n',
    ],
    ['an empty flow map', 'a: {} # c\n', { b: { c: [1, 'x'] } }, 'a: { b: { c: [1, "x"] } } # c\n'],
    ['an empty flow map with a space', 'a: { }\n', { b: 1 }, 'a: { b: 1 }\n'],
    ['a one-line flow map', 'a: {b: 1}\n', { c: {}, d: 'x, y' }, 'a: {b: 1, c: {}, d: "x, y"}\n'],
    ['a flow map with a trailing comma', 'a: { b: 1, }\n', { c: 2 }, 'a: { b: 1, c: 2, }\n'],
    [
      'a flow map over lines',
      'a: {\n  b: 1 # c\n}\n',
      { c: 2, d: 3 },
      'a: {\n  b: 1, # c\n  c: 2,\n  d: 3\n}\n',
    ],
    [
      'a flow map over lines with trailing commas',
      'a: {\n  b: 1, # c\n}\n',
      { c: 2 },
      'a: {\n  b: 1, # c\n  c: 2,\n}\n',
    ],
    ['a map like JSON', 'a: {"b": "x"}\n', { c: 'y', d: 1 }, 'a: {"b": "x", "c": "y", "d": 1}\n'],
    ['a flow key without a value', 'a: {b, c: }\n', { b: 1, c: 2 }, 'a: {b: 1, c: 2 }\n'],
  ];
  it.each(cases)('%s', (_name, before, value, after) => {
    expect(ensure(before, 'a', value)).toBe(after);
    expect(ensure(after, 'a', value)).toBe(after);
  });

  it('adds no blank line that would become part of the text before it', () => {
    const text = 'a: 1\n\nb: |+\n  x\n';
    expect(ensure(text, 'c', 1)).toBe(`${text}c: 1\n`);
  });

  it('sets a new section apart as the others are', () => {
    const text = 'services:\n  a:\n    image: x\n';
    expect(ensure(text, 'volumes.v', {})).toBe(`${text}\nvolumes:\n  v: {}\n`);
  });
});
