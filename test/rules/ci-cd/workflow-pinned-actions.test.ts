import { pinOfTag } from '../../../src/assets/action-pins.js';
import { workflowPinnedActions } from '../../../src/rules/ci-cd/workflow-pinned-actions.js';
import { testRule } from '../tester.js';

const CI = '.github/workflows/ci.yml';

/** What a tag of an action stands for today, as the table has it. */
function pin(action: string, tag: string): { sha: string; version: string } {
  const found = pinOfTag(action, tag);
  if (found === undefined) throw new Error(`${action}@${tag} is not in the table`);
  return found;
}

const checkout = pin('actions/checkout', 'v4');
const python = pin('actions/setup-python', 'v5');
const old = pin('actions/checkout', 'v3.5.2');
const codeql = pin('github/codeql-action', 'v3');
const unknown = '0123456789abcdef0123456789abcdef01234567';

const moves = (name: string, ref: string): string =>
  `${name} is used at ${ref}, which can be moved to other code at any time`;

const steps = (...lines: string[]): string => `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
${lines.map((line) => `      ${line}\n`).join('')}`;

testRule(workflowPinnedActions, {
  valid: [
    {
      name: 'commits with their version, local actions, images with a digest',
      files: {
        [CI]: steps(
          `- uses: actions/checkout@${checkout.sha} # ${checkout.version}`,
          `- uses: "actions/setup-python@${python.sha}"   # pin@v5`,
          '- uses: ./.github/actions/setup',
          `- uses: docker://alpine:3.20@sha256:${'ab'.repeat(32)}`,
        ),
      },
    },
    {
      name: 'what can only be used by its tag',
      files: {
        [CI]: `on: push
jobs:
  provenance:
    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.1.0
`,
      },
    },
  ],
  invalid: [
    {
      name: 'a tag becomes its commit of the same major, whatever the newest is; the rest of the line stays',
      files: {
        [CI]: steps(
          '- uses: actions/checkout@v4',
          "- uses: 'actions/setup-python@v5'   # the interpreter",
          '- name: an exact release',
          '  uses:   Actions/Checkout@v3.5.2',
          '- { uses: actions/checkout@v4 }',
          '- uses: github/codeql-action/init@v3 # v3',
        ),
      },
      findings: [
        `${CI}:6:9 ${moves('actions/checkout', 'v4')}.`,
        `${CI}:7:9 ${moves('actions/setup-python', 'v5')}.`,
        `${CI}:9:9 ${moves('Actions/Checkout', 'v3.5.2')}.`,
        `${CI}:10:11 ${moves('actions/checkout', 'v4')}.`,
        `${CI}:11:9 ${moves('github/codeql-action/init', 'v3')}.`,
      ],
      after: {
        [CI]: steps(
          `- uses: actions/checkout@${checkout.sha} # ${checkout.version}`,
          `- uses: 'actions/setup-python@${python.sha}' # ${python.version}   # the interpreter`,
          '- name: an exact release',
          `  uses:   Actions/Checkout@${old.sha} # v3.5.2`,
          `- { uses: actions/checkout@${checkout.sha} } # ${checkout.version}`,
          `- uses: github/codeql-action/init@${codeql.sha} # v3`,
        ),
      },
    },
    {
      name: 'what is not in the table is told to a person, with what to run',
      files: {
        [CI]: `on: push
jobs:
  call:
    uses: acme/ci/.github/workflows/test.yml@main
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: acme/tool@v2
      - uses: actions/checkout@v4-beta
      - uses: docker://alpine:3.20
      - uses: actions/checkout@${unknown}
`,
      },
      findings: [
        `${CI}:4:5 ${moves('acme/ci/.github/workflows/test.yml', 'main')}: choose a release on https://github.com/acme/ci/releases and write its commit, with the version behind it as a comment.`,
        `${CI}:8:9 ${moves('acme/tool', 'v2')}: write acme/tool@COMMIT # v2 with the last commit that "git ls-remote https://github.com/acme/tool v2 'v2^{}'" shows.`,
        `${CI}:9:9 ${moves('actions/checkout', 'v4-beta')}: write actions/checkout@COMMIT # v4-beta with the last commit that "git ls-remote https://github.com/actions/checkout v4-beta 'v4-beta^{}'" shows.`,
        `${CI}:10:9 The image alpine:3.20 can change: add the digest that "docker buildx imagetools inspect alpine:3.20" shows, as in docker://alpine:3.20@sha256:….`,
        `${CI}:11:9 Nothing says which release actions/checkout is at this commit: write its version behind it, as in "# v1.2.3".`,
      ],
    },
    {
      name: 'composite actions of the repository; a step that an alias repeats is left to a person',
      files: {
        '.github/actions/setup/action.yml': `name: setup
runs:
  using: composite
  steps:
    - uses: actions/setup-python@v5
`,
        [CI]: `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - &checkout
        uses: actions/checkout@v4
  b:
    runs-on: ubuntu-latest
    steps:
      - *checkout
`,
      },
      findings: [
        `${CI}:7:9 ${moves('actions/checkout', 'v4')}.`,
        `.github/actions/setup/action.yml:5:7 ${moves('actions/setup-python', 'v5')}.`,
      ],
      after: {
        '.github/actions/setup/action.yml': `name: setup
runs:
  using: composite
  steps:
    - uses: actions/setup-python@${python.sha} # ${python.version}
`,
      },
      refused: [`${CI}:7:9`],
      remaining: [`${CI}:7:9 ${moves('actions/checkout', 'v4')}.`],
    },
    {
      name: 'no place for the version: all of the line is left to a person',
      files: {
        [CI]: steps('- { uses: actions/checkout@v4, with: { fetch-depth: 0 } }'),
      },
      findings: [`${CI}:6:11 ${moves('actions/checkout', 'v4')}.`],
      refused: [`${CI}:6:17`],
      remaining: [`${CI}:6:11 ${moves('actions/checkout', 'v4')}.`],
    },
  ],
  manual: [
    {
      name: 'commits without a version are pinned, but nobody can tell what they are',
      files: { [CI]: steps(`- uses: actions/checkout@${checkout.sha} # checks out`) },
      findings: [
        `${CI}:6:9 Nothing says which release actions/checkout is at this commit: write its version behind it, as in "# v1.2.3".`,
      ],
    },
  ],
  notApplicable: [
    { name: 'no workflow', files: {}, reason: 'No workflow uses actions.' },
    { name: 'workflows that only run commands', files: { [CI]: steps('- run: make') } },
  ],
});
