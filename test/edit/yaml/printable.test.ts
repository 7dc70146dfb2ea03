import { unprintableIn } from '../../../src/edit/yaml/index.js';

describe('a character that YAML does not allow', () => {
  it.each([
    ['\u001b[0m', { offset: 0, name: 'U+001B' }],
    ['a: \u0085\u0086\n', { offset: 4, name: 'U+0086' }],
    ['a: 1\r\n\tb\n', undefined],
  ])('is found with its place: %j', (text, found) => {
    expect(unprintableIn(text)).toEqual(found);
  });
});
