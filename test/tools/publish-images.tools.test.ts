import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rallyExt } from '../command/rally-ext.js';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { findingsOfOurs, lintWorkflows } from './lint-workflows.js';

afterEach(removeTrees);

const FIXTURES = 'test/rules/ci-cd/fixtures';
const OWN = '.github/workflows/ship.yaml';
const NEW = '.github/workflows/publish-images.yml';
const fixture = (name: string): string => readFileSync(join(FIXTURES, `${name}.yml`), 'utf8');

test.each(['created', 'emulated'])('the new workflow (%s) has no findings', (name) => {
  expect(lintWorkflows({ [NEW]: fixture(name) })).toEqual([]);
});

test.each([
  ['own', 'merged'],
  ['merged', 'half'],
])('what is merged into a workflow (%s → %s) has no findings of ours', (a, b) => {
  const ours = findingsOfOurs({ [OWN]: fixture(a) }, { [OWN]: fixture(b) });
  const copied = ours.filter(
    (finding) => !/undocumented-permissions|cache-poisoning/.test(finding),
  );
  expect(copied).toEqual([]);
});

test('the sample extension: what the command writes has no findings', () => {
  const copy = copyTree('examples/tombola');
  rallyExt(['harden', copy, '--yes', '--only', 'workflow-publish-images']);
  const text = readTree(copy)[NEW] ?? '';
  expect(text).toContain('ghcr.io/example-union/web-tombola');
  expect(lintWorkflows({ [NEW]: text })).toEqual([]);
});

test('names and paths with spaces, quotes and expressions stay what they are', () => {
  const root = writeTree({
    'manifest.json': '{"name": "rally", "version": "1.0.0"}',
    "api it's/Dockerfile: x": 'FROM scratch\n',
    "api it's/Dockerfile.x": 'FROM nginx\nARG VITE_A="a\'b"\nARG B\n',
    'compose.prod.yml': `services:
  "api $(touch y)":
    image: ghcr.io/nei/api
    build:
      context: "api it's"
      dockerfile: Dockerfile.x
      args: { B: "say \\"hi\\"; touch z" }
`,
  });
  rallyExt(['harden', root, '--yes', '--only', 'workflow-publish-images']);
  const text = readTree(root)[NEW] ?? '';
  expect(text).toContain('  api-touch-y:\n    name: Api touch y image\n');
  expect(text).toContain(
    `          context: ./api it's\n          file: ./api it's/Dockerfile.x\n`,
  );
  expect(text).toContain('            "B=say ""hi""; touch z"\n');
  expect(lintWorkflows({ [NEW]: text })).toEqual([]);
});
