import { inspect } from '../../src/extension/inspect.js';
import type { Extension } from '../../src/extension/model.js';
import { makePlan, type Plan } from '../../src/plan/plan.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { defaultOptions } from '../../src/rules/options.js';
import type { Rule } from '../../src/rules/rule.js';
import { sample } from '../rules/sample.js';
import { readTree, removeTrees, writeTree } from '../tree.js';

afterAll(removeTrees);

const fixing = catalogue.filter(({ meta }) => meta.fix !== null);

/** The rules, none of which is in a group. */
function apart(rules: readonly Rule[]): Rule[] {
  return rules.map((rule) => {
    const meta = { ...rule.meta };
    delete meta.group;
    return { ...rule, meta };
  });
}

const told = ({ steps, files, refusals, nextSteps }: Plan) => ({
  steps: steps.map(({ rule, ...step }) => ({ ...step, rule: rule.id })),
  refusals: refusals.map(({ rule, ...refusal }) => ({ ...refusal, rule: rule.id })),
  ...{ files, nextSteps },
});

async function both(extension: Extension, rules: readonly Rule[]) {
  const together = told(await makePlan(extension, rules, defaultOptions));
  const oneByOne = told(await makePlan(extension, apart(rules), defaultOptions));
  return { together, oneByOne };
}

const lint = `name: Lint
on: push
jobs:
  lint:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: npm run lint
`;

/** Wants an entry in a service's map. */
function wants(key: string, value: string): Rule {
  const meta = { id: key, aspect: 'compose', severity: 'info', fix: 'safe' } as const;
  const route = ['services', 'api', key];
  return {
    meta: { ...meta, group: 'service settings', title: '', failureTitle: '', why: '' },
    check: ({ files }) =>
      files.get('compose.yml')?.text.includes(`${key}: `) === true
        ? { status: 'pass' }
        : { status: 'fail', findings: [] },
    fix: () => [
      {
        summary: key,
        edits: [
          { kind: 'yaml', file: 'compose.yml', operations: [{ op: 'ensure', route, value }] },
        ],
        nextSteps: [key],
      },
    ],
  };
}

describe('rules of one group', () => {
  it('stand next to each other in the catalogue', () => {
    const groups = catalogue.map(({ meta }) => meta.group);
    const runs = groups.filter((group, index) => group !== groups[index - 1]);
    const named = runs.filter((group) => group !== undefined);
    expect(named).toEqual([...new Set(named)]);
  });

  it('make of the sample what they make one after the other', async () => {
    const root = writeTree({ ...readTree('examples/tombola'), '.github/workflows/lint.yml': lint });
    const { together, oneByOne } = await both(inspect(root), fixing);
    expect(together).toEqual(oneByOne);
    const { steps } = together;
    for (const id of ['compose-logging', 'workflow-permissions', 'workflow-pinned-actions']) {
      expect(steps.map(({ rule }) => rule)).toContain(id);
    }
  });

  it('each have a step that builds on the one before, and say what is to be done', async () => {
    const root = writeTree({ ...sample, 'compose.yml': 'services:\n  api:\n    image: a\n' });
    const { together, oneByOne } = await both(inspect(root), [
      wants('hostname', 'b'),
      wants('user', 'c'),
    ]);
    expect(together).toEqual(oneByOne);
    expect(together.nextSteps).toEqual(['hostname', 'user']);
    expect(together.steps.map(({ before, after }) => [before, after])).toEqual([
      ['services:\n  api:\n    image: a\n', 'services:\n  api:\n    image: a\n    hostname: b\n'],
      [
        'services:\n  api:\n    image: a\n    hostname: b\n',
        'services:\n  api:\n    image: a\n    hostname: b\n    user: c\n',
      ],
    ]);
  });

  it('are applied one after the other where one of them is refused', async () => {
    const compose = 'services:\n  api: &api {image: a}\n  other: *api\n';
    const root = writeTree({ ...sample, 'compose.yml': compose });
    const { together, oneByOne } = await both(inspect(root), [
      wants('hostname', 'b'),
      wants('user', 'c'),
    ]);
    expect(together).toEqual(oneByOne);
    expect(together.refusals.map(({ rule }) => rule)).toEqual(['hostname', 'user']);
  });
});
