import { parse } from 'smol-toml';
import { itemsOf, scan } from '../../../src/edit/toml/scan.js';

const KEYS = ['a', '"b c"', "'d.e'", '"f\\"g"', 'h . "i" .j', '1-2_3', "''"];
const VALUES = [
  ...['1', 'true', '"x"', '""', "''", '"a\\"]#b"', "'\\'", '1979-05-27T07:32:00Z', '[ ]', '{}'],
  ...['"""\n"x" \\""" #\n[t]\n"""', '""""a"""""', "'''\n'x' \\\n[t]\n'''", "''''a'''''", '""""""'],
  ...['[1, "]", # ]\n  [2], \'#\'\n]', '{ a = "}", b = [1, {c = 2}] }', '[\n  "a",\n  "b", # c\n]'],
];

const written = VALUES.flatMap((value, at) => {
  const key = KEYS[at % KEYS.length] ?? '';
  return [
    {
      text: `${at % 2 === 0 ? '' : '\t '}v${at}.${key}${at % 3 === 0 ? '=' : ' \t= '}${value}`,
      value,
    },
  ];
});

describe.each(['\n', '\r\n'])('with lines that end in %j', (newline) => {
  const crlf = (text: string): string => text.replaceAll('\n', newline);
  const ends = ['', ' # a = 1 ]', ' ', '# ['];
  const body = written.map(({ text }, at) => text + (ends[at % ends.length] ?? ''));
  const text = crlf(
    `# first\n\n${body.join('\n')}\n  [ t . "u v" ] # [x]\ny=1\n[[  w ]]\n[[w]]\n\t[x]\nz = 'z' # end`,
  );

  test('values are where they are written, whatever they look like', () => {
    expect(() => parse(text)).not.toThrow();
    const values = scan(text).pairs.map(({ value, end }) => text.slice(value, end));
    expect(values).toEqual([...VALUES.map(crlf), '1', "'z'"]);
  });

  test('so are keys, by the header they stand below, and lines', () => {
    const { pairs } = scan(text);
    expect(pairs.slice(0, 7).map(({ key }) => key.slice(1))).toEqual([
      ['a'],
      ['b c'],
      ['d.e'],
      ['f\\"g'],
      ['h', 'i', 'j'],
      ['1-2_3'],
      [''],
    ]);
    expect(pairs.map(({ table }) => table.join('|')).filter((name) => name !== '')).toEqual([
      't|u v',
      'x',
    ]);
    expect(
      pairs.slice(0, -2).every(({ line, key }) =>
        text
          .slice(line)
          .trimStart()
          .startsWith(key[0] ?? '?'),
      ),
    ).toBe(true);
    expect(pairs.every(({ line }) => text[line - 1] === '\n')).toBe(true);
  });

  test('headers are told from arrays of tables', () => {
    const { headers } = scan(text);
    expect(headers.map(({ table, isArray }) => [table.join('|'), isArray])).toEqual([
      ['t|u v', false],
      ['w', true],
      ['w', true],
      ['x', false],
    ]);
    expect(headers.map(({ start, end }) => text.slice(start, end))).toEqual([
      '  [ t . "u v" ]',
      '[[  w ]]',
      '[[w]]',
      '\t[x]',
    ]);
  });
});

test.each([
  ['[]', []],
  ['[ # none\n]', []],
  ['[1,2 , 3]', ['1', '2', '3']],
  [
    '["a,b", \'c]\' ,[1, 2], {a = 1}, # "x"\n  true # end\n, ]',
    ['"a,b"', "'c]'", '[1, 2]', '{a = 1}', 'true'],
  ],
  ['[\n  10,\n  20\n]', ['10', '20']],
  ['[12]', ['12']],
  ['[[1], [2]]', ['[1]', '[2]']],
  ['[[1]]', ['[1]']],
  ['["""a\n,""", \'\'\'b,\'\'\']', ['"""a\n,"""', "'''b,'''"]],
])('the items of %j', (array, expected) => {
  const text = `x = ${array} # [7]`;
  const items = itemsOf(text, 4, 4 + array.length);
  expect(items.map(({ from, to }) => text.slice(from, to))).toEqual(expected);
});
