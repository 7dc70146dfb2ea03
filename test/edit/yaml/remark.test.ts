import { editYaml } from '../../../src/edit/yaml/index.js';
import { refusalOf, route } from './helpers.js';

const remark = (text: string, path: string, words = 'v1'): string =>
  editYaml(text, [{ op: 'remark', route: route(path), text: words }]).text;

describe('a remark behind a value', () => {
  const cases: readonly [name: string, before: string, at: string, after: string][] = [
    ['at the end of the line', 'a: x\nb: y\n', 'a', 'a: x # v1\nb: y\n'],
    ['behind quotes', `a: 'x # y'\n`, 'a', `a: 'x # y' # v1\n`],
    ['at the end of the text', 'a: x', 'a', 'a: x # v1'],
    ['before trailing blanks', 'a: x  \n', 'a', 'a: x # v1  \n'],
    ['before CRLF', 'a: x\r\nb: y\r\n', 'a', 'a: x # v1\r\nb: y\r\n'],
    ['in front of a comment', 'a: x   # why\n', 'a', 'a: x # v1   # why\n'],
    ['in front of a comment behind a tab', 'a: x\t# why\n', 'a', 'a: x # v1\t# why\n'],
    ['in front of one that only looks like it', 'a: x # v10\n', 'a', 'a: x # v1 # v10\n'],
    ['in front of a longer one', 'a: x # v10 of May\n', 'a', 'a: x # v1 # v10 of May\n'],
    ['in front of one with braces', 'a: x # {y}\n', 'a', 'a: x # v1 # {y}\n'],
    ['of an item', '- a: x\n- y\n', '1', '- a: x\n- y # v1\n'],
    ['on the line of a value below its key', 'a:\n  x\nb: y\n', 'a', 'a:\n  x # v1\nb: y\n'],
    ['behind the brace that closes its map', '- { a: x }\n', '0.a', '- { a: x } # v1\n'],
    ['behind all braces', '[{ a: [x] } ]\n', '0.a.0', '[{ a: [x] } ] # v1\n'],
    ['of a value with an anchor', 'a: &x 1\nb: *x\n', 'a', 'a: &x 1 # v1\nb: *x\n'],
  ];
  test.each(cases)('%s', (_, before, at, after) => {
    expect(remark(before, at)).toBe(after);
    expect(remark(after, at)).toBe(after);
  });

  test('that is there already changes nothing, whatever follows it', () => {
    expect(remark('a: x # v1\n', 'a')).toBe('a: x # v1\n');
    expect(remark('a: x  # v1 of May\n', 'a')).toBe('a: x  # v1 of May\n');
  });
});

describe('a remark is refused', () => {
  const cases: readonly [name: string, text: string, at: string, refused: string][] = [
    [
      'where an entry follows',
      '{ a: x, b: y }\n',
      'a',
      '1:6 there is no place for "# v1" on this line',
    ],
    [
      'where a comma follows',
      '[\n  x,\n  y\n]\n',
      '0',
      '2:3 there is no place for "# v1" on this line',
    ],
    [
      'in a text of several lines',
      'a: x\n  y\n',
      'a',
      '1:4 there is no place for "# v1" on this line',
    ],
    ['in a block scalar', 'a: |\n  x\n', 'a', '1:4 there is no place for "# v1" on this line'],
    [
      'behind a map',
      'a:\n  b: 1\n',
      'a',
      '1:3 a remark is written behind text, a number or the like',
    ],
    ['behind nothing', 'a:\n', 'a', '1:3 a remark is written behind text, a number or the like'],
    [
      'behind an alias',
      'a: &x 1\nb: *x\n',
      'b',
      '2:3 a remark is written behind text, a number or the like',
    ],
    ['where nothing is', 'a: x\n', 'b', '1:1 there is nothing at b to remark on'],
  ];
  test.each(cases)('%s', (_, text, at, refused) => {
    expect(refusalOf(text, [{ op: 'remark', route: route(at), text: 'v1' }])).toBe(refused);
  });

  test.each(['v1\nb: 2', 'v1\r', 'v\u0000'])('of characters that break the line: %j', (words) => {
    expect(refusalOf('a: x\n', [{ op: 'remark', route: ['a'], text: words }])).toBe(
      '1:3 the remark holds characters that a comment on one line cannot',
    );
  });
});
