import type { YamlOperation } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { refusalOf } from './helpers.js';

describe('several operations', () => {
  const z: YamlOperation = { op: 'ensure', route: ['z'], value: 1 };

  it('are made one after the other, and their spans are those of the last text', () => {
    const operations: YamlOperation[] = [
      { op: 'set', route: ['a'], value: 'long' },
      z,
      { op: 'ensure', route: ['b', 'd'], value: 2 },
      { op: 'remove', route: ['c'] },
    ];
    expect(editYaml('a: x\nb:\n  c: 1\nc: 1\n', operations)).toEqual({
      text: 'a: long\nb:\n  c: 1\n  d: 2\nz: 1\n',
      spans: [
        { start: 3, end: 7 },
        { start: 18, end: 30 },
      ],
    });
  });

  it('that add the same key or fill the same place are made one by one', () => {
    const twice = [z, { op: 'ensure', route: ['z'], value: 2 }] as const;
    expect(editYaml('a: 1\n', twice)).toEqual({
      text: 'a: 1\nz: 1\n',
      spans: [{ start: 5, end: 10 }],
    });
    const into = [
      { op: 'set', route: ['b'], value: 2 },
      { op: 'ensure', route: ['a', 'p'], value: 1 },
      { op: 'ensure', route: ['a', 'q'], value: 2 },
    ] as const;
    expect(editYaml('a: {}\nb: 1\n', into)).toEqual({
      text: 'a: { p: 1, q: 2 }\nb: 2\n',
      spans: [
        { start: 4, end: 16 },
        { start: 21, end: 22 },
      ],
    });
  });

  it('that need what the ones before did are made behind those', () => {
    const operations: YamlOperation[] = [
      z,
      { op: 'rename', route: ['a'], key: 'b' },
      { op: 'ensure', route: ['a'], value: 1 },
    ];
    expect(editYaml('a: 1\n', operations).text).toBe('b: 1\nz: 1\na: 1\n');
  });

  it('that do not add are made one by one', () => {
    const operations: YamlOperation[] = [
      { op: 'rename', route: ['a'], key: 'c' },
      { op: 'set', route: ['a', 'b'], value: 2 },
      z,
    ];
    expect(refusalOf('a:\n  b: 1\n', operations)).toContain('there is nothing at a.b to set');
  });

  it('count from the byte order mark, and lines without it', () => {
    expect(editYaml('\ufeffa: 1\n', [z]).spans).toEqual([{ start: 6, end: 11 }]);
    const operation = { op: 'ensure', route: ['a', 'b'], value: 1 } as const;
    expect(refusalOf('\ufeffa: 1\n', [operation])).toContain('1:4 ');
  });

  it('are refused with the reason of the one that cannot be made', () => {
    const operations = [z, { op: 'ensure', route: ['a', 'b'], value: 1 }] as const;
    expect(refusalOf('a: 1\n', operations)).toBe('1:4 a holds a plain value, not a map');
    expect(() => editYaml('a: 1\n', operations)).toThrow(
      expect.objectContaining({ paste: 'a:\n  b: 1\n' }) as Error,
    );
  });

  it('end in the error of the caller, not in a refusal, with an operation that has one', () => {
    const operation = {
      op: 'remove',
      get route(): string[] {
        throw new TypeError('no route');
      },
    } as const;
    expect(() => editYaml('a: 1\n', [operation])).toThrow(TypeError);
  });

  it('end in the error of the caller, not in a refusal, with a value that holds itself', () => {
    const value: Record<string, never> = {};
    Object.assign(value, { value });
    expect(() => editYaml('a: 1\n', [z, { op: 'ensure', route: ['b'], value }])).toThrow(
      RangeError,
    );
  });

  describe('that add below one new key give the text that one after the other gives', () => {
    const operations: YamlOperation[] = [
      { op: 'ensure', route: ['s', 'a', 'check', 'test'], value: ['CMD', 'x'] },
      { op: 'ensure', route: ['s', 'a', 'check', 'retries'], value: 3 },
      { op: 'ensure', route: ['s', 'a', 'limits', 'cpus'], value: '0.5' },
      { op: 'ensure', route: ['s', 'a', 'check', 'options', 'size'], value: '10m' },
      { op: 'ensure', route: ['s', 'a', 'check', 'options', 'size'], value: 'other' },
      { op: 'ensure', route: ['s', 'b', 'check', 'retries'], value: 3 },
      { op: 'ensure', route: ['s', 'b', 'check', 'labels'], value: ['y'] },
      { op: 'append', route: ['s', 'b', 'ports'], value: '81:81' },
      { op: 'append', route: ['s', 'b', 'ports'], value: '82:82' },
      { op: 'append', route: ['s', 'b', 'ports'], value: 'true' },
    ];
    test.each([
      ['block style', 's:\n  a:\n    image: x\n  b:\n    image: y\n    ports:\n      - "80:80"\n'],
      ['dashes below their key', 's:\n  a: {}\n  b:\n    ports:\n    - 80:80\n    # more\n'],
      [
        'blank lines between',
        's:\n    a:\n        x: 1\n\n    b:\n        x: 1\n\n        ports: [80]\n',
      ],
      ['flow style', 's: { a: { x: 1 }, b: { ports: [ "80:80" ] } }\n'],
      [
        'what is there already',
        "s:\n  a:\n    check: { retries: '9' }\n    limits:\n  b:\n    ports: []\n",
      ],
      ['CRLF and no last newline', 's:\r\n  a:\r\n    x: 1\r\n  b:\r\n    ports:\r\n      - 80:80'],
    ])('%s', (_, text) => {
      const oneByOne = operations.reduce((at, each) => editYaml(at, [each]).text, text);
      expect(editYaml(text, operations).text).toBe(oneByOne);
    });
  });
});
