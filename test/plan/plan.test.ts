import { join } from 'node:path';
import { inspect } from '../../src/extension/inspect.js';
import { makePlan } from '../../src/plan/plan.js';
import { defaultOptions } from '../../src/rules/options.js';
import type { Rule } from '../../src/rules/rule.js';
import { sample } from '../rules/sample.js';
import { removeTrees, writeTree } from '../tree.js';

afterAll(removeTrees);

/** Wants a file, as soon as another one is there. */
function wants(file: string, needed: string): Rule {
  const meta = { id: `wants-${file}`, aspect: 'compose', severity: 'info', fix: 'safe' } as const;
  return {
    meta: { ...meta, title: '', failureTitle: '', why: '' },
    check: ({ files }) =>
      !files.has(needed) || files.has(file)
        ? { status: 'pass' }
        : { status: 'fail', findings: [{ file: needed, line: 1, column: 1, message: '' }] },
    fix: () => [{ summary: '', edits: [{ kind: 'create', file, text: 'x\n' }], nextSteps: [file] }],
  };
}

describe('a plan', () => {
  const extension = inspect(writeTree(sample));

  it('goes on until no rule has anything left to do, in whatever order they stand', async () => {
    const rules = [wants('c', 'b'), wants('b', 'a'), wants('a', 'manifest.json')];
    const plan = await makePlan(extension, rules, defaultOptions);
    expect(plan.steps.map(({ file }) => file)).toEqual(['a', 'b', 'c']);
    expect(plan.nextSteps).toEqual(['a', 'b', 'c']);
    expect((await makePlan(plan.result, rules, defaultOptions)).files).toEqual([]);
  });

  it('says that GitHub does not look for workflows in a part of a repository', async () => {
    const root = writeTree({ '.git/HEAD': '', 'apps/quiz/manifest.json': sample['manifest.json'] });
    const part = inspect(join(root, 'apps/quiz'));
    const rules = [wants('.github/workflows/a.yml', 'manifest.json')];
    expect((await makePlan(part, rules, defaultOptions)).nextSteps).toEqual([
      '.github/workflows/a.yml',
      'GitHub reads .github only in the root of a repository, and this directory is a part of the one at ../..: make it a repository of its own, or have its workflows there.',
    ]);
  });

  it('ends where rules never agree', async () => {
    const endless: Rule = {
      ...wants('a', 'manifest.json'),
      check: () => ({ status: 'fail', findings: [] }),
      fix: ({ files }) => {
        const file = `new-${files.size}`;
        return [{ summary: '', edits: [{ kind: 'create', file, text: 'x\n' }] }];
      },
    };
    const plan = await makePlan(extension, [endless], defaultOptions);
    expect(plan.steps).toHaveLength(4);
  });
});
