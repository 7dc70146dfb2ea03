import {
  aboveOwnComments,
  afterOwnComments,
  asLines,
  columnOf,
  commentColumn,
  indent,
  isBlankLine,
  lineAfter,
  lineEnd,
  lineStart,
  newlineAt,
  nextLine,
  startsLine,
  trimBreaks,
} from '../../../src/edit/yaml/lines.js';

// Offsets:    0 1  2 3  4  5 6  7  8
const text = 'a\nb\r\nc\rd\n';

it('a line ends with LF, CRLF or a lone CR', () => {
  const starts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => startsLine(text, at));
  expect(starts).toEqual([true, false, true, false, false, true, false, true, false, true]);
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => lineStart(text, at))).toEqual([
    0, 0, 2, 2, 2, 5, 5, 7, 7, 9,
  ]);
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => lineEnd(text, at))).toEqual([
    1, 1, 3, 3, 4, 6, 6, 8, 8, 9,
  ]);
  expect([0, 1, 2, 3, 5, 6, 7, 8, 9].map((at) => nextLine(text, at))).toEqual([
    2, 2, 5, 5, 7, 7, 9, 9, 9,
  ]);
  expect(lineEnd('ab', 1)).toBe(2);
  expect(nextLine('ab', 1)).toBe(2);
  expect(columnOf('a\n  b', 4)).toBe(2);
});

it('the line after content is the next one, or the one on which it ends at the start', () => {
  expect(lineAfter('a: 1 # c\nb: 2\n', 4)).toBe(9);
  expect(lineAfter('a: |\n  x\nb: 2\n', 9)).toBe(9);
  expect(lineAfter('a: 1', 4)).toBe(4);
});

it('a blank line holds nothing but white space, and exists', () => {
  expect(isBlankLine('\na', 0)).toBe(true);
  expect(isBlankLine(' \t\na', 0)).toBe(true);
  expect(isBlankLine(' x\n', 0)).toBe(false);
  expect(isBlankLine('a\n', 2)).toBe(false);
  expect(isBlankLine('a\n ', 2)).toBe(true);
});

it('a comment line starts with # behind white space', () => {
  expect(commentColumn('# c', 0)).toBe(0);
  expect(commentColumn('a\n \t# c', 2)).toBe(2);
  expect(commentColumn('a # c', 0)).toBe(-1);
  expect(commentColumn('', 0)).toBe(-1);
});

it('own comments are those directly below, indented far enough', () => {
  const below = 'a\n  # 1\n   # 2\n # 3\n  # 4\n';
  expect(afterOwnComments(below, 2, 2)).toBe(15);
  expect(afterOwnComments(below, 2, 1)).toBe(below.length);
  expect(afterOwnComments(below, 2, 3)).toBe(2);
  expect(afterOwnComments('a\n\n# 1\n', 2, 0)).toBe(2);
  expect(afterOwnComments('a\n# 1', 2, 0)).toBe(5);
});

it('own comments are those directly above, not farther up than content', () => {
  const above = '# 1\n\n# 2\n # 3\na: 1\n';
  expect(aboveOwnComments(above, 14, 0)).toBe(5);
  expect(aboveOwnComments(above, 14, 9)).toBe(9);
  expect(aboveOwnComments(above, 14, 10)).toBe(14);
  expect(aboveOwnComments(above, 14, 14)).toBe(14);
  expect(aboveOwnComments('# 1\na', 4, 0)).toBe(0);
  expect(aboveOwnComments('x\na', 2, 0)).toBe(2);
});

it('the line break at a place is that of the line before, else the first of the text', () => {
  expect(newlineAt('a\r\nb\nc\rd', 0)).toBe('\r\n');
  expect(newlineAt('a\r\nb\nc\rd', 4)).toBe('\r\n');
  expect(newlineAt('a\r\nb\nc\rd', 5)).toBe('\n');
  expect(newlineAt('a\r\nb\nc\rd', 7)).toBe('\r');
  expect(newlineAt('a', 1)).toBe('\n');
});

it('added lines end like the text: with a line break, or without one at its end', () => {
  expect(asLines('a\r\nb', 3, ['x', '', 'y'])).toBe('x\r\n\r\ny\r\n');
  expect(asLines('a\r\nb', 4, ['x', 'y'])).toBe('\r\nx\r\ny');
});

it('indenting leaves empty lines empty', () => {
  expect(indent(['a', '', ' b'], 2)).toEqual(['  a', '', '   b']);
});

it('trimming stops at the first character that is no line break', () => {
  expect(trimBreaks('a \r\n\n\r', 6)).toBe(2);
  expect(trimBreaks('a', 1)).toBe(1);
  expect(trimBreaks('\n\n', 2)).toBe(0);
});
