import { identifierOf, nameFromFolder, titleOf, whyNoName } from '../../src/scaffold/name.js';

describe('the name of a new extension', () => {
  test.each([
    'quiz',
    'my-ext',
    'x2',
    'a',
    'quiz_night',
    'match',
    'test',
    'on',
    'a1-b2_c3',
    'x'.repeat(30),
  ])('%s can be one', (name) => {
    expect(whyNoName(name)).toBeUndefined();
  });

  test.each([
    ['', 'a name is wanted'],
    ['ação', '"ç" cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['Quiz', 'it has to begin with a lower-case letter from a to z'],
    ['2x', 'it has to begin with a lower-case letter from a to z'],
    ['-x', 'it has to begin with a lower-case letter from a to z'],
    ['quizNight', '"N" cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['my ext', '" " cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['a/b', '"/" cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['a.b', '"." cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['quiz🎉', '"🎉" cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['a\nb', '"\\n" cannot be in it: only a to z, 0 to 9, hyphens and underscores'],
    ['a--b', 'hyphens and underscores stand alone and between letters or digits'],
    ['a-', 'hyphens and underscores stand alone and between letters or digits'],
    ['a_-b', 'hyphens and underscores stand alone and between letters or digits'],
    ['x'.repeat(31), 'it is longer than 30 characters'],
    ['class', 'it is a keyword of Python'],
    ['nei', 'the Platform uses it itself'],
    ['static', 'the Platform uses it itself'],
    ['calendar', 'the Platform has a page /calendar'],
    ['public', 'PostgreSQL uses it itself'],
    ['pg-stats', 'PostgreSQL uses it itself'],
  ])('%j is refused with the reason', (name, reason) => {
    expect(whyNoName(name)).toBe(reason);
  });

  test('is written without hyphens where none can be, and as a title', () => {
    expect(identifierOf('my-ext_2')).toBe('my_ext_2');
    expect(titleOf('my-ext_2')).toBe('My Ext 2');
  });

  test('is taken from the folder of a clone', () => {
    expect(nameFromFolder('Platform-rally-extension')).toBe('rally');
    expect(nameFromFolder('Quiz')).toBe('quiz');
    expect(nameFromFolder('My Quiz')).toBe('my quiz');
  });
});
