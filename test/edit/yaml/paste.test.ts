import type { YamlOperation } from '../../../src/edit/yaml/index.js';
import { pasteFor } from '../../../src/edit/yaml/paste.js';

const value = { b: ['x'] };

describe('what to paste', () => {
  const cases: readonly [operation: YamlOperation, text: string | undefined][] = [
    [{ op: 'ensure', route: ['s', 'a'], value }, 's:\n  a:\n    b:\n      - x\n'],
    [{ op: 'set', route: ['s', 1, 'a'], value: 1 }, 's:\n  - a: 1\n'],
    [{ op: 'append', route: ['s'], value }, 's:\n  - b:\n      - x\n'],
    [
      { op: 'insert', where: 'after', route: ['s', 'a'], key: 'z', value },
      's:\n  z:\n    b:\n      - x\n',
    ],
    [{ op: 'insert', where: 'after', route: ['s', 't', 0], value: 'x' }, 's:\n  t:\n    - x\n'],
    [{ op: 'rename', route: ['s'], key: 'z' }, undefined],
    [{ op: 'remove', route: ['s'] }, undefined],
    [{ op: 'comment', route: ['s'], text: 'x' }, undefined],
  ];
  it.each(cases)('%j', (operation, text) => {
    expect(pasteFor(operation)).toBe(text);
  });
});
