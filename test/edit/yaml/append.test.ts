import { append, insert } from './helpers.js';

describe('a new item of a list of maps', () => {
  test('is set apart by a blank line, as the others are', () => {
    const list = 'x:\n  - a: 1\n\n  - a: 2\n';
    expect(append(list, 'x', { a: 3 })).toBe(`${list}\n  - a: 3\n`);
    expect(insert(list, 'after', 'x.0', { a: 3 })).toBe('x:\n  - a: 1\n\n  - a: 3\n\n  - a: 2\n');
    expect(insert(list, 'before', 'x.0', { a: 3 })).toBe('x:\n  - a: 3\n\n  - a: 1\n\n  - a: 2\n');
  });

  test('is not set apart where the others are not, or where there is but one', () => {
    expect(append('- a: 1\n- a: 2\n', '', { a: 3 })).toBe('- a: 1\n- a: 2\n- a: 3\n');
    expect(append('x:\n  - a: 1\n\ny: 1\n', 'x', { a: 3 })).toBe(
      'x:\n  - a: 1\n  - a: 3\n\ny: 1\n',
    );
  });

  test('keeps out of a text that keeps the blank lines behind it', () => {
    const list = '- a: x\n\n- a: |+\n    y\n';
    expect(append(list, '', { a: 'z' })).toBe(`${list}- a: z\n`);
  });

  test('has its strings in the quotes of the last one, where that has but one kind', () => {
    expect(append(`- a: 'x'\n  m: 1\n`, '', { a: 'y', b: { c: 'z' }, m: 2 })).toBe(
      `- a: 'x'\n  m: 1\n- a: 'y'\n  b:\n    c: 'z'\n  m: 2\n`,
    );
    expect(append(`- a: 'x'\n  b: y\n`, '', { a: 'z' })).toBe(`- a: 'x'\n  b: y\n- a: z\n`);
  });
});
