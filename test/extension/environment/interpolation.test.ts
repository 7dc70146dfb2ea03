import { interpolationsIn, literalWord } from '../../../src/extension/environment/interpolation.js';

const found = (text: string): string[] =>
  interpolationsIn(text).map(({ name, operator, word }) => `${name}|${operator}|${word}`);

test.each([
  ['$A and ${B}', ['A||', 'B||']],
  ['${A:-x}${B-y}', ['A|:-|x', 'B|-|y']],
  ['${A:?say it}${B?}', ['A|:?|say it', 'B|?|']],
  ['${A:+x}${B+y}', ['A|:+|x', 'B|+|y']],
  ['${A:--10}', ['A|:-|-10']],
  ['$$A $${B} $$$C', ['C||']],
  ['${A:-${B:-c}}', ['A|:-|${B:-c}', 'B|:-|c']],
  ['${A:-$B}', ['A|:-|$B', 'B||']],
  ['${A:-["http://x"]}', ['A|:-|["http://x"]']],
  ['cost: 5$', []],
  ['${', []],
  ['${A', []],
  ['$1 ${1}', []],
])('%j', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('a default is a text only where no variable is in it', () => {
  expect(literalWord('a$$b')).toBe('a$b');
  expect(literalWord('a$b')).toBeUndefined();
});
