import { inspect } from '../../src/extension/inspect.js';
import { makePlan } from '../../src/plan/plan.js';
import { defaultOptions } from '../../src/rules/options.js';
import type { Rule, RuleMeta } from '../../src/rules/rule.js';
import { sample } from '../rules/sample.js';
import { removeTrees, writeTree } from '../tree.js';

afterEach(removeTrees);

const COMPOSE = 'compose.prod.yml';
const meta = (id: string): RuleMeta => ({
  ...{ id, aspect: 'compose', severity: 'info', fix: 'safe' },
  ...{ title: id, failureTitle: id, why: id },
});

/** Writes into the file the services it sees there. */
function witness(id: string, late?: true): Rule {
  return {
    meta: meta(id),
    ...(late === undefined ? {} : { late }),
    check: () => ({ status: 'pass' }),
    fix: ({ composeFiles }) => {
      const seen = composeFiles.flatMap(({ services }) => services.map(({ name }) => name));
      const route = ['services', id, 'image'];
      const value = seen.join('-');
      return [
        {
          summary: id,
          edits: [{ kind: 'yaml', file: COMPOSE, operations: [{ op: 'ensure', route, value }] }],
        },
      ];
    },
  };
}

test('a late rule sees what the fixes before it make; others see what is there', async () => {
  const root = writeTree({ ...sample, [COMPOSE]: 'services:\n  api:\n    image: x\n' });
  const rules = [witness('one'), witness('two'), witness('last', true)];
  const { files } = await makePlan(inspect(root), rules, defaultOptions);
  expect(files.map(({ after }) => after)).toEqual([
    'services:\n  api:\n    image: x\n  one:\n    image: api\n  two:\n    image: api\n  last:\n    image: api-one-two\n',
  ]);
});
