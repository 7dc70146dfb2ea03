import { parseTree } from '../../../src/edit/yaml/parse.js';
import { Intended } from '../../../src/edit/yaml/intended.js';
import { matchesAll } from '../../../src/edit/yaml/prove.js';

const nodes = (text: string) => parseTree(text).documents.map(({ node }) => node);
const matches = (before: string, after: string): boolean =>
  matchesAll(new Intended(nodes(before)), nodes(after));

describe('a text matches what was intended', () => {
  it.each([
    [
      'a: [1, {b: &x "y"}, *x] # c\n',
      "# d\na:\n  -   1\n  - b: &x 'y'\n  - *x\n".replace(/'/g, '"'),
    ],
    ['', '# nothing\n'],
    ['---\n---\na\n', '---\n# nothing\n---\na\n'],
    ['? a\n', '? a # no value\n'],
  ])('%j, %j', (before, after) => {
    expect(matches(before, after)).toBe(true);
  });
});

describe('a text does not match with', () => {
  it.each([
    ['another document', 'a\n', 'a\n---\nb\n'],
    ['one document less', 'a\n---\nb\n', 'a\n'],
    ['a change in the second document', 'a\n---\nb\n', 'a\n---\nc\n'],
    ['something in place of nothing', '', 'a\n'],
    ['nothing in place of something', 'a\n', ''],
    ['an empty value in place of none', '? a\n', '? a\n:\n'],
    ['no value in place of an empty one', '? a\n:\n', '? a\n'],
    ['another key', 'a: 1\n', 'b: 1\n'],
    ['another value', 'a: 1\n', 'a: 2\n'],
    ['another number of items', '[a]\n', '[a, b]\n'],
    ['fewer items', '[a, b]\n', '[a]\n'],
    ['another order', 'a: 1\nb: 2\n', 'b: 2\na: 1\n'],
    ['a list in place of a map', '{}\n', '[]\n'],
    ['a scalar in place of an alias', '- &a x\n- *a\n', '- &a x\n- a\n'],
    ['another alias', '- &a x\n- &b x\n- *a\n', '- &a x\n- &b x\n- *b\n'],
    ['another tag', '!a x\n', '!b x\n'],
    ['another anchor', '&a x\n', '&b x\n'],
    ['no anchor', '&a [x]\n', '[x]\n'],
    ['other quotes', "'x'\n", '"x"\n'],
    ['no quotes', '"x"\n', 'x\n'],
    ['another way to write a number', '16\n', '0x10\n'],
  ])('%s', (_name, before, after) => {
    expect(matches(before, after)).toBe(false);
  });
});
