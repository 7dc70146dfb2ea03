import { recent } from '../../src/edit/recent.js';

describe('what was made of a text', () => {
  it('is made once for those asked for last, and anew for one that 32 others followed', () => {
    const made: string[] = [];
    const lengthOf = recent((text) => {
      made.push(text);
      return text.length;
    });
    const texts = Array.from({ length: 32 }, (_, index) => 'x'.repeat(index + 1));
    expect([...texts, ...texts].map(lengthOf)).toEqual([...texts, ...texts].map((t) => t.length));
    expect(made).toEqual(texts);
    lengthOf('y');
    lengthOf('xx');
    lengthOf('x');
    expect(made).toEqual([...texts, 'y', 'x']);
  });

  it('may be undefined, and is made again where making it failed', () => {
    let tries = 0;
    const found = recent((text): string | undefined => {
      tries += 1;
      if (text === 'bad' && tries === 1) throw new Error('not yet');
      return undefined;
    });
    expect(() => found('bad')).toThrow('not yet');
    expect(found('bad')).toBeUndefined();
    expect(found('bad')).toBeUndefined();
    expect(tries).toBe(2);
  });
});
