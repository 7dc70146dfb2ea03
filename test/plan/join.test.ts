import { inspect } from '../../src/extension/inspect.js';
import { planHardening } from '../../src/plan/harden.js';
import { joinHardenings, joinResults } from '../../src/plan/join.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { defaultOptions } from '../../src/rules/options.js';
import { copyTree, removeTrees } from '../tree.js';

afterAll(removeTrees);

function rules(...ids: string[]) {
  return catalogue.filter(({ meta }) => ids.includes(meta.id));
}

test('two hardenings of the same files read as one, from the first state to the last', async () => {
  const extension = inspect(copyTree('examples/tombola'));
  const limits = rules('compose-resource-limits');
  const first = await planHardening(extension, catalogue, limits, defaultOptions);
  const logging = rules('compose-logging', 'dockerignore');
  const second = await planHardening(first.plan.result, catalogue, logging, defaultOptions);
  const joined = joinHardenings(first, second);

  const all = rules('compose-resource-limits', 'compose-logging', 'dockerignore');
  const atOnce = await planHardening(extension, catalogue, all, defaultOptions);
  const texts = ({ plan }: typeof joined) =>
    plan.files.map(({ path, before, after }) => ({ path, before, after }));
  expect(texts(joined)).toEqual(texts(atOnce));
  expect(joined.before).toEqual(atOnce.before);
  expect(joined.after).toEqual(atOnce.after);
  const compose = joined.plan.files.filter(({ rules: of }) => of.includes('compose-logging'));
  expect(compose.map(({ rules: of }) => of)).toContainEqual([
    'compose-resource-limits',
    'compose-logging',
  ]);
});

test('a file that was written twice was written', () => {
  const first = { written: ['a', 'b'], failed: [], interrupted: false };
  const second = { written: ['b'], failed: [{ path: 'c', reason: 'full' }], interrupted: true };
  expect(joinResults(first, second)).toEqual({
    written: ['a', 'b'],
    failed: [{ path: 'c', reason: 'full' }],
    interrupted: true,
  });
});
