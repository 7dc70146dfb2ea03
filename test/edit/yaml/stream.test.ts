import type { YamlOperation } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { append, ensure, insert, refusalOf, remove, rename, set } from './helpers.js';

const inDocument = (text: string, document: number, operation: YamlOperation): string =>
  editYaml(text, [{ ...operation, document }]).text;

describe('a text of several documents', () => {
  const add = { op: 'ensure', route: ['z'], value: 1 } as const;
  const cases: readonly [before: string, document: number, after: string][] = [
    ['a: 1\n---\nb: 1\n', 0, 'a: 1\nz: 1\n---\nb: 1\n'],
    ['a: 1\n---\nb: 1\n', 1, 'a: 1\n---\nb: 1\nz: 1\n'],
    ['---\na: 1\n--- # two\nb: 1\n...\n', 1, '---\na: 1\n--- # two\nb: 1\nz: 1\n...\n'],
    ['a: 1\n...\n# between\n---\nb: 1', 1, 'a: 1\n...\n# between\n---\nb: 1\nz: 1'],
    ['---\n---\nb: 1\n', 0, '---\nz: 1\n---\nb: 1\n'],
    ['a: 1\n---\n', 1, 'a: 1\n---\nz: 1\n'],
    ['a: 1\n---', 1, 'a: 1\n---\nz: 1'],
    ['a: 1\n--- # c\n# d\n', 1, 'a: 1\n--- # c\n# d\nz: 1\n'],
    [
      '%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 1\n',
      1,
      '%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 1\nz: 1\n',
    ],
  ];
  it.each(cases)('%j, document %i', (before, document, after) => {
    expect(inDocument(before, document, add)).toBe(after);
    expect(inDocument(after, document, add)).toBe(after);
  });

  it('has anchors of its own in each', () => {
    const text = 'a: &x { b: 1 }\n---\na: &x { b: 1 }\nc: *x\n';
    expect(inDocument(text, 0, { op: 'ensure', route: ['a', 'z'], value: 1 })).toBe(
      'a: &x { b: 1, z: 1 }\n---\na: &x { b: 1 }\nc: *x\n',
    );
    expect(refusalOf(text, [{ op: 'set', route: ['a'], value: 1, document: 1 }])).toContain(
      '3:7 this part carries the anchor &x',
    );
  });

  it('is not longer than it is', () => {
    expect(refusalOf('a: 1\n...\n# no more\n', [{ ...add, document: 1 }])).toBe(
      '1:1 there is no document 2; the file holds 1',
    );
  });

  it('holds none where there is nothing between two ends', () => {
    const text = 'a: 1\n...\n# nothing\n...\n---\nb: 1\n';
    expect(inDocument(text, 1, add)).toBe(`${text}z: 1\n`);
  });
});

describe('line breaks', () => {
  it('are the lone CR of an old Mac', () => {
    const text = 'a:\r  b: |\r    x\r    # y\r  # c\rd: [1,\r  2]\r';
    expect(ensure(text, 'a.z', { p: { q: 1 } })).toBe(
      'a:\r  b: |\r    x\r    # y\r  # c\r  z:\r    p:\r      q: 1\rd: [1,\r  2]\r',
    );
    expect(remove(text, 'a')).toBe('d: [1,\r  2]\r');
    expect(append(text, 'd', 3)).toBe('a:\r  b: |\r    x\r    # y\r  # c\rd: [1,\r  2,\r  3]\r');
  });

  it('stay mixed, and new ones are like the one before', () => {
    const text = 'a:\r\n  b: 1\nc:\n  d: 1\r\ne: 1\r';
    expect(ensure(text, 'a.z', 1)).toBe('a:\r\n  b: 1\n  z: 1\nc:\n  d: 1\r\ne: 1\r');
    expect(ensure(text, 'c.z', 1)).toBe('a:\r\n  b: 1\nc:\n  d: 1\r\n  z: 1\r\ne: 1\r');
    expect(ensure(text, 'z', 1)).toBe(`${text}z: 1\r`);
  });

  it('at the end stay as many as they are', () => {
    expect(ensure('a: 1', 'z', 1)).toBe('a: 1\nz: 1');
    expect(ensure('a: 1\n\n\n', 'z', 1)).toBe('a: 1\nz: 1\n\n\n');
    expect(ensure('a: 1\n# end', 'z', 1)).toBe('a: 1\n# end\nz: 1');
  });
});

