import { readFileSync } from 'node:fs';
import { pinned } from '../../../src/assets/action-pins.js';
import { workflowRelease } from '../../../src/rules/release/workflow-release.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const NONE = 'manifest.json:3:14 No workflow makes a release of version 1.2.0, or of any other.';

/** What is written; the pinned commits are filled in, they change whenever the pins are refreshed. */
const fixture = (name: string): string =>
  readFileSync(`test/rules/release/fixtures/${name}`, 'utf8').replaceAll(
    /(?<=uses: )(\S+)@PINNED/g,
    (_, action: string) => pinned(action),
  );

/** A workflow of a person, started by a pushed tag, whose one job has these lines. */
const onTag = (job: string): string =>
  `on: { push: { tags: [v*] } }\njobs:\n  ship:\n    runs-on: ubuntu-latest\n${job}`;

const complete = (steps: string): string =>
  onTag(`    timeout-minutes: 5\n    permissions: { contents: write }\n    steps:\n${steps}`);

const images = {
  'api-rally/Dockerfile': apiDockerfile,
  'compose.prod.yml':
    "services:\n  api_rally:\n    image: 'ghcr.io/nei/api-rally:${TAG:-latest}'\n    build: api-rally\n",
};

const categories = fixture('categories.yml');
const changelog = fixture('CHANGELOG.md');

