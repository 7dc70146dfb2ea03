import { editIgnore, excludes, isExcluded } from '../../../src/edit/ignore/index.js';

describe('a .dockerignore', () => {
  test.each([
    ['__pycache__', '__pycache__/x', true],
    ['__pycache__', 'app/__pycache__/x', false],
    ['**/__pycache__', '__pycache__/x', true],
    ['**/__pycache__', 'app/__pycache__/x', true],
    ['/dist/', 'dist/x', true],
    ['./dist', 'dist/x', true],
    ['*.pyc', 'app/x.pyc', false],
    ['*\n!app', 'app/main.py', false],
    ['*\n!app', 'README.md', true],
    ['*\n!app\n**/tests', 'app/tests/x', true],
    ['app/tests\n!app/tests/data', 'app/tests/data/x', false],
    ['# app\n\n  app  ', 'app/x', true],
    ['app #', 'app #/x', true],
    ['#', '#/x', false],
    ['  # app', 'app/x', false],
    [' \n', 'x', false],
    ['.//app///', 'app/x', true],
    ['!app\napp', 'app/x', true],
    ['app\napp', 'app/x', true],
  ])('%j, %s: %s', (text, path, expected) => {
    expect(isExcluded(text, path)).toBe(expected);
  });

  test('a single pattern', () => {
    expect(excludes('**/.env', 'api/.env')).toBe(true);
    expect(excludes('.env', 'api/.env')).toBe(false);
    expect(excludes(' .env ', '.env')).toBe(true);
    expect(excludes('.ENV', '.env')).toBe(false);
  });

  test('gets a pattern at its end, once, in its own newlines', () => {
    const operation = { op: 'exclude', pattern: '**/x', paths: ['a/x/1'] } as const;
    expect(editIgnore('b\r\n!c', [operation, operation])).toEqual({
      text: 'b\r\n!c\r\n**/x',
      spans: [{ start: 5, end: 11 }],
    });
    expect(editIgnore('b\n', [operation]).text).toBe('b\n**/x\n');
    expect(editIgnore('**/x', [operation])).toEqual({ text: '**/x', spans: [] });
  });

  test('gets it where one of the files is not kept out, and in the first line end of a mixture', () => {
    const operation = { op: 'exclude', pattern: '**/x', paths: ['b', 'a/x/1'] } as const;
    expect(editIgnore('b\nc\r\n', [operation]).text).toBe('b\nc\r\n**/x\n');
    expect(editIgnore('', [{ ...operation, paths: ['a/x'] }]).text).toBe('**/x\n');
    expect(editIgnore('\uFEFF', [{ ...operation, paths: ['a/x'] }]).text).toBe('\uFEFF**/x\n');
    expect(() => editIgnore('c\n', [operation])).toThrow('the pattern does not fit');
  });

  test('is left alone where the pattern would not do', () => {
    const operation = { op: 'exclude', pattern: 'x', paths: ['a/x/1'] } as const;
    expect(() => editIgnore('a/y\n', [operation])).toThrow('the pattern does not fit');
  });
});
