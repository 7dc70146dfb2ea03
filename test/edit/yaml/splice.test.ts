import {
  applySplices,
  compose,
  inOrder,
  overlap,
  untouchedOutside,
} from '../../../src/edit/yaml/splice.js';

const splice = (start: number, end: number, insert: string) => ({ start, end, insert });

it('splices are made in the order of their places, those at one place as they come', () => {
  const splices = [splice(4, 4, 'z'), splice(1, 2, 'B'), splice(4, 4, 'y'), splice(0, 0, 'x')];
  expect(inOrder(splices).map(({ insert }) => insert)).toEqual(['x', 'B', 'z', 'y']);
  expect(applySplices('abcd', inOrder(splices))).toBe('xaBcdzy');
});

it('splices overlap when they claim the same bytes, not when they touch', () => {
  expect(overlap([splice(0, 2, ''), splice(1, 3, '')])).toBe(true);
  expect(overlap([splice(0, 2, ''), splice(2, 2, 'x'), splice(2, 3, '')])).toBe(false);
  expect(overlap([splice(0, 1, ''), splice(4, 6, ''), splice(5, 6, '')])).toBe(true);
  expect(overlap([splice(0, 0, 'x')])).toBe(false);
});

describe('hunks', () => {
  // Every pair of steps on this text, and what of the original each hunk stands for.
  const text = 'abcdefghij';
  const first = [splice(2, 3, 'CC'), splice(6, 8, '')];
  const cases: readonly [name: string, second: ReturnType<typeof splice>[], hunks: number[][]][] = [
    [
      'none',
      [],
      [
        [2, 4, 2, 3],
        [7, 7, 6, 8],
      ],
    ],
    [
      'before all',
      [splice(0, 1, 'AAA')],
      [
        [0, 3, 0, 1],
        [4, 6, 2, 3],
        [9, 9, 6, 8],
      ],
    ],
    [
      'between',
      [splice(5, 5, '-')],
      [
        [2, 4, 2, 3],
        [5, 6, 4, 4],
        [8, 8, 6, 8],
      ],
    ],
    [
      'behind all',
      [splice(8, 8, '-')],
      [
        [2, 4, 2, 3],
        [7, 7, 6, 8],
        [8, 9, 9, 9],
      ],
    ],
    [
      'inside one',
      [splice(3, 3, '-')],
      [
        [2, 5, 2, 3],
        [8, 8, 6, 8],
      ],
    ],
    [
      'touching one from above',
      [splice(1, 2, '')],
      [
        [1, 3, 1, 3],
        [6, 6, 6, 8],
      ],
    ],
    [
      'touching one from below',
      [splice(4, 5, 'D')],
      [
        [2, 5, 2, 4],
        [7, 7, 6, 8],
      ],
    ],
    [
      'at one that is empty now',
      [splice(7, 7, '-')],
      [
        [2, 4, 2, 3],
        [7, 8, 6, 8],
      ],
    ],
    ['over both', [splice(3, 8, 'x')], [[2, 4, 2, 9]]],
    [
      'two in one',
      [splice(2, 3, ''), splice(4, 4, 'yy')],
      [
        [2, 5, 2, 3],
        [8, 8, 6, 8],
      ],
    ],
  ];
  it.each(cases)('of two steps, the second %s', (_name, second, expected) => {
    const between = applySplices(text, first);
    const after = applySplices(between, second);
    const hunks = compose(compose([], first), second);
    expect(hunks.map(({ start, end, oldStart, oldEnd }) => [start, end, oldStart, oldEnd])).toEqual(
      expected,
    );
    expect(untouchedOutside(text, after, hunks)).toBe(true);
  });

  it('do not cover a byte that was changed somewhere else', () => {
    const hunks = [{ start: 2, end: 4, oldStart: 2, oldEnd: 3 }];
    expect(untouchedOutside('abcde', 'abCCde', hunks)).toBe(true);
    expect(untouchedOutside('abcde', 'xbCCde', hunks)).toBe(false);
    expect(untouchedOutside('abcde', 'abCCdx', hunks)).toBe(false);
    expect(untouchedOutside('abcde', 'abCCde', [])).toBe(false);
    expect(untouchedOutside('abcde', 'abcde', [])).toBe(true);
  });
});
