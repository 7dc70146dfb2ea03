import { tooDeepAt } from '../../../src/edit/python/nesting.js';

const brackets = (depth: number): string => `x = 1\ny = ${'('.repeat(depth)}${')'.repeat(depth)}\n`;

function indented(depth: number): string {
  const lines = Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}if x:`);
  return `${lines.join('\n')}\n`;
}

describe('a text is too deep', () => {
  test('where brackets are nested deeper than in Python', () => {
    expect(tooDeepAt(brackets(200))).toBeUndefined();
    expect(tooDeepAt(brackets(201))).toBe(6);
  });

  test('where lines are indented deeper than in Python', () => {
    expect(tooDeepAt(indented(100))).toBeUndefined();
    expect(tooDeepAt(indented(101))).toBe(indented(100).length + 100);
    expect(tooDeepAt(indented(100) + indented(100))).toBeUndefined();
    expect(tooDeepAt('if x:\n  if x:\n'.repeat(150))).toBeUndefined();
  });

  const terms = (count: number): string => `y = ${'a+'.repeat(count)}a`;
  const items = (count: number, item = 'a'): string => `y = [${`${item},`.repeat(count)}]`;

  test('where a long line has thousands of terms, and not where it has as many items', () => {
    expect(tooDeepAt(`x = 1\n${terms(20_000)}\n`)).toBe(6);
    expect(tooDeepAt(`x = 1\n${items(20_000)}\n`)).toBeUndefined();
    expect(tooDeepAt(`${terms(2000)}\n${items(20_000)}`)).toBeUndefined();
    expect(tooDeepAt(items(20_000, `${' '.repeat(4000)}a\n`))).toBeUndefined();
  });

  test('but not in a line of 20,000 characters', () => {
    const prefix = 'x = 1\n';
    const line = `y = ${'a'.repeat(19_996)}`;
    expect(tooDeepAt(prefix + line)).toBeUndefined();
    expect(tooDeepAt(`${prefix + line}a`)).toBe(6);
  });

  test('from 3,000 characters of terms', () => {
    const rest = items(12_000);
    expect(tooDeepAt(`z = [0,${'a'.repeat(2999)},${rest.slice(5)}`)).toBeUndefined();
    expect(tooDeepAt(`z = [0,${'a'.repeat(3000)},${rest.slice(5)}`)).toBe(0);
    expect(tooDeepAt(`z = [0,${'a '.repeat(1499)},${rest.slice(5)}`)).toBeUndefined();
    expect(tooDeepAt(`z = [0,${'a  \n '.repeat(1499)},${rest.slice(5)}`)).toBeUndefined();
  });

  test.each(['"', "'"])('and what a string says is no term: %s', (quote) => {
    const other = quote === '"' ? "'" : '"';
    const long = `${quote}${'a+'.repeat(3000)}\\${quote}${other}+${'\\'.repeat(4)}${'a+'.repeat(3000)}${quote}`;
    expect(tooDeepAt(items(2, long))).toBeUndefined();
    expect(tooDeepAt(items(2, `b${long}${'+a'.repeat(2000)}`))).toBe(0);
    expect(tooDeepAt(items(8000, `${quote}${quote}+a`))).toBeUndefined();
  });
});
