import { editYaml } from '../../../src/edit/yaml/index.js';
import { ensure, refusalOf } from './helpers.js';

describe('ensure at the root of a document', () => {
  it('writes the first content, below comments', () => {
    expect(ensure('', '', { a: 1 })).toBe('a: 1\n');
    expect(ensure('# c\n', '', { a: 1 })).toBe('# c\na: 1\n');
    expect(ensure('', '', 1)).toBe('1\n');
  });

  it('leaves what is there, and refuses to make another thing of it', () => {
    const whole = (value: number | { a: number }) => ({ op: 'ensure', route: [], value }) as const;
    expect(editYaml('- x\n', [whole(1)]).text).toBe('- x\n');
    expect(refusalOf('- x\n', [whole({ a: 1 })])).toBe('1:1 the document is not a map');
    expect(refusalOf('~\n', [whole({ a: 1 })])).toBe('1:1 the document is not a map');
  });

  it('makes no lists', () => {
    const reason = 'there is no list here that has an item 0';
    const at = (...route: (string | number)[]) => [{ op: 'ensure', route, value: 1 } as const];
    expect(refusalOf('a: 1\n\nb: {}\n', at('b', 'x', 0))).toBe(`3:4 ${reason}`);
    expect(refusalOf('', at('a', 0))).toBe(`1:1 ${reason}`);
  });
});

describe('ensure of nothing, or through an alias', () => {
  it('is there where a key holds nothing', () => {
    expect(ensure('a:\n', 'a', null)).toBe('a:\n');
    expect(ensure('a: ~\n', 'a', null)).toBe('a: ~\n');
  });

  it('is there where the alias holds nothing', () => {
    expect(ensure('a: &a {b: ~}\nd: *a\n', 'd.b', 1)).toBe('a: &a {b: ~}\nd: *a\n');
  });
});
