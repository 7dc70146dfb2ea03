import { logicalLines } from '../../../src/edit/python/logical-lines.js';

const lines = (text: string): string[] =>
  logicalLines(text).map(({ start, end }) => text.slice(start, end));

describe('a logical line', () => {
  test('ends with its line, whatever ends that, and with the text', () => {
    for (const newline of ['\n', '\r\n', '\r']) {
      expect(lines(['a', '', '  b ', 'c'].join(newline))).toEqual(['a', 'b ', 'c']);
    }
    expect(lines('')).toEqual([]);
    expect(lines('\n\n')).toEqual([]);
  });

  test('is not one that is blank or a comment', () => {
    expect(lines('# a\n \t\f\n\t# "b\na # (\nb')).toEqual(['a # (', 'b']);
    expect(lines('a # \\\nb')).toEqual(['a # \\', 'b']);
    expect(lines('a # (\r\nb # "\rc # [')).toEqual(['a # (', 'b # "', 'c # [']);
  });

  test.each(['(', '[', '{'])('goes on to where its brackets are closed: %s', (open) => {
    const close = { '(': ')', '[': ']', '{': '}' }[open] ?? '';
    const text = `a${open}\n  1, # ${close}\n\n  "${close}"\n${close}\nb`;
    expect(lines(text)).toEqual([text.slice(0, -2), 'b']);
  });

  test('goes on behind a backslash, also in a text for Windows', () => {
    expect(lines('a = \\\n  1\nb')).toEqual(['a = \\\n  1', 'b']);
    expect(lines('a = \\\r\n  1\r\nb')).toEqual(['a = \\\r\n  1', 'b']);
    expect(lines('a = \\\r  1\rb')).toEqual(['a = \\\r  1', 'b']);
  });

  test.each(['"""', "'''"])('goes on to where a long string is closed: %s', (quote) => {
    const other = quote.startsWith('"') ? "'" : '"';
    const text = `a = ${quote}(\n#\n\\${quote} ${other.repeat(3)}\n${quote}\n`;
    expect(lines(`${text}b`)).toEqual([text.trimEnd(), 'b']);
  });

  test.each(['"', "'"])('does not end in a string: %s', (quote) => {
    const other = quote === '"' ? "'" : '"';
    const text = `a = ${quote}(# ${other} \\${quote} \\\\${quote}`;
    expect(lines(`${text}\nb`)).toEqual([text, 'b']);
    const mixed = `a = ${quote}${other}${quote} + ${other}(${other}`;
    expect(lines(`${mixed}\nb`)).toEqual([mixed, 'b']);
    for (const newline of ['\n', '\r\n', '\r']) {
      const continued = `a = ${quote}x\\${newline}y${quote}`;
      expect(lines(`${continued}${newline}b`)).toEqual([continued, 'b']);
    }
  });

  test('ends with its line where a string of one line is not closed', () => {
    for (const newline of ['\n', '\r\n', '\r']) {
      expect(lines(`a = "x${newline}b = 'y${newline}c`)).toEqual(['a = "x', "b = 'y", 'c']);
    }
  });

  test('ends with the text where a bracket or long string is not closed', () => {
    expect(lines('a = (\nb')).toEqual(['a = (\nb']);
    expect(lines('a = """\nb"')).toEqual(['a = """\nb"']);
    expect(lines('a = "b\\')).toEqual(['a = "b\\']);
  });

  test('ends with its line where a bracket is closed that none opened', () => {
    expect(lines('a)\nb(\n)\nc')).toEqual(['a)', 'b(\n)', 'c']);
  });
});

test('its indent is in characters, its depth that of the innermost bracket', () => {
  expect(logicalLines(' \t\fa(b[{}]) + cc()\nd\n  )("(["')).toEqual([
    { start: 3, end: 18, indent: 3, depth: 3 },
    { start: 19, end: 20, indent: 0, depth: 0 },
    { start: 23, end: 29, indent: 2, depth: 0 },
  ]);
  expect(logicalLines('f(g(\n')).toEqual([{ start: 0, end: 5, indent: 0, depth: 2 }]);
});
