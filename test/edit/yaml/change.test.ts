import type { YamlValue } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { append, remove, rename, set } from './helpers.js';

describe('set', () => {
  const cases: readonly [name: string, before: string, value: YamlValue, after: string][] = [
    ['keeps double quotes and the comment', 'a: "x"  # c\n', 'y', 'a: "y"  # c\n'],
    ['keeps single quotes', "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['keeps plain text plain', 'a: x # c\n', 'z', 'a: z # c\n'],
    ['quotes what plain would change', 'a: x\n', 'yes', 'a: "yes"\n'],
    ['replaces another type', "a: '1'\n", 1, 'a: 1\n'],
    ['makes a list of a scalar', 'a: x # c\nb: 1\n', ['z'], 'a: # c\n  - z\nb: 1\n'],
    ['makes a map of a flow list', 'a: [x] # c\n', { x: { z: 1 } }, 'a: # c\n  x:\n    z: 1\n'],
    [
      'makes a map of a block list',
      'a: # c\n- x\n- y\nb: 1\n',
      { x: {} },
      'a: # c\n  x: {}\nb: 1\n',
    ],
    ['makes a map of a list, at the end', 'a:\n  - x', { x: 1 }, 'a:\n  x: 1'],
    ['keeps the comments before a block', 'a:\n  # c\n  - x\n', { x: 1 }, 'a:\n  # c\n  x: 1\n'],
    ['makes a scalar of a block', 'a:\n  - x\n\nb: 1\n', 1, 'a: 1\n\nb: 1\n'],
    ['keeps flow style', 'a: [x, y]\n', ['z'], 'a: [z]\n'],
    ['fills in a bare key', 'a: # c\n', 'x', 'a: x # c\n'],
    ['replaces a block scalar', 'a: |\n  x\n  y\n\nb: 1\n', 'z', 'a: z\n\nb: 1\n'],
    ['writes several lines', 'a: x # c\nb: 1\n', 'y\nz\n', 'a: | # c\n  y\n  z\nb: 1\n'],
    ['fills a bare key with several lines', 'a:\nb: 1\n', 'y\nz', 'a: |-\n  y\n  z\nb: 1\n'],
    ['replaces several lines', 'a: >-\n  x\n\nb: 1\n', 'y\nz\n', 'a: |\n  y\n  z\n\nb: 1\n'],
    ['replaces a scalar of several lines', 'a: x\n  y\nb: 1\n', 'z', 'a: z\nb: 1\n'],
    ['keeps an unused anchor', 'a: &x 1\n', 2, 'a: &x 2\n'],
    ['keeps CRLF', 'a: x\r\nb: 1\r\n', { x: { z: 1 } }, 'a:\r\n  x:\r\n    z: 1\r\nb: 1\r\n'],
    ['keeps the space behind the colon', 'a:  x\n', 'p\nq\n', 'a:  |\n  p\n  q\n'],
    [
      'keeps a flow list among blocks',
      'a: [x]\nb:\n- y\nc:\n- y\n',
      ['z'],
      'a: [z]\nb:\n- y\nc:\n- y\n',
    ],
    [
      'keeps the comment below a block',
      'a:\n  - x\n# c\nb: 1\n',
      { x: 1 },
      'a:\n  x: 1\n# c\nb: 1\n',
    ],
    ['minds no anchors elsewhere', 'x: &x 1\na: 1\ny: *x\n', 2, 'x: &x 1\na: 2\ny: *x\n'],
    ['replaces inside flow', '{a: x, b: 1}\n', { x: 'z' }, '{a: {x: z}, b: 1}\n'],
  ];
  it.each(cases)('%s', (_name, before, value, after) => {
    expect(set(before, 'a', value)).toBe(after);
    expect(set(after, 'a', value)).toBe(after);
  });

  it('is nothing when the value is equal, however it is written', () => {
    const text = "a: {x: [0x10, 'y']}\n";
    const operation = { op: 'set', route: ['a'], value: { x: [16, 'y'] } } as const;
    expect(editYaml(text, [operation])).toEqual({ text, spans: [] });
  });

  it('replaces items of lists', () => {
    expect(set('- x # c\n- y\n', '0', 'z')).toBe('- z # c\n- y\n');
    expect(set('-   x\n- y\n', '0', { a: 1, b: 2 })).toBe('-   a: 1\n    b: 2\n- y\n');
    expect(set('[x, y]\n', '1', { a: 1 })).toBe('[x, { a: 1 }]\n');
    expect(set('-\n- y\n', '0', 'x')).toBe('- x\n- y\n');
    expect(set('l:\n-\nb: 1\n', 'l.0', { p: 1, q: 2 })).toBe('l:\n- p: 1\n  q: 2\nb: 1\n');
    expect(set('-  \n- x\n', '0', { p: 1, q: 2 })).toBe('- p: 1\n  q: 2\n- x\n');
  });

  it('writes below a dash with an anchor, which is not that of the first key', () => {
    expect(set('- &x\n- y\n', '0', { p: 1, q: 2 })).toBe('- &x\n  p: 1\n  q: 2\n- y\n');
  });
});

describe('rename', () => {
  const cases: readonly [before: string, key: string, after: string][] = [
    ['a:   1 # c\n', 'b', 'b:   1 # c\n'],
    ['"a": 1\n', 'b', '"b": 1\n'],
    ["'a': 1\n", "it's", "'it''s': 1\n"],
    ['a: 1\n', 'on', '"on": 1\n'],
    ['a: 1\n', '<<', '"<<": 1\n'],
    ['{a: 1}\n', 'x, y', '{"x, y": 1}\n'],
    ['a: 1\n', 'a', 'a: 1\n'],
    ['x: 1\na:\n  b: 1\nz: 1\n', 'c', 'x: 1\nc:\n  b: 1\nz: 1\n'],
  ];
  it.each(cases)('%j to %s', (before, key, after) => {
    expect(rename(before, 'a', key)).toBe(after);
  });

  it('finds on, y and 3.10 as they are written', () => {
    expect(rename('on: 1\ny: 2\n3.10: 3\n', 'on', 'x')).toBe('x: 1\ny: 2\n3.10: 3\n');
    expect(editYaml('3.10: 3\n', [{ op: 'rename', route: ['3.10'], key: 'x' }]).text).toBe(
      'x: 3\n',
    );
  });
});

describe('append', () => {
  const cases: readonly [name: string, before: string, value: YamlValue, after: string][] = [
    [
      'wide dashes',
      'a:\n -   x\n -   y\nb: 1\n',
      { c: 1, d: [2] },
      'a:\n -   x\n -   y\n -   c: 1\n     d:\n      - 2\nb: 1\n',
    ],
    ['dashes at the key', 'a:\n- x # c\n# b?\nb: 1\n', 'y z', 'a:\n- x # c\n- y z\n# b?\nb: 1\n'],
    [
      'comments of the list',
      'a:\n  - x\n  # - y\nb: 1\n',
      'z',
      'a:\n  - x\n  # - y\n  - z\nb: 1\n',
    ],
    ['quotes as the others', "a:\n  - 'x'\n", 'z', "a:\n  - 'x'\n  - 'z'\n"],
    ['flow', 'a: [ x, y ]\n', 'z', 'a: [ x, y, z ]\n'],
    ['quoted flow', 'a: ["x"]\n', 'z', 'a: ["x", "z"]\n'],
    ['empty flow', 'a: []\n', 'z', 'a: ["z"]\n'],
    [
      'flow over lines',
      'a: [\n  "x",\n  "y" # c\n]\n',
      'z',
      'a: [\n  "x",\n  "y", # c\n  "z"\n]\n',
    ],
    ['a bare key', 'a:\nb: 1\n', 'z', 'a:\n  - z\nb: 1\n'],
    ['the end of the text', 'a:\n  - x', 'z', 'a:\n  - x\n  - z'],
    ['an empty last item', 'a:\n-\n\n# c\nb: 1\n', 'x', 'a:\n-\n- x\n\n# c\nb: 1\n'],
  ];
  it.each(cases)('%s', (_name, before, value, after) => {
    expect(append(before, 'a', value)).toBe(after);
  });
});

describe('remove', () => {
  const cases: readonly [name: string, before: string, path: string, after: string][] = [
    ['a first line and the blank one below', 'version: "3.9"\n\nb: 1\n', 'version', 'b: 1\n'],
    ['but not the comment above', '# c\nversion: "3.9" # x\n\nb: 1\n', 'version', '# c\n\nb: 1\n'],
    ['a line between', 'a: 1\nb: 2 # c\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['a block between blank lines', 'a: 1\n\nb:\n  x: 1\n\nc: 3\n', 'b', 'a: 1\n\nc: 3\n'],
    ['a block with its comments', 'a: 1\nb:\n  - x\n  # - y\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['a last block', 'a: 1\n\nb:\n  x: 1\n', 'b', 'a: 1\n'],
    ['a last line without a line break', 'a: 1\r\nb: 2', 'b', 'a: 1'],
    ['the first key behind a dash', '- a: 1 # c\n  b: 2\n', '0.a', '- b: 2\n'],
    ['a last line behind kept blank lines', 'a: |+\n  x\n\nb: 1\n', 'b', 'a: |+\n  x\n\n'],
    ['an item', '- a\n- b\n- c\n', '1', '- a\n- c\n'],
    ['the only key', 'a:\n  b: 1\nc: 1\n', 'a.b', 'a: {}\nc: 1\n'],
    ['a first flow entry', '{ a: 1, b: 2 }\n', 'a', '{ b: 2 }\n'],
    ['a last flow entry', '[a, b,]\n', '1', '[a,]\n'],
    ['the only flow entry', 'x: {a: 1,}\n', 'x.a', 'x: {}\n'],
    ['nothing', 'a: 1\n', 'b.c', 'a: 1\n'],
    ['a nested line between', 'a:\n  b: 1\n  c: 2\n  d: 3\n', 'a.c', 'a:\n  b: 1\n  d: 3\n'],
    ['a first nested line', 'a:\n  b: 1\n  # c\n  c: 2\n', 'a.b', 'a:\n  # c\n  c: 2\n'],
    ['a line behind a block scalar', 'a: |\n  x\nb: 1\n\nc: 1\n', 'b', 'a: |\n  x\n\nc: 1\n'],
    ['the first key behind a dash, without comments', '- a: 1\n  b: 2\n', '0.a', '- b: 2\n'],
    ['a last line and the blank one above', 'a: 1\n\nb: 2', 'b', 'a: 1'],
  ];
  it.each(cases)('%s', (_name, before, path, after) => {
    expect(remove(before, path)).toBe(after);
  });
});
