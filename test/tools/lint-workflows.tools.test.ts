import { removeTrees } from '../tree.js';
import { findingsOfOurs, lintWorkflows } from './lint-workflows.js';
import { linters } from './linters.js';

afterEach(removeTrees);

const FILE = '.github/workflows/ci.yml';
const workflow = (steps: string, job = 'a'): Record<string, string> => ({
  [FILE]: `on: push
permissions: {}
jobs:
  ${job}:
    name: Build
    runs-on: ubuntu-latest
    steps:
${steps}`,
});
const CHECKOUT = '      - uses: actions/checkout@v4\n';
const UNQUOTED = '      - run: echo $PATH | cat $1\n';

test('every linter is there', () => {
  expect(linters()).toEqual({
    actionlint: expect.any(String) as string,
    zizmor: expect.any(String) as string,
    shellcheck: expect.any(String) as string,
  });
});

test('each of the three linters is heard', () => {
  const findings = lintWorkflows(workflow(CHECKOUT + UNQUOTED + '        shel: bash\n'));
  const rules = findings.map((finding) => finding.split(': ')[0]);
  expect(rules).toContain(`${FILE}:8 zizmor artipacked`);
  expect(rules).toContain(`${FILE}:9 actionlint shellcheck`);
  expect(rules).toContain(`${FILE}:10 actionlint syntax-check`);
});

test('what the original has is not ours, also where its line has moved', () => {
  const before = workflow(CHECKOUT);
  const after = workflow(UNQUOTED + CHECKOUT + CHECKOUT);
  const ours = findingsOfOurs(before, after).map((finding) => finding.split(': ')[0]);
  expect(ours).toContain(`${FILE}:8 actionlint shellcheck`);
  expect(ours.filter((rule) => rule?.endsWith('artipacked'))).toEqual([
    `${FILE}:10 zizmor artipacked`,
  ]);
});
