import { editDotenv, type AddVariable } from '../../../src/edit/dotenv/index.js';
import { parseDotenv } from '../../../src/edit/dotenv/parse.js';
import { dotenvValue } from '../../../src/edit/dotenv/quote.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

const bonus: AddVariable = {
  op: 'add',
  name: 'BONUS',
  value: '-10',
  commented: false,
  comment: ['Whole number, optional, default -10.', 'Read in app/config.py:3.'],
  group: 'Rally',
  beside: ['PENALTY', 'SHOTS'],
};

const add = (text: string, ...operations: AddVariable[]): string =>
  editDotenv(text, operations).text;

describe('reading', () => {
  const read = (text: string): (string | undefined)[][] =>
    parseDotenv(text).entries.map(({ name, value, commented }) => [
      commented ? `#${name}` : name,
      value,
    ]);

  test('plain, exported, quoted and bare variables', () => {
    expect(
      read(`A=1
export B=2 # two
C="a # b\\n\\"c\\""
D='a $X "b"'
E
F = spaced
G=
H="two
lines"
I=a#b
`),
    ).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['C', 'a # b\n"c"'],
      ['D', 'a $X "b"'],
      ['E', undefined],
      ['F', 'spaced'],
      ['G', ''],
      ['H', 'two\nlines'],
      ['I', 'a#b'],
    ]);
  });

  test('commented variables are told from prose', () => {
    expect(read('# A=1\n#B=2\n# note=see it\n# e.g. C=3\n# --- D ---\n# small=\n')).toEqual([
      ['#A', '1'],
      ['#B', '2'],
      ['#small', ''],
    ]);
  });

  test.each([
    ['export  A = 1', [['A', '1']]],
    ['A-b.c: x y ', [['A-b.c', 'x y']]],
    [' \tA=1', [['A', '1']]],
    [
      'A="" # x\nB=\'\'#y',
      [
        ['A', ''],
        ['B', ''],
      ],
    ],
    [
      "A='a\\nb' \nB=\"it's\"",
      [
        ['A', 'a\\nb'],
        ['B', "it's"],
      ],
    ],
    [
      'A="a\\"b"\nB="\\n\\r\\t\\\\\\$\\x"',
      [
        ['A', 'a"b'],
        ['B', '\n\r\t\\$\\x'],
      ],
    ],
    [
      'A=# x\nB=a # b # c\nC=a\t#b',
      [
        ['A', ''],
        ['B', 'a'],
        ['C', 'a'],
      ],
    ],
    ['# A=1', [['#A', '1']]],
    ['##  export  A_1=x y # z', [['#A_1', 'x y']]],
    [
      '# A=\'x y\'\n# B="a"\n# C=\'a"',
      [
        ['#A', 'x y'],
        ['#B', 'a'],
        ['#C', `'a"`],
      ],
    ],
    ['\t#A=', [['#A', '']]],
    ['x #A=1\n', []],
    ['# a=b c\n# 1A=2\n# A B=1\n', []],
    ['# a=b', [['#a', 'b']]],
    [
      'A=1 \n \n\t\nB=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each(
    ['1A=2', 'A B', 'export', 'A="x\\"', "A='x' y", 'A="x"y # z', '= x'].filter(
      (line) => line !== 'export',
    ),
  )('%j is no assignment', (text) => {
    expect(parseDotenv(text)).toEqual({ entries: [], unreadable: [0] });
  });

  test('an entry has its lines, those of a quoted value and its comment included', () => {
    const text = 'A="x\n#y" # z\r\nB=1';
    expect(parseDotenv(text).entries.map(({ start, end }) => text.slice(start, end))).toEqual([
      'A="x\n#y" # z\r\n',
      'B=1',
    ]);
  });

  test('what is no assignment has its place', () => {
    expect(parseDotenv('A=1\n???\nB="open\n').unreadable).toEqual([4, 8]);
    expect(parseDotenv('A="x" y\n').unreadable).toEqual([0]);
  });

  test('CRLF and a byte order mark are no part of a value', () => {
    expect(read('\uFEFFA=1\r\nB="2"\r\n')).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
  });
});

test.each([
  ['', ''],
  ['-10', '-10'],
  ['["http://localhost"]', '["http://localhost"]'],
  ['{"a":1}', '{"a":1}'],
  ['Rally Tascas', "'Rally Tascas'"],
  ['a#b', "'a#b'"],
  ['pa$word', "'pa$word'"],
  ['"quoted"', `'"quoted"'`],
  ["it's $5", `"it's \\$5"`],
  ['a\nb', '"a\\nb"'],
])('the value %j is written %s and read back', (value, written) => {
  expect(dotenvValue(value)).toBe(written);
  expect(parseDotenv(`A=${written}\n`).entries[0]?.value).toBe(value);
});

