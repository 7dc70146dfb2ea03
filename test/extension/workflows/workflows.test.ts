import { inspect } from '../../../src/extension/inspect.js';
import type { Workflow } from '../../../src/extension/workflows/model.js';
import { MANIFEST, writeTree } from '../tree.js';

function workflow(text: string): Workflow {
  const files = { 'manifest.json': MANIFEST, '.github/workflows/ci.yml': text };
  const [only] = inspect(writeTree(files)).workflows;
  if (only === undefined) throw new Error('was not found');
  return only;
}

describe('a workflow', () => {
  test('has its triggers with their filters, in each of the three forms of `on`', () => {
    expect([...workflow('on: push\njobs: {}\n').triggers]).toEqual([['push', {}]]);
    expect([...workflow('on: [push, pull_request]\njobs: {}\n').triggers.keys()]).toEqual([
      'push',
      'pull_request',
    ]);
    const map = workflow('on:\n  push: { tags: [v*] }\n  workflow_dispatch:\njobs: {}\n');
    expect([...map.triggers]).toEqual([
      ['push', { tags: ['v*'] }],
      ['workflow_dispatch', {}],
    ]);
  });

  test('has its jobs with steps, actions, inputs and places', () => {
    const { jobs } = workflow(`on: push
jobs:
  lint:
    uses: ./.github/workflows/lint.yml
  api:
    needs: lint
    steps:
      - uses: Docker/Build-Push-Action@v6
        with: { push: true }
      - run: |
          make
`);
    expect(jobs.map(({ id, needs, position }) => [id, needs, position])).toEqual([
      ['lint', [], { line: 3, column: 3 }],
      ['api', ['lint'], { line: 5, column: 3 }],
    ]);
    expect(jobs[0]?.uses).toEqual({
      text: './.github/workflows/lint.yml',
      action: undefined,
      ref: undefined,
      comment: undefined,
      position: { line: 4, column: 5 },
    });
    const [build, make] = jobs[1]?.steps ?? [];
    expect(build?.uses).toMatchObject({ action: 'docker/build-push-action', ref: 'v6' });
    expect(build?.with).toEqual({ push: true });
    expect(make).toMatchObject({ index: 1, run: 'make\n', position: { line: 10, column: 9 } });
  });

  test('that is not valid has a problem and nothing else', () => {
    const broken = workflow('on: push\non: pull_request\n');
    expect(broken.problem?.message).toBe('is not valid YAML: the key on is there twice');
    expect(broken.jobs).toEqual([]);
    expect([...broken.triggers]).toEqual([]);
  });

  test('survives what is not a map or a list where one belongs', () => {
    const odd = workflow('on: { push: [main] }\njobs:\n  a: 1\n  b: { steps: { run: x } }\n');
    expect(odd.jobs.map(({ id, steps }) => [id, steps])).toEqual([['b', []]]);
  });
});