testRule(workflowRelease, {
  valid: [
    ...[
      'uses: softprops/action-gh-release@v2',
      'uses: ncipollo/release-action@v1',
      'uses: actions/create-release@v1',
      'uses: cycjimmy/semantic-release-action@v4',
      'run: gh release create "$GITHUB_REF_NAME" --generate-notes',
      'run: gh api repos/nei/rally/releases -f tag_name=v1',
      'run: npx semantic-release',
      'run: goreleaser release --clean',
      'uses: actions/github-script@v8\n        with:\n          script: await github.rest.repos.createRelease({})',
      'uses: goreleaser/goreleaser-action@v6\n        with: { args: release --clean }',
    ].map((step) => ({
      name: `a workflow of any name has: ${step.replaceAll(/\s+/g, ' ')}`,
      files: { '.github/workflows/ship.yml': complete(`      - ${step}\n`) },
    })),
    {
      name: 'release-please, on pushes to a branch, with the token of an app',
      files: {
        '.github/workflows/ci.yml': `on: { push: { branches: [main] } }
permissions: { contents: read }
jobs:
  release:
    timeout-minutes: 5
    steps:
      - uses: googleapis/release-please-action@v4
        with: { token: '\${{ secrets.RELEASE_TOKEN }}' }
`,
      },
    },
    {
      name: 'permissions that come from the workflow, or are all there are',
      files: {
        '.github/workflows/a.yml': `on: push
permissions: { contents: write }
jobs: { a: { timeout-minutes: 5, steps: [{ run: gh release create v1 }] } }
`,
        '.github/workflows/b.yml': `on: push
permissions: write-all
jobs: { b: { timeout-minutes: 5, steps: [{ run: gh release create v1 }] } }
`,
      },
    },
    {
      name: 'a workflow that others call, with the permissions of the caller',
      files: {
        '.github/workflows/called.yml':
          'on: workflow_call\njobs: { a: { timeout-minutes: 5, steps: [{ run: gh release create v1 }] } }\n',
      },
    },
    {
      name: 'release-drafter on pushes; what labels pull requests with it makes no release',
      files: {
        '.github/workflows/draft.yml': complete(
          '      - uses: release-drafter/release-drafter@v7\n',
        ),
        '.github/workflows/label.yml':
          'on: pull_request_target\njobs: { a: { permissions: {}, steps: [{ uses: release-drafter/release-drafter@v7 }] } }\n',
      },
    },
    {
      name: 'what was written by this rule',
      files: { '.github/workflows/release.yml': fixture('release.yml') },
    },
    {
      name: 'what was written by this rule for release-please',
      files: { '.github/workflows/release-please.yml': fixture('release-please.yml') },
    },
  ],

  invalid: [
    {
      name: 'nothing makes releases: the images of the tag are waited for',
      files: images,
      findings: [NONE],
      after: {
        '.github/workflows/release.yml': fixture('release.yml'),
        '.github/release.yml': categories,
        'CHANGELOG.md': changelog,
      },
    },
    {
      name: 'without images there is nothing to wait for; what people have of it stays',
      files: { 'CHANGELOG.md': '# News\n', '.github/release.yaml': 'changelog: {}\n' },
      findings: [NONE],
      after: { '.github/workflows/release.yml': fixture('release-without-images.yml') },
    },
    {
      name: 'a file of the usual name does something else; git ignores a changelog',
      files: {
        '.github/workflows/release.yml': 'on: push\njobs: { lint: { steps: [{ run: make }] } }\n',
        '.github/release.yml': 'changelog: {}\n',
        '.gitignore': '*.md\n!README.md\n',
      },
      findings: [NONE],
      after: {
        '.github/workflows/release-extension.yml': fixture('release-without-images.yml'),
      },
    },
    {
      name: 'what only looks like it: comments, installing, other inputs, a job switched off, .disabled',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  build:
    steps:
      - run: |
          # gh release create v1
          npm install --global semantic-release
      - uses: goreleaser/goreleaser-action@v6
        with: { args: release --snapshot }
      - uses: googleapis/release-please-action@v4
        with: { skip-github-release: true }
      - uses: changesets/action@v1
  off:
    if: \${{ false }}
    steps: [{ run: gh release create v1 }]
`,
        '.github/workflows/deploy.yml':
          'on: { release: { types: [published] } }\njobs: { a: { steps: [{ uses: softprops/action-gh-release@v2 }] } }\n',
        '.github/workflows/release.yml.disabled': complete('      - run: gh release create v1\n'),
        '.github/release.yml': '',
        'CHANGELOG.md': '',
      },
      findings: [NONE],
      after: { '.github/workflows/release.yml': fixture('release-without-images.yml') },
    },
    {
      name: 'a manifest without version',
      files: { 'manifest.json': '{ "name": "rally" }\n' },
      findings: [
        'manifest.json:1:1 No workflow makes releases, and the manifest has no version. Write "version": "1.0.0", then run harden again; the tag v1.0.0 makes the release.',
      ],
    },
    {
      name: 'a manifest with a version that no tag can be made of',
      files: { 'manifest.json': '{ "name": "rally", "version": "one" }\n' },
      findings: [
        'manifest.json:1:31 No workflow makes releases, and the manifest has the version "one", which is no semantic version. Write "version": "1.0.0", then run harden again; the tag v1.0.0 makes the release.',
      ],
    },
    {
      name: 'a job may only read: its one permission is raised, its comments stay',
      files: {
        '.github/workflows/ship.yml': onTag(`    permissions:
      contents: read # to check out
      packages: read
    steps:
      - uses: softprops/action-gh-release@v2
`),
      },
      findings: [
        '.github/workflows/ship.yml:5:5 The job ship has no contents: write: GitHub refuses the release.',
        '.github/workflows/ship.yml:3:3 The job ship has no timeout-minutes: where it hangs, it runs for six hours.',
      ],
      after: {
        '.github/workflows/ship.yml': onTag(`    permissions:
      contents: write # to check out
      packages: read
    timeout-minutes: 60
    steps:
      - uses: softprops/action-gh-release@v2
`),
      },
    },
    {
      name: "a job gets the workflow's permissions, which its own would replace, and what it lacks",
      files: {
        '.github/workflows/ship.yml': `on: push
permissions:
  contents: read
  packages: write
jobs:
  ship:
    timeout-minutes: 5
    steps:
      - uses: googleapis/release-please-action@v4
`,
      },
      findings: [
        '.github/workflows/ship.yml:6:3 The job ship has no contents: write and pull-requests: write: GitHub refuses the release.',
      ],
      after: {
        '.github/workflows/ship.yml': `on: push
permissions:
  contents: read
  packages: write
jobs:
  ship:
    timeout-minutes: 5
    permissions:
      contents: write # create the release
      packages: write
      pull-requests: write # open its pull request
    steps:
      - uses: googleapis/release-please-action@v4
`,
      },
    },
    {
      name: 'no permissions anywhere: all that the job needs, where that can be told',
      files: {
        '.github/workflows/ship.yml': onTag(`    timeout-minutes: 5
    steps:
      - uses: actions/checkout@v6
      - uses: docker/login-action@v4
      - run: gh release create v1
`),
      },
      findings: [
        ".github/workflows/ship.yml:3:3 The job ship has no permissions: where the repository's default is to read, as in new ones, GitHub refuses the release. It needs contents: write.",
      ],
      after: {
        '.github/workflows/ship.yml': onTag(`    timeout-minutes: 5
    permissions:
      contents: write # create the release
      packages: write # push the images
    steps:
      - uses: actions/checkout@v6
      - uses: docker/login-action@v4
      - run: gh release create v1
`),
      },
    },
    {
      name: 'what else a job needs cannot be told: its permissions are left to a person',
      files: {
        '.github/workflows/ship.yml': onTag(`    timeout-minutes: 5
    steps:
      - uses: someone/deploy@v1
      - run: gh release create v1
`),
        '.github/workflows/all.yml': `on: push
permissions: read-all
jobs:
  all:
    timeout-minutes: 5
    steps: [{ run: npx semantic-release }]
`,
      },
      findings: [
        '.github/workflows/all.yml:4:3 The job all has no contents: write: GitHub refuses the release.',
        ".github/workflows/ship.yml:3:3 The job ship has no permissions: where the repository's default is to read, as in new ones, GitHub refuses the release. It needs contents: write.",
      ],
    },
    {
      name: 'release-please, which raises all versions together',
      options: { releaseFlow: 'release-please' },
      files: {
        ...images,
        'web-rally/package.json': '{ "name": "web-rally", "version": "0.0.0" }\n',
        'web-docs/package.json': '{ "name": "web-docs" }\n',
        'api-rally/pyproject.toml': '[tool.poetry]\nname = "api-rally"\nversion = "0.1.0"\n',
      },
      findings: [NONE],
      after: {
        '.github/workflows/release-please.yml': fixture('release-please.yml'),
        'release-please-config.json': fixture('release-please-config.json'),
        '.release-please-manifest.json': '{\n  ".": "1.2.0"\n}\n',
      },
    },
    {
      name: 'release-please, with the workflow that publishes images, which it has to be able to start',
      options: { releaseFlow: 'release-please' },
      files: {
        ...images,
        'release-please-config.json': '{}\n',
        '.github/workflows/ghcr.yml': `on:
  push:
    tags: [v*]
jobs:
  api:
    steps:
      - uses: docker/build-push-action@v6
        with: { context: api-rally, push: true, tags: 'ghcr.io/nei/api-rally:1' }
`,
      },
      findings: [NONE],
      after: {
        '.github/workflows/release-please.yml': fixture('release-please.yml').replace(
          'WORKFLOWS: publish-images.yml',
          'WORKFLOWS: ghcr.yml',
        ),
        '.github/workflows/ghcr.yml': `on:
  push:
    tags: [v*]
  workflow_dispatch: {}
jobs:
  api:
    steps:
      - uses: docker/build-push-action@v6
        with: { context: api-rally, push: true, tags: 'ghcr.io/nei/api-rally:1' }
`,
      },
    },
  ],

  manual: [
    {
      name: 'a workflow that is not valid YAML may make releases',
      files: {
        '.github/workflows/release.yml':
          'on: push\non: push\njobs: { a: { steps: [{ run: gh release create v1 }] } }\n',
      },
      findings: [
        '.github/workflows/release.yml:2:1 It cannot be told whether .github/workflows/release.yml makes releases: is not valid YAML: the key on is there twice.',
      ],
    },
    {
      name: 'a workflow that is kept elsewhere may make releases',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  a:\n    uses: nei/shared/.github/workflows/release.yml@v1\n',
      },
      findings: [
        '.github/workflows/ci.yml:2:1 It cannot be told whether .github/workflows/ci.yml makes releases: the workflow that it calls is kept elsewhere.',
      ],
    },
  ],
});
