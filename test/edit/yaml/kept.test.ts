import { keepTree, takeTree } from '../../../src/edit/yaml/kept.js';
import { parseTree } from '../../../src/edit/yaml/parse.js';

describe('the trees of results', () => {
  it('are given away once', () => {
    const tree = parseTree('once: 1\n');
    keepTree(tree);
    expect(takeTree('once: 1\n')).toBe(tree);
    expect(takeTree('once: 1\n')).toBeUndefined();
  });

  it('are dropped, the oldest first, when there are more than eight', () => {
    const trees = Array.from({ length: 9 }, (_, i) => parseTree(`kept: ${i}\n`));
    trees.forEach(keepTree);
    expect(trees.map(({ text }) => takeTree(text))).toEqual([undefined, ...trees.slice(1)]);
  });
});
