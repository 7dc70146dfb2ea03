import { parse } from 'yaml';
import type { YamlValue } from '../../../src/edit/yaml/index.js';
import { append, ensure, set } from './helpers.js';

const STRINGS: readonly string[] = [
  '',
  ' ',
  'x',
  'on',
  'Yes',
  'y',
  'N',
  'null',
  '~',
  'true',
  '<<',
  '=',
  '.inf',
  '-.INF',
  '.nan',
  '0x1f',
  '1e3',
  '1E+3',
  '012',
  '0o7',
  '0b11',
  '1_000',
  '3.10',
  '3',
  '-1',
  '+1',
  '.5',
  '1.',
  '1:30',
  '1:30:00.5',
  '2001-01-01',
  '2001-1-1 10:00:00',
  '10m',
  '30s',
  '512M',
  '1.2.3',
  '127.0.0.1',
  '80:80',
  '*x',
  '&x',
  '!x',
  '@x',
  '`x',
  '%x',
  '|',
  '>',
  '-',
  '- x',
  '-x',
  '--flag',
  '---',
  '...',
  '?',
  '? x',
  ':',
  ': x',
  'x:',
  'x: y',
  'x:y',
  'x #y',
  'x#y',
  '#x',
  '{x}',
  '[x]',
  'x, y',
  'x]',
  '${{ a }}',
  '${A:-b}',
  '"x"',
  "'x'",
  `"x" 'y'`,
  "it's",
  'a\\b',
  'a\tb',
  'a\nb',
  'a\n\nb\n',
  ' a\n',
  'a\n\n',
  'a\n ',
  '\n',
  'ação',
  '🚀',
  'a\u0085b',
  'a\u2028b',
  '\ufeff',
  '\u0007',
  'x ',
  ' x',
  'a\r\nb',
];

describe('strings stay the strings they are, in YAML 1.1 and 1.2', () => {
  const surroundings: readonly [name: string, text: string][] = [
    ['block', 'a:\n  b: 1\n'],
    ['single quoted block', "a:\n  b: 'x'\n"],
    ['flow', 'a: {b: 1}\n'],
  ];
  it.each(surroundings)('%s', (_name, text) => {
    for (const value of STRINGS) {
      const all: YamlValue = { [`k${value}`]: value, list: [value, [value]], map: { [value]: 1 } };
      const after = ensure(text, 'a', all);
      for (const version of ['1.1', '1.2'] as const) {
        const a = (parse(after, { version, merge: false }) as { a: unknown }).a;
        expect(a).toEqual({ b: expect.anything() as unknown, ...all });
      }
    }
  });

  it('as a key, an item or a new value', () => {
    for (const value of STRINGS) {
      expect(parse(set('a: x\n', 'a', value))).toEqual({ a: value });
      expect(parse(set("a: 'x'\n", 'a', value))).toEqual({ a: value });
      expect(parse(set('a: "x"\n', 'a', value))).toEqual({ a: value });
      expect(parse(append('- "x"\n', '', value))).toEqual(['x', value]);
      expect(parse(append('[x]\n', '', value))).toEqual(['x', value]);
    }
  });
});

describe('the way values are written', () => {
  const cases: readonly [value: YamlValue, text: string][] = [
    ['10m', '10m'],
    ['1.0', '"1.0"'],
    ['3', '"3"'],
    ['no', '"no"'],
    ['0.5', '"0.5"'],
    ['1:30', '"1:30"'],
    ['${{ a }}', '${{ a }}'],
    ['${A:-b}', '${A:-b}'],
    ['@x', '"@x"'],
    ['*x', '"*x"'],
    ['a: b', '"a: b"'],
    ['say "x"', 'say "x"'],
    ['"x"', `'"x"'`],
    ['ação', '"ação"'],
    ['🚀', '"🚀"'],
    ['--flag', '--flag'],
    ['a\tb', '"a\\tb"'],
    [3, '3'],
    [0.5, '0.5'],
    [-0, '-0'],
    [1e21, '1e+21'],
    [Infinity, '.inf'],
    [NaN, '.nan'],
    [true, 'true'],
    [-Infinity, '-.inf'],
    ["it's", "it's"],
    ['a\n  \nb', '"a\\n  \\nb"'],
  ];
  it.each(cases)('%j', (value, written) => {
    expect(ensure('a:\n  b: 1\n', 'a.v', value)).toBe(`a:\n  b: 1\n  v: ${written}\n`);
  });

  test('null is nothing behind a key, and null elsewhere', () => {
    expect(ensure('a:\n  b: 1\n', 'a.v', null)).toBe('a:\n  b: 1\n  v:\n');
    expect(ensure('a:\n  b: 1\n', 'a.v', { w: null, x: [null] })).toBe(
      'a:\n  b: 1\n  v:\n    w:\n    x:\n      - null\n',
    );
    expect(ensure('a: { b: 1 }\n', 'a.v', null)).toBe('a: { b: 1, v: null }\n');
  });

  it.each([
    ...[
      '-0b1',
      '+0o17',
      '0x1F',
      '0b101',
      '_1',
      '1_0.5_0',
      '-1e10',
      '1e+10',
      '+.5e-10',
      '012',
      '+.inf',
    ],
    ...['12:30', '-1:30', '1:300:00', '1_0:30.55', '2001-12-14', '2001-12-14t21:59'],
  ])('%s is quoted, as it may be read as a number or a date', (value) => {
    expect(ensure('a: 1\n', 'z', value)).toBe(`a: 1\nz: "${value}"\n`);
  });

  it.each(['0b12', '0o18', '0x1G', '1e', '1e1x', '1.2.3', 'x0b1', 'x1:30', '1:30x', '1:30.5x'])(
    '%s is plain, as no reader takes it for a number',
    (value) => {
      expect(ensure('a: 1\n', 'z', value)).toBe(`a: 1\nz: ${value}\n`);
    },
  );

  it.each(['x2001-12-14', '2001-12-14x', '12001-12-14'])('%s is plain: it is no date', (value) => {
    expect(ensure('a: 1\n', 'z', value)).toBe(`a: 1\nz: ${value}\n`);
  });

  it('avoids escapes in the quotes it chooses, if it can', () => {
    const text = "a: 'x'\n";
    expect(ensure(text, 'z', "it's: x")).toBe(`${text}z: "it's: x"\n`);
    expect(ensure(text, 'z', 'a: "x"')).toBe(`${text}z: 'a: "x"'\n`);
    expect(ensure(text, 'z', `it's: "x"`)).toBe(`${text}z: 'it''s: "x"'\n`);
    expect(ensure('a: 1\n', 'z', `it's: "x"`)).toBe(`a: 1\nz: "it's: \\"x\\""\n`);
  });

  it('takes brackets in a key for text where they are', () => {
    expect(ensure('a: 1\n', 'p, q', 1)).toBe('a: 1\np, q: 1\n');
    expect(ensure('{a: 1}\n', 'p, q', 1)).toBe('{a: 1, "p, q": 1}\n');
  });

  it('never folds a long line', () => {
    const long = 'word '.repeat(100).trim();
    expect(ensure('a: 1\n', 'b', long)).toBe(`a: 1\nb: ${long}\n`);
  });
});
