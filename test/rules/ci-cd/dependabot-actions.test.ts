import { dependabotActions } from '../../../src/rules/ci-cd/dependabot-actions.js';
import { testRule } from '../tester.js';

const FILE = '.github/dependabot.yml';
const missing = `${FILE}:1:1 There is no .github/dependabot.yml: nothing proposes new releases of the actions in workflows.`;
const noEntry =
  'Dependabot has no entry for github-actions: it does not propose new releases of the actions.';

testRule(dependabotActions, {
  valid: [
    {
      name: 'an entry for actions, wherever it looks',
      files: {
        '.github/dependabot.yaml': `version: 2
updates:
  - package-ecosystem: "github-actions"
    directory: /.github/actions/x
    schedule: { interval: monthly }
`,
      },
    },
    { name: 'Renovate', files: { 'renovate.json': '{}' } },
    { name: 'Renovate in .github', files: { '.github/renovate.json5': '{}' } },
    { name: 'Renovate in package.json', files: { 'package.json': '{\n  "renovate": {}\n}\n' } },
  ],
  invalid: [
    {
      name: 'no configuration: one is made',
      files: {},
      findings: [missing],
      after: {
        [FILE]: `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
    # Releases that turn out bad are mostly withdrawn within days.
    cooldown:
      default-days: 7
    # One pull request for all of them.
    groups:
      actions:
        patterns: ['*']
`,
      },
    },
    {
      name: 'the repository has actions of its own: they are looked after too',
      files: {
        '.github/actions/setup/action.yml': 'runs: { using: composite, steps: [] }\n',
      },
      findings: [missing],
      after: {
        [FILE]: `version: 2
updates:
  - package-ecosystem: github-actions
    directories:
      - /
      - /.github/actions/*
    schedule:
      interval: weekly
    # Releases that turn out bad are mostly withdrawn within days.
    cooldown:
      default-days: 7
    # One pull request for all of them.
    groups:
      actions:
        patterns: ['*']
`,
      },
    },
    {
      name: 'an entry like its neighbours: their day, branch, quotes and blank lines',
      files: {
        [FILE]: `# ours
version: 2
updates:
  # Python
  - package-ecosystem: "pip"
    directory: "/api-rally"
    schedule:
      interval: "weekly"
      day: "monday"
      time: "06:00"
    target-branch: "dev"

  - package-ecosystem: "npm"
    directory: "/web-rally"
    schedule:
      interval: "weekly"
      day: "monday"
    target-branch: "dev"
`,
      },
      findings: [`${FILE}:3:1 ${noEntry}`],
      after: {
        [FILE]: `# ours
version: 2
updates:
  # Python
  - package-ecosystem: "pip"
    directory: "/api-rally"
    schedule:
      interval: "weekly"
      day: "monday"
      time: "06:00"
    target-branch: "dev"

  - package-ecosystem: "npm"
    directory: "/web-rally"
    schedule:
      interval: "weekly"
      day: "monday"
    target-branch: "dev"

  - package-ecosystem: "github-actions"
    directory: "/"
    schedule:
      interval: "weekly"
      day: "monday"
    cooldown:
      default-days: 7
    target-branch: "dev"
    groups:
      actions:
        patterns:
          - "*"
`,
      },
    },
    {
      name: 'no updates at all',
      files: { [FILE]: 'version: 2\nupdates:\n' },
      findings: [`${FILE}:2:1 ${noEntry}`],
      after: {
        [FILE]: `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
    cooldown:
      default-days: 7
    groups:
      actions:
        patterns:
          - "*"
`,
      },
    },
  ],
  manual: [
    {
      name: 'a configuration that is not valid',
      files: { [FILE]: 'version: 2\nversion: 2\n' },
      findings: [`${FILE}:2:1 The file is not valid YAML: the key version is there twice.`],
    },
  ],
});