describe('indents of 1 to 8', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i', (width) => {
    const by = (times: number): string => ' '.repeat(width * times);
    const text = `a:\n${by(1)}b:\n${by(2)}c: 1\n${by(1)}l:\n${by(2)}- 1\n`;
    expect(ensure(text, 'a.z', { p: { q: [1] } })).toBe(
      `${text}${by(1)}z:\n${by(2)}p:\n${by(3)}q:\n${by(4)}- 1\n`,
    );
  });

  it('mixed in one file: the nearest counts', () => {
    const text = 'a:\n    b:\n        c: 1\nd:\n e:\n  f: 1\n';
    expect(ensure(text, 'a.z.p', 1)).toBe(
      'a:\n    b:\n        c: 1\n    z:\n        p: 1\nd:\n e:\n  f: 1\n',
    );
    expect(ensure(text, 'd.z.p', 1)).toBe(`${text} z:\n  p: 1\n`);
  });
});

describe('forms that are rarely written', () => {
  it('explicit keys', () => {
    expect(set('? a\n: 1 # c\n? b\n: 2\n', 'a', 'x')).toBe('? a\n: x # c\n? b\n: 2\n');
    expect(ensure('? a\n: b: 1\n', 'a.z', 1)).toBe('? a\n: b: 1\n  z: 1\n');
    expect(rename('? a # c\n: 1\n', 'a', 'z')).toBe('? z # c\n: 1\n');
    expect(remove('? a\n: 1\n? b\n: 2\n', 'a')).toBe('? b\n: 2\n');
    expect(insert('? a\n: 1\n', 'before', 'a', 0, 'z')).toBe('z: 0\n? a\n: 1\n');
  });

  it('a tab behind a colon, and white space at the end of lines', () => {
    expect(set('a:\tx\t# c\n', 'a', 'z')).toBe('a:\tz\t# c\n');
    expect(set('a: x \t\nb: 1\n', 'a', ['z'])).toBe('a:\n  - z\nb: 1\n');
    expect(ensure('a: \t\n  b: 1  \n\t\nc: 1\n', 'a.z', 1)).toBe(
      'a: \t\n  b: 1  \n  z: 1\n\t\nc: 1\n',
    );
  });

  it('tags', () => {
    expect(ensure('a: !override\n  b: 1\n', 'a.z', 1)).toBe('a: !override\n  b: 1\n  z: 1\n');
    expect(append('a: !reset [x]\n', 'a', 'z')).toBe('a: !reset [x, z]\n');
    expect(rename('!!str a: !!int 1\n', 'a', 'z')).toBe('!!str z: !!int 1\n');
  });

  it('an item that is but a dash', () => {
    expect(append('a:\n-\n- x\n', 'a.0', { p: 1, q: 2 })).toBe('a:\n- - p: 1\n    q: 2\n- x\n');
    expect(append('a:\n- # c\n- x\n', 'a.0', 'z')).toBe('a:\n- # c\n  - z\n- x\n');
  });

  it('a value on the lines below its key', () => {
    expect(set('a:\n  x\n  y\nb: 1\n', 'a', 'p\nq\n')).toBe('a: |\n  p\n  q\nb: 1\n');
    expect(set('a:\n  x # c\nb: 1\n', 'a', 'z')).toBe('a:\n  z # c\nb: 1\n');
  });

  it('keys that other tools read as booleans or numbers', () => {
    const text = 'on:\n  push:\ny: 1\nno: 1_000\n3.10: 3.10\n0x1f: 012\n';
    expect(ensure(text, 'on.push.branches', ['main'])).toBe(
      text.replace('push:\n', 'push:\n    branches:\n      - main\n'),
    );
    expect(ensure(text, '', { y: 2, no: 2, '3.10': 2, '0x1f': 2 })).toBe(text);
    expect(remove(text, 'y')).toBe(text.replace('y: 1\n', ''));
  });

  it('blank lines kept by the text above what is removed', () => {
    expect(remove('a: |+\n  x\n\nb: 1\n\nc: 1\n', 'b')).toBe('a: |+\n  x\n\nc: 1\n');
  });
});
