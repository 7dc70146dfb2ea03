import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { comment, insert, refusalOf } from './helpers.js';

type Where = 'before' | 'after';

describe('insert into a map', () => {
  const cases: readonly [
    name: string,
    before: string,
    where: Where,
    at: string,
    value: YamlValue,
    after: string,
  ][] = [
    ['before the first key', 'a: 1\nb: 2\n', 'before', 'a', 'x', 'z: x\na: 1\nb: 2\n'],
    ['after a key', 'a: 1 # c\nb: 2\n', 'after', 'a', 'x', 'a: 1 # c\nz: x\nb: 2\n'],
    ['after the last key', 'a: 1\nb: 2', 'after', 'b', 'x', 'a: 1\nb: 2\nz: x'],
    [
      'above the comments of the next key',
      'a: 1\n# of b\n# too\nb: 2\n',
      'before',
      'b',
      'x',
      'a: 1\nz: x\n# of b\n# too\nb: 2\n',
    ],
    [
      'above the comments of a key in the middle',
      'a: 1\n# of b\nb: 2\nc: 3\n',
      'before',
      'b',
      'x',
      'a: 1\nz: x\n# of b\nb: 2\nc: 3\n',
    ],
    [
      'below the comments at the top of the file',
      '# licence\na: 1\n',
      'before',
      'a',
      'x',
      '# licence\nz: x\na: 1\n',
    ],
    [
      'above the comments of the first key of a nested map',
      's:\n  # of a\n  a: 1\n',
      'before',
      's.a',
      'x',
      's:\n  z: x\n  # of a\n  a: 1\n',
    ],
    [
      'behind the deeper comments of the key before',
      'a:\n  b: 1\n  # c: 2\n# of d\nd: 1\n',
      'after',
      'a',
      { q: 1 },
      'a:\n  b: 1\n  # c: 2\nz:\n  q: 1\n# of d\nd: 1\n',
    ],
    [
      'a line with the key before where few keys are set apart',
      'a: 1\nb: 2\nc: 3\n\nd: 4\n',
      'before',
      'd',
      'x',
      'a: 1\nb: 2\nc: 3\nz: x\n\nd: 4\n',
    ],
    [
      'a line with the key before, away from the comments of the next',
      'a: 1\nb: 2\n\n# of d\nd: 4\ne: 5\n',
      'before',
      'd',
      'x',
      'a: 1\nb: 2\nz: x\n\n# of d\nd: 4\ne: 5\n',
    ],
    [
      'a block set apart from both where these are, above the next',
      'a: 1\nb: 2\n\nd: 4\n',
      'before',
      'd',
      { q: 1 },
      'a: 1\nb: 2\n\nz:\n  q: 1\n\nd: 4\n',
    ],
    [
      'a block set apart from both where these are, below the one before',
      'a: 1\nb: 2\n\nd: 4\n',
      'after',
      'b',
      { q: 1 },
      'a: 1\nb: 2\n\nz:\n  q: 1\n\nd: 4\n',
    ],
    [
      'right behind the one before, above a remark that is neither’s',
      'a: 1\n# note\n\n# of b\nb: 2\n',
      'after',
      'a',
      'x',
      'a: 1\nz: x\n# note\n\n# of b\nb: 2\n',
    ],
    [
      'right above the one behind, below a remark that is neither’s',
      'a: 1\n# note\n\n# of b\nb: 2\n',
      'before',
      'b',
      'x',
      'a: 1\n# note\n\nz: x\n# of b\nb: 2\n',
    ],
    [
      'where a map starts behind a dash',
      '-   a: 1\n    b: 2\n',
      'before',
      '0.a',
      { q: 1 },
      '-   z:\n      q: 1\n    a: 1\n    b: 2\n',
    ],
    [
      'in the rhythm of the blank lines, before',
      'a:\n  p: 1\n\nb:\n  p: 1\n\nc: 1\n',
      'before',
      'b',
      1,
      'a:\n  p: 1\n\nz: 1\n\nb:\n  p: 1\n\nc: 1\n',
    ],
    [
      'between two that stand together, whatever is between others',
      'a: 1\nb: 2\n\nc: 3\n\nd: 4\n',
      'after',
      'a',
      'x',
      'a: 1\nz: x\nb: 2\n\nc: 3\n\nd: 4\n',
    ],
    [
      'in the rhythm of the blank lines, after',
      'a:\n  p: 1\n\nb:\n  p: 1\n\nc: 1\n',
      'after',
      'b',
      1,
      'a:\n  p: 1\n\nb:\n  p: 1\n\nz: 1\n\nc: 1\n',
    ],
    [
      'behind a block scalar and before its blank lines',
      'a: |\n  x\n\nb: 1\nc: 1\n',
      'after',
      'a',
      1,
      'a: |\n  x\nz: 1\n\nb: 1\nc: 1\n',
    ],
    ['in flow, before', '{ a: 1, b: 2 }\n', 'before', 'a', 'x', '{ z: x, a: 1, b: 2 }\n'],
    ['in flow, after', '{a: 1, b: 2}\n', 'after', 'a', 'x', '{a: 1, z: x, b: 2}\n'],
    [
      'in flow over lines',
      '{\n  "a": 1, # c\n  "b": 2\n}\n',
      'after',
      'a',
      'x',
      '{\n  "a": 1, # c\n  "z": "x",\n  "b": 2\n}\n',
    ],
    ['with CRLF', 'a: 1\r\nb: 2\r\n', 'before', 'b', [1], 'a: 1\r\nz:\r\n  - 1\r\nb: 2\r\n'],
  ];
  it.each(cases)('%s', (_name, before, where, at, value, after) => {
    expect(insert(before, where, at, value, 'z')).toBe(after);
  });

  it('is nothing when the key is there, wherever it stands', () => {
    const text = 'm: &m { q: 1 }\na:\n  <<: *m\n  b: 1\n';
    const at = { op: 'insert', route: ['a', 'b'], where: 'before', value: 2 } as const;
    expect(editYaml(text, [{ ...at, key: 'b' }])).toEqual({ text, spans: [] });
    expect(editYaml(text, [{ ...at, key: 'q' }])).toEqual({ text, spans: [] });
  });
});

