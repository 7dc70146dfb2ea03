import { execForm } from '../../../src/edit/dockerfile/exec-form.js';
import { heredocsIn } from '../../../src/edit/dockerfile/heredocs.js';
import { escapeCharacter, readInstructions } from '../../../src/edit/dockerfile/instructions.js';
import { pairsIn } from '../../../src/edit/dockerfile/pairs.js';

describe('instructions', () => {
  const read = (text: string): string[] =>
    readInstructions(text).map(({ keyword, args }) => `${keyword} ${args}`);

  test.each([
    ['\nFROM a\n', ['FROM a']],
    ['FROM a\nRUN b \\\n  c\n', ['FROM a', 'RUN b   c']],
    ['RUN b \\\t \n# c\n\n  # d\nc\nUSER e', ['RUN b c', 'USER e']],
    ['RUN b \\\\\nUSER e', ['RUN b \\\\', 'USER e']],
    ['RUN b \\ c\nUSER e', ['RUN b \\ c', 'USER e']],
    ['RUN b \\\n\\\nc\nUSER e', ['RUN b c', 'USER e']],
    ['\\\nRUN b\nUSER e', ['RUN b', 'USER e']],
    ['USER e\n\\\n', ['USER e']],
    ['RUN b \\\n# c\n', ['RUN b']],
    [
      '# escape=`\nRUN b ` c\nUSER \\\n`\nRUN d `\n`\ne `\t\nf\nUSER g``\nUSER h',
      ['RUN b ` c', 'USER \\', 'RUN d e f', 'USER g``', 'USER h'],
    ],
    ['RUN  --a=b  --c-d \\\n --e f --g', ['RUN f --g']],
    ['RUN -- a', ['RUN -- a']],
    ['  run\tb  ', ['RUN b']],
    ['run', ['RUN ']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('have their flags apart', () => {
    const [run] = readInstructions(
      'RUN --mount=type=cache,target=/x   --network=none \\\n --f curl --x',
    );
    expect(run?.flags).toEqual(['--mount=type=cache,target=/x', '--network=none', '--f']);
  });

  test('say where they and their keywords are, also behind a mark', () => {
    const text = '\uFEFFFROM a\r\n  run b \\\r\n  c\r\n\r\nUSER d';
    const found = readInstructions(text).map(({ span, keywordSpan, position }) => [
      text.slice(span.start, span.end),
      text.slice(keywordSpan.start, keywordSpan.end),
      `${position.line}:${position.column}`,
    ]);
    expect(found).toEqual([
      ['FROM a\r\n', 'FROM', '1:1'],
      ['  run b \\\r\n  c\r\n', 'run', '2:3'],
      ['USER d', 'USER', '5:1'],
    ]);
  });

  test.each([
    ['RUN <<E\nE\nUSER a', [''], 'USER a'],
    ['RUN <<E\n\tb\tc\n\tE\nE\nUSER a', ['\tb\tc\n\tE'], 'USER a'],
    ['RUN <<-E\n\t\tb\tc\n  d\te\n\t\tE\nUSER a', ['b\tc\n  d\te'], 'USER a'],
    ['COPY <<A <<B /x\nB\nA\nA\nB\nUSER a', ['B', 'A'], 'USER a'],
  ])('have the bodies of here-documents: %j', (text, bodies, next) => {
    const [first, second] = readInstructions(text);
    expect(first?.heredocs).toEqual(bodies);
    expect(`${second?.keyword ?? ''} ${second?.args ?? ''}`).toBe(next);
  });
});

test.each([
  ['FROM a', '\\'],
  ['', '\\'],
  ['# escape=`', '`'],
  ['#ESCAPE = ` \t', '`'],
  ['#  escape  =  ab  ', 'ab'],
  ['# syntax=docker/dockerfile:1\n# escape=`\n', '`'],
  ['# a comment\n# escape=`\n', '\\'],
  ['\n# escape=`\n', '\\'],
  ['FROM a\n# escape=`\n', '\\'],
  ['x # escape=`\n', '\\'],
  ['# =`\n# escape=`', '\\'],
  ['# escape=`\n# escape=\\\n', '`'],
])('the character that continues lines: %j', (text, expected) => {
  expect(escapeCharacter(text)).toBe(expected);
});

describe('here-documents that an instruction opens', () => {
  test.each([
    ['RUN <<E', ['E']],
    ['run <<E', ['E']],
    ['COPY a <<E /x', ['E']],
    ['ADD <<-E <<F /x', ['-E', 'F']],
    ['ONBUILD  RUN <<E', ['E']],
    ['RUN 3<<E', ['E']],
    ['RUN <<"A B"', ['A B']],
    ["RUN <<'A B'", ['A B']],
    ['RUN <<\'A\'"B"\\C', ['ABC']],
    ['RUN <<A\\ B', ['A B']],
    ['RUN echo "a <<B" <<E', ['E']],
    ['RUN echo "a \\" <<B" <<E', ['E']],
    ["RUN echo 'a <<B' <<E", ['E']],
    ['RUN echo a\\ <<B <<E', ['E']],
    ['RUN echo \\" <<E', ['E']],
    ['RUN a<<E', []],
    ['RUN <<<E', []],
    ['RUN <<E<x', []],
    ['RUN << E', []],
    ['CMD cat <<E', []],
    ['ENV A="RUN <<E"', []],
    ['ENV RUN <<E', []],
  ])('%j', (text, expected) => {
    expect(heredocsIn(text).map(({ name, chomp }) => (chomp ? `-${name}` : name))).toEqual(
      expected,
    );
  });
});

test.each([
  ['["a", "b"]', ['a', 'b']],
  ['[ ]', []],
  ['["a", 1]', undefined],
  ['{"a": "b"}', undefined],
  ['"a"', undefined],
  ["['a']", undefined],
  ['["a"', undefined],
  ['a b', undefined],
  ['', undefined],
])('the words of the JSON form %j', (args, words) => {
  expect(execForm(args)).toEqual(words);
});

describe('the variables of an ENV', () => {
  const read = (text: string, keyword = 'ENV', escape = '\\'): string[] =>
    pairsIn(text, 0, text.length, escape, keyword).map(({ name, start, end, value }) => {
      const whole = text.slice(start, end);
      if (value === undefined) return name === whole ? name : 'not its name';
      return `${name} ${whole} ${text.slice(value.start, value.end)}`;
    });

  test.each([
    [' A=1 B=2\n', ['A A=1 1', 'B B=2 2']],
    [' A= B=x=y', ['A A= ', 'B B=x=y x=y']],
    [
      ' A="x y" B=\'x " y\' C="it\'s x"',
      ['A A="x y" "x y"', "B B='x \" y' 'x \" y'", 'C C="it\'s x" "it\'s x"'],
    ],
    [
      ' A=x\\ y B="x\\" y" C=\'\\\' D=1',
      ['A A=x\\ y x\\ y', 'B B="x\\" y" "x\\" y"', "C C='\\' '\\'", 'D D=1 1'],
    ],
    [' A=1 \\\n  B=2 \\  \n# c = d\n\n  # e\r\n  C=3\n', ['A A=1 1', 'B B=2 2', 'C C=3 3']],
    [' A=1\\\n  B=2\\\r\n\tC=3', ['A A=1 1', 'B B=2 2', 'C C=3 3']],
    [' A=1\\\n2 B=3', ['A A=1\\\n2 1\\\n2', 'B B=3 3']],
    [' A="1 \\\n  2" B=3', ['A A="1 \\\n  2" "1 \\\n  2"', 'B B=3 3']],
    [' A=1\\', ['A A=1\\ 1\\']],
    [' A=\\x B=\\n\n', ['A A=\\x \\x', 'B B=\\n \\n']],
    [' A x  y \n', ['A A x  y x  y']],
    [' A b=c d', ['A A b=c d b=c d']],
    [' A \\\n  x\n', ['A A \\\n  x x']],
    [' A\n', ['A']],
    [' =x y', [' =x x', 'y']],
    [' A=1 B c', ['A A=1 1', 'B', 'c']],
    ['\n', []],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('and of an ARG, whose names may have no value', () => {
    expect(read(' A B=1 C\n', 'ARG')).toEqual(['A', 'B B=1 1', 'C']);
    expect(read(' A B\n', 'ARG')).toEqual(['A', 'B']);
  });

  test('that end where the text does, behind an escape, too', () => {
    expect(pairsIn(' A=\\', 0, 4, '\\', 'ENV').map(({ end }) => end)).toEqual([4]);
  });

  test('with the escape of the file', () => {
    expect(read(' A=C:\\ `\n  B=x` y', 'ENV', '`')).toEqual(['A A=C:\\ C:\\', 'B B=x` y x` y']);
  });
});