describe('adding', () => {
  test('to an empty file', () => {
    expect(add('', bonus)).toBe(`# --- Rally ---

# Whole number, optional, default -10.
# Read in app/config.py:3.
BONUS=-10
`);
  });

  test('behind the last variable of its group', () => {
    const text = `# ours
PENALTY=-5  # agreed in May

SHOTS=2
# --- Mail ---
SMTP=x
`;
    const { text: after, spans } = editDotenv(text, [bonus]);
    expect(after).toBe(`# ours
PENALTY=-5  # agreed in May

SHOTS=2

# Whole number, optional, default -10.
# Read in app/config.py:3.
BONUS=-10

# --- Mail ---
SMTP=x
`);
    expect(spans.map(({ start, end }) => after.slice(0, start) + after.slice(end))).toEqual([text]);
  });

  test('at the end with its heading, the others of the group behind it', () => {
    const other = { ...bonus, name: 'EXTRA', beside: ['BONUS'], comment: [], commented: true };
    expect(add('A=1\n', bonus, other)).toBe(`A=1

# --- Rally ---

# Whole number, optional, default -10.
# Read in app/config.py:3.
BONUS=-10

# EXTRA=-10
`);
  });

  test('with the newlines of the file and no newline where it has none', () => {
    const short = { ...bonus, comment: ['c'] };
    expect(add('A=1\r\nB=2', short)).toBe(
      'A=1\r\nB=2\r\n\r\n# --- Rally ---\r\n\r\n# c\r\nBONUS=-10',
    );
    expect(add('\uFEFFPENALTY=1\r\n\r\nB=2\r\n', short)).toBe(
      '\uFEFFPENALTY=1\r\n\r\n# c\r\nBONUS=-10\r\n\r\nB=2\r\n',
    );
  });

  test('between others, each in one span with what is added beside it', () => {
    const text = 'PENALTY=1\nB=2\n';
    const short = { ...bonus, comment: [] };
    const { text: after, spans } = editDotenv(text, [
      short,
      { ...short, name: 'EXTRA', beside: ['BONUS'] },
      { ...short, name: 'LAST', beside: ['B'] },
    ]);
    expect(after).toBe('PENALTY=1\n\nBONUS=-10\n\nEXTRA=-10\n\nB=2\n\nLAST=-10\n');
    expect(spans.map(({ start, end }) => after.slice(start, end))).toEqual([
      '\nBONUS=-10\n\nEXTRA=-10\n\n',
      '\nLAST=-10\n',
    ]);
  });

  test('below lines of spaces, on a line of its own, with the first line end of a mixture', () => {
    const short = { ...bonus, comment: [] };
    expect(add('\n  ', short)).toBe('\n  \n# --- Rally ---\n\nBONUS=-10');
    expect(add('\n \n', short)).toBe('\n \n# --- Rally ---\n\nBONUS=-10\n');
    expect(add('A=1\n \t\n', short)).toBe('A=1\n \t\n# --- Rally ---\n\nBONUS=-10\n');
    expect(add('A=1\nB=1\r\n', short)).toBe('A=1\nB=1\r\n\n# --- Rally ---\n\nBONUS=-10\n');
    expect(add('PENALTY=1\nB=2', short)).toBe('PENALTY=1\n\nBONUS=-10\n\nB=2');
    expect(add('PENALTY=1\n \t\nB=2\n', short)).toBe('PENALTY=1\n\nBONUS=-10\n \t\nB=2\n');
  });

  test('nothing where the variable is there, set or as a comment', () => {
    for (const text of ['BONUS=1\n', '#BONUS=\n', 'export BONUS="7"\n']) {
      expect(editDotenv(text, [bonus])).toEqual({ text, spans: [] });
    }
  });

  test('nothing to a file that cannot be read', () => {
    expect(() => add('A=1\nB="open\n', bonus)).toThrow(EditRefusal);
    try {
      add('A=1\nB="open\n', bonus);
    } catch (error) {
      expect(error).toMatchObject({
        position: { line: 2, column: 1 },
        paste: '# Whole number, optional, default -10.\n# Read in app/config.py:3.\nBONUS=-10',
      });
    }
  });
});