describe('insert into a sequence', () => {
  const cases: readonly [
    name: string,
    before: string,
    where: Where,
    at: string,
    value: YamlValue,
    after: string,
  ][] = [
    ['before an item', '- a\n# of b\n- b\n', 'before', '1', 'x', '- a\n- x\n# of b\n- b\n'],
    ['after an item', '- a # c\n- b\n', 'after', '0', 'x', '- a # c\n- x\n- b\n'],
    ['after the last item', '- a\n- b\n', 'after', '1', 'x', '- a\n- b\n- x\n'],
    [
      'with a wide dash',
      's:\n  -   a\n  -   b\n',
      'before',
      's.0',
      { p: 1, q: 2 },
      's:\n  -   p: 1\n      q: 2\n  -   a\n  -   b\n',
    ],
    ['in a nested one', '- - a\n  - b\n', 'before', '0.0', 'x', '- - x\n  - a\n  - b\n'],
    ['in flow', 's: ["a", "b"]\n', 'before', 's.1', 'x', 's: ["a", "x", "b"]\n'],
    ['before an empty map', 's:\n  - {}\n', 'before', 's.0', 'x', 's:\n  - x\n  - {}\n'],
    [
      'before a flow map, with the indent of the file',
      's:\n    - { a: 1 }\n',
      'before',
      's.0',
      { p: { q: 1 } },
      's:\n    - p:\n        q: 1\n    - { a: 1 }\n',
    ],
  ];
  it.each(cases)('%s', (_name, before, where, at, value, after) => {
    expect(insert(before, where, at, value)).toBe(after);
  });
});

describe('insert is refused', () => {
  const at = { op: 'insert', where: 'before', value: 1 } as const;
  const cases: readonly [text: string, operation: YamlOperation, refusal: string][] = [
    ['a: 1\n', { ...at, route: ['a'] }, '1:1 a new entry of a map needs a key'],
    ['- a\n', { ...at, route: [0], key: 'z' }, '1:1 a new item of a list has no key'],
    ['a: 1\n', { ...at, route: ['b'], key: 'z' }, '1:1 there is nothing at b to insert next to'],
    ['- [a: 1]\n', { ...at, route: [0, 0, 'a'], key: 'z' }, '1:4 this map is written without'],
    ['a: 1\n', { ...at, route: [], key: 'z' }, '1:1 the whole document cannot be the target'],
  ];
  it.each(cases)('%j %j', (text, operation, refusal) => {
    expect(refusalOf(text, [operation])).toContain(refusal);
  });
});

describe('comment', () => {
  const cases: readonly [name: string, before: string, at: string, words: string, after: string][] =
    [
      ['above a key', 'a: 1\nb: 2\n', 'b', 'why', 'a: 1\n# why\nb: 2\n'],
      ['at the column of a nested key', 'a:\n  b: 2\n', 'a.b', 'why', 'a:\n  # why\n  b: 2\n'],
      ['below other comments', '# x\na: 1\n', 'a', 'why', '# x\n# why\na: 1\n'],
      [
        'of several lines',
        'a: 1\r\n',
        'a',
        'one\n\ntwo # three',
        '# one\r\n#\r\n# two # three\r\na: 1\r\n',
      ],
      ['above an item', 's:\n- a\n- b\n', 's.1', 'why', 's:\n- a\n# why\n- b\n'],
      ['above the dash of a first key', '- - a: 1\n', '0.0.a', 'why', '# why\n- - a: 1\n'],
      [
        'above the line of a flow entry',
        'a:\n  b: {c: 1}\n',
        'a.b.c',
        'why',
        'a:\n  # why\n  b: {c: 1}\n',
      ],
      ['above an explicit key', '? a\n: 1\n', 'a', 'why', '# why\n? a\n: 1\n'],
    ];
  it.each(cases)('%s', (_name, before, at, words, after) => {
    expect(comment(before, at, words)).toBe(after);
    expect(comment(after, at, words)).toBe(after);
  });

  it('is refused where it would become text', () => {
    const operation = { op: 'comment', route: ['a', 1], text: 'why' } as const;
    expect(refusalOf('a: ["x\n  y", z]\n', [operation])).toContain('2:1 the change would alter');
    expect(refusalOf('a: 1\n', [{ ...operation, route: ['a'], text: 'a\0' }])).toContain(
      '1:1 the comment holds characters that YAML does not allow',
    );
  });
});
