import { complete } from '../../src/scaffold/complete.js';
import { substitute } from '../../src/scaffold/substitute.js';

const quiz = complete(
  { name: 'quiz-night', title: 'Quiz', description: 'Questions.', scopes: ['ask', 'answer'] },
  '/nowhere/quiz-night',
);

describe('substitute', () => {
  test('puts every form of the name in place of the sample’s', () => {
    const text = '/api/sample-ext/v1 sample_ext.notices "manager-sample-ext" web-sample-ext\n';
    expect(substitute(quiz, 'a.py', text)).toBe(
      '/api/quiz-night/v1 quiz_night.notices "ask" web-quiz-night\n',
    );
  });

  test('replaces ports that stand alone', () => {
    expect(substitute(quiz, 'Dockerfile', 'EXPOSE 8099\n18099 80991 3099;')).toBe(
      'EXPOSE 8005\n18099 80991 3004;',
    );
  });

  test('touches only the name in lock files, whose checksums may hold anything', () => {
    const text = '"name": "web-sample-ext", "integrity": "sha512-a/8099/3099+sample"';
    expect(substitute(quiz, 'web-quiz-night/package-lock.json', text)).toBe(
      '"name": "web-quiz-night", "integrity": "sha512-a/8099/3099+sample"',
    );
  });

  test('what stands in the title is not replaced once more', () => {
    const odd = { ...quiz, title: 'sample-ext 8099' };
    expect(substitute(odd, 'a.json', '"title": "Sample Extension"')).toBe(
      '"title": "sample-ext 8099"',
    );
  });

  test.each([
    ['main.py', 'Ana\'s "quiz"', '"Ana\'s \\"quiz\\""'.replace(/.*/, `'Ana\\'s "quiz"'`)],
    ['main.py', "Ana's quiz", '"Ana\'s quiz"'],
    ['main.py', 'back\\slash', '"back\\\\slash"'],
    ['main.py', '"a" \\', `'"a" \\\\'`],
    ['openapi.json', 'Ana\'s "quiz"', '"Ana\'s \\"quiz\\""'],
    ['pyproject.toml', 'Ação "é"', '"Ação \\"é\\""'],
  ])('a title in %s is a string there: %s', (file, title, written) => {
    expect(substitute({ ...quiz, title }, file, '"Sample Extension"')).toBe(written);
  });

  test('a title in HTML is text there', () => {
    expect(
      substitute({ ...quiz, title: 'A & B <c>' }, 'index.html', '<title>Sample Extension</title>'),
    ).toBe('<title>A &amp; B &lt;c></title>');
  });
});
