import { ensure } from './helpers.js';

describe('a key is found', () => {
  it('by what it says, however it is quoted or repeated', () => {
    const found = ['"\\x61": 1\n', "'a': 1\n", 'k: &k a\n*k : 1\n', '? a\n: 1\n'];
    for (const text of found) expect(ensure(text, 'a', 2)).toBe(text);
  });

  it('by how it is written, also when that is read as nothing or a number', () => {
    expect(ensure('~: 1\n', '~', 2)).toBe('~: 1\n');
    expect(ensure('!!float "1.0": 1\n', '', { '1.0': 2 })).toBe('!!float "1.0": 1\n');
  });

  it('when a tag makes an empty one a string, not when it is nothing', () => {
    expect(ensure('!!str : 1\n', '', { '': 2 })).toBe('!!str : 1\n');
    expect(ensure(': 1\n', '', { '': 2 })).toBe(': 1\n"": 2\n');
  });

  it('not when it is a collection', () => {
    expect(ensure('? [p]\n: 1\n', 'undefined', 1)).toBe('? [p]\n: 1\nundefined: 1\n');
  });

  it('not in the value of a quoted "<<", which merges nothing', () => {
    expect(ensure('"<<": {a: 1}\n', 'a', 2)).toBe('"<<": {a: 1}\na: 2\n');
  });
});
