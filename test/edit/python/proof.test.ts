import { hasStatements, proveInsertion, proveRemoval } from '../../../src/edit/python/proof.js';
import { parsePython } from '../../../src/edit/python/syntax.js';

const before = parsePython('a = 1\nif b:\n    c()\n    d()\ne = 2\n');

describe('an insertion is proven', () => {
  const prove = (after: string): string | undefined =>
    proveInsertion({ before, after, index: 0, block: 'x()\ny()\n' });

  test('where the block is behind its statement and all others are as they were', () => {
    expect(prove(before.text.replace('if', '\nx()\ny()\n\nif'))).toBeUndefined();
  });

  test.each([
    ['nothing is inserted', before.text],
    ['the block is elsewhere', `x()\ny()\n${before.text}`],
    ['a part of it is missing', before.text.replace('if', 'x()\nif')],
    ['something else is gone', before.text.replace('if', 'x()\ny()\nif').replace('e = 2\n', '')],
    ['something else is changed', before.text.replace('if', 'x()\ny()\nif').replace('2', '3')],
    ['something is added at the end', `${before.text.replace('if', 'x()\ny()\nif')}f()\n`],
  ])('and not where %s', (_, after) => {
    expect(prove(after)).toBe('inserting here would change other statements');
  });

  test('and not where the text is no Python any more', () => {
    expect(prove(`${before.text.replace('if', 'x()\ny()\nif')})`)).toBe(
      'the module would not be valid Python any more',
    );
  });
});

test('a module has a block where it has all of its statements, in any order', () => {
  expect(hasStatements(before, 'e = 2\na = 1\n')).toBe(true);
  expect(hasStatements(before, 'if b:\n    c()\n    d()')).toBe(true);
  expect(hasStatements(before, 'a = 1\nc()\n')).toBe(false);
});

describe('a removal is proven', () => {
  const prove = (removed: string, insert = '', text = before.text): string | undefined => {
    const start = text.indexOf(removed);
    return proveRemoval(parsePython(text), { start, end: start + removed.length, insert });
  };

  test('where all other tokens are as deep in blocks as before', () => {
    expect(prove('    c()\n')).toBeUndefined();
    expect(prove('c()\n    d()', 'pass')).toBeUndefined();
    expect(prove('e = 2\n')).toBeUndefined();
  });

  test('and not where one is in another block', () => {
    const flaw = 'removing it would change other statements';
    expect(prove('if b:\n    c()\n    d()\n', '', 'if a:\n    if b:\n    c()\n    d()\n')).toBe(
      'the module would not be valid Python any more',
    );
    const nested = 'if a:\n    if b:\n        c()\n    d()\n';
    expect(prove('    if b:\n    ', '', nested)).toBe(flaw);
    expect(prove('c()', 'pass; x()')).toBe(flaw);
  });

  test('and not where the text is no Python any more', () => {
    expect(prove('    c()\n    d()\n')).toBe('the module would not be valid Python any more');
    expect(prove('1')).toBe('the module would not be valid Python any more');
  });
});
