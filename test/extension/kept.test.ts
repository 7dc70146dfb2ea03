import { kept, keptByName, sameList } from '../../src/extension/kept.js';

describe('kept', () => {
  it('makes what is asked for once for each object, also where that is nothing', () => {
    const asked: object[] = [];
    const make = kept((key: { readonly value?: string }) => {
      asked.push(key);
      return key.value;
    });
    const [one, other] = [{}, { value: 'x' }];
    expect([make(one), make(one), make(other), make(other)]).toEqual([
      undefined,
      undefined,
      'x',
      'x',
    ]);
    expect(asked).toEqual([one, other]);
  });

  it('tells names apart', () => {
    const values = keptByName<number>();
    const owner = {};
    expect(values(owner, 'a', () => 1)).toBe(1);
    expect(values(owner, 'b', () => 2)).toBe(2);
    expect(values(owner, 'a', () => 3)).toBe(1);
    expect(values({}, 'a', () => 4)).toBe(4);
  });
});

describe('sameList', () => {
  const [a, b] = [{ id: 'a' }, { id: 'b' }];

  it('gives one array for the same objects in the same order', () => {
    const list = sameList([a, b]);
    expect(sameList([a, b])).toBe(list);
    expect(sameList([])).toBe(sameList([]));
  });

  it('gives another for other objects, another order, or fewer of them', () => {
    const list = sameList([a, b]);
    for (const other of [[b, a], [a], [a, { id: 'b' }]]) {
      expect(sameList(other)).toEqual(other);
      expect(sameList(other)).not.toBe(list);
    }
  });
});
