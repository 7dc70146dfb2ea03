import { workflowPermissions } from '../../../src/rules/ci-cd/workflow-permissions.js';
import { testRule } from '../tester.js';

const CI = '.github/workflows/ci.yml';

const nothingLimits = (place: string, jobs: string): string => {
  const one = !jobs.includes(',');
  return `${CI}:${place} Nothing limits the rights of the ${one ? 'job' : 'jobs'} ${jobs}: the repository's default may let ${one ? 'it' : 'them'} write everything.`;
};
const unknown = (what: string): string =>
  ` What is needed by ${what} cannot be told: start from "permissions: { contents: read }" and add what is missing.`;

/** A workflow of one job with these steps and nothing that limits it. */
const job = (steps: string): string => `on: push

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
${steps}`;

const leftToPerson = (name: string, steps: string, why: string, files = {}) => ({
  name,
  files: { ...files, [CI]: job(steps) },
  findings: [nothingLimits('4:3', 'build') + unknown(`build (${why})`)],
});

testRule(workflowPermissions, {
  valid: [
    {
      name: 'what only others call, which say what it may do',
      files: {
        [CI]: 'on: { workflow_call: }\njobs:\n  a: { runs-on: x, steps: [{ run: make }] }\n',
        '.github/workflows/gate.yml':
          'on: push\npermissions: { contents: read }\njobs:\n  a: { uses: ./.github/workflows/ci.yml }\n',
      },
    },
    {
      name: 'rights for the workflow, or for each job',
      files: {
        [CI]: `on: push
permissions: { contents: read }
jobs:
  a: { runs-on: x, steps: [{ uses: actions/checkout@v4 }] }
  b: { runs-on: x, permissions: { contents: read, packages: write }, steps: [{ uses: actions/checkout@v4 }] }
`,
        '.github/workflows/each.yml': `on: push
jobs:
  a: { runs-on: x, permissions: {}, steps: [{ run: make }] }
  b: { runs-on: x, permissions: read-all, steps: [{ uses: actions/checkout@v4 }] }
`,
      },
    },
    {
      name: 'a script that only asks for a version publishes nothing',
      files: {
        [CI]: `on: push
permissions: { contents: read }
jobs:
  a: { runs-on: x, steps: [{ uses: actions/checkout@v4 }, { run: poetry run pip --version }] }
`,
      },
    },
    {
      name: 'a checkout that has a token of its own, or of another repository',
      files: {
        [CI]: `on: push
permissions: {}
jobs:
  a:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
        with: { token: '\${{ secrets.BOT }}' }
      - uses: actions/checkout@v4
        with: { repository: acme/public }
      - run: git push
`,
      },
    },
  ],
  invalid: [
    {
      name: 'jobs that only read: the whole workflow may, in its rhythm',
      files: {
        [CI]: `name: CI

on:
  push:
    branches: [ main ]   # ours
  pull_request:

env:
  CI: 1

jobs:
  api:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
      - run: pip install . && pytest
  web:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci && npm run build
`,
      },
      findings: [nothingLimits('12:3', 'api, web')],
      after: {
        [CI]: `name: CI

on:
  push:
    branches: [ main ]   # ours
  pull_request:

permissions:
  contents: read

env:
  CI: 1

jobs:
  api:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
      - run: pip install . && pytest
  web:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm ci && npm run build
`,
      },
    },
    {
      name: 'jobs that need more get it, with the reason; one that has its own is left alone',
      files: {
        [CI]: `on: push
jobs:
  image:
    name: Image
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with:
          registry: \${{ env.REGISTRY }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - uses: docker/build-push-action@v6
  hub:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with: { password: '\${{ secrets.DOCKERHUB_TOKEN }}' }
  tag:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: git tag v1 && git push origin v1
  release:
    runs-on: ubuntu-latest
    steps:
      - run: gh release create v1 --notes x
        env:
          GH_TOKEN: \${{ github.token }}
  shell:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "\${{ secrets.GITHUB_TOKEN }}" | docker login ghcr.io -u x --password-stdin
          docker build -t ghcr.io/x/y .
          docker push ghcr.io/x/y
  own:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: acme/tool@v1
`,
      },
      findings: [nothingLimits('3:3', 'image, hub, tag, release, shell')],
      after: {
        [CI]: `on: push
permissions:
  contents: read
jobs:
  image:
    name: Image
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: write # push the images
    steps:
      - uses: docker/login-action@v3
        with:
          registry: \${{ env.REGISTRY }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - uses: docker/build-push-action@v6
  hub:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with: { password: '\${{ secrets.DOCKERHUB_TOKEN }}' }
  tag:
    runs-on: ubuntu-latest
    permissions:
      contents: write # push commits or tags
    steps:
      - uses: actions/checkout@v4
      - run: git tag v1 && git push origin v1
  release:
    runs-on: ubuntu-latest
    permissions:
      contents: write # create the release
    steps:
      - run: gh release create v1 --notes x
        env:
          GH_TOKEN: \${{ github.token }}
  shell:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: write # push the images
    steps:
      - run: |
          echo "\${{ secrets.GITHUB_TOKEN }}" | docker login ghcr.io -u x --password-stdin
          docker build -t ghcr.io/x/y .
          docker push ghcr.io/x/y
  own:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: acme/tool@v1
`,
      },
    },
    {
      name: 'composite actions of the repository need what their steps need',
      files: {
        '.github/actions/scan/action.yml':
          'runs: { using: composite, steps: [{ uses: github/codeql-action/upload-sarif@v3 }] }\n',
        [CI]: job('      - uses: ./.github/actions/scan\n'),
      },
      findings: [nothingLimits('4:3', 'build')],
      after: {
        [CI]: `on: push

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # upload the results of the scan
      actions: read # read about the run, in a private repository
    steps:
      - uses: ./.github/actions/scan
`,
      },
    },
    leftToPerson(
      'an action that nobody knows',
      '      - uses: acme/tool@v1\n',
      'it uses acme/tool',
    ),
    leftToPerson(
      'a script that has the token and is not understood as a whole',
      '      - run: gh release create v1 && gh api repos/x/y\n        env: { GH_TOKEN: "${{ github.token }}" }\n',
      'a script of it gets the token',
    ),
    leftToPerson(
      'the token in what a command prints',
      '      - run: echo $(curl -H "x ${{ secrets.GITHUB_TOKEN }}" y)\n',
      'a script of it gets the token',
    ),
    leftToPerson(
      'all secrets at once',
      '      - uses: docker/build-push-action@v6\n        with: { secrets: "${{ toJSON(secrets) }}" }\n',
      'it hands the token to docker/build-push-action',
    ),
    leftToPerson(
      'a script that publishes, maybe with the credentials of the checkout',
      '      - uses: actions/checkout@v4\n      - run: npm run release\n',
      'a script of it publishes something',
    ),
    leftToPerson(
      'a local action that was not read',
      '      - uses: ./tools/action\n',
      'it uses ./tools/action',
    ),
    {
      name: 'a workflow of the repository that is called needs what its jobs need',
      files: {
        [CI]: 'on: push\njobs:\n  lint:\n    uses: ./.github/workflows/lint.yml\n  ship:\n    uses: ./.github/workflows/ship.yml\n',
        '.github/workflows/lint.yml':
          'on: workflow_call\npermissions: {}\njobs:\n  lint:\n    runs-on: x\n    permissions: { contents: read }\n    steps:\n      - uses: actions/checkout@v4\n',
        '.github/workflows/ship.yml':
          'on: workflow_call\njobs:\n  ship:\n    runs-on: x\n    permissions: { contents: read, packages: write }\n    steps:\n      - run: make ship\n',
      },
      findings: [nothingLimits('3:3', 'lint, ship')],
      after: {
        [CI]: 'on: push\npermissions:\n  contents: read\njobs:\n  lint:\n    uses: ./.github/workflows/lint.yml\n  ship:\n    permissions:\n      contents: read\n      packages: write # call ship.yml\n    uses: ./.github/workflows/ship.yml\n',
      },
    },
    {
      name: 'a called workflow gets no more than it is given here, so nothing is taken away',
      files: { [CI]: 'on: push\njobs:\n  call: { uses: ./.github/workflows/x.yml }\n' },
      findings: [
        nothingLimits('3:3', 'call') + unknown('call (it calls ./.github/workflows/x.yml)'),
      ],
    },
    {
      name: 'a job that calls a workflow of the repository needs what that one needs',
      files: {
        [CI]: `on: push
jobs:
  call:
    name: Everything
    uses: ./.github/workflows/called.yml
  told:
    uses: ./.github/workflows/plain.yml
`,
        '.github/workflows/called.yml': `on: workflow_call
permissions: { contents: read }
jobs:
  changes:
    runs-on: ubuntu-latest
    permissions: { contents: read, packages: write, checks: none }
    steps:
      - run: make
`,
        '.github/workflows/plain.yml':
          'on: [push, workflow_call]\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ run: make }] } }\n',
      },
      findings: [nothingLimits('3:3', 'call, told')],
      after: {
        [CI]: `on: push
permissions:
  contents: read
jobs:
  call:
    name: Everything
    permissions:
      contents: read
      packages: write # call called.yml
    uses: ./.github/workflows/called.yml
  told:
    uses: ./.github/workflows/plain.yml
`,
      },
    },
    {
      name: 'a called workflow that is told the token; one that calls others is followed',
      files: {
        [CI]: 'on: push\njobs:\n  call: { uses: ./.github/workflows/x.yml, secrets: { token: "${{ github.token }}" } }\n  deep: { uses: ./.github/workflows/deep.yml }\n',
        '.github/workflows/x.yml':
          'on: workflow_call\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ run: make }] } }\n',
        '.github/workflows/deep.yml':
          'on: workflow_call\npermissions: {}\njobs: { a: { uses: ./.github/workflows/x.yml } }\n',
      },
      findings: [
        nothingLimits('3:3', 'call, deep') + unknown('call (it calls ./.github/workflows/x.yml)'),
      ],
    },
    {
      name: 'what is also called, by a job that may not hand on what is needed: GitHub would not start it',
      files: {
        [CI]: `on: [push, workflow_call]
jobs:
  changes:
    runs-on: ubuntu-latest
    steps:
      - uses: dorny/paths-filter@v3
  build:
    runs-on: ubuntu-latest
    permissions: { packages: read }
    steps:
      - uses: actions/checkout@v4
`,
        '.github/workflows/gate.yml': `on: pull_request
permissions: {}
jobs:
  ci:
    permissions: { contents: read }
    uses: ./.github/workflows/ci.yml
  again:
    uses: ./.github/workflows/ci.yml
`,
      },
      findings: [
        `${nothingLimits('3:3', 'changes')} The job ci of .github/workflows/gate.yml calls it without "pull-requests: read": give it that right first.`,
        `${CI}:9:5 The job build may not read the repository (contents: read): where that is private, it cannot be checked out.`,
      ],
    },
    {
      name: 'write-all is for a person to replace',
      files: {
        [CI]: `on: push
permissions: write-all
jobs:
  a: { runs-on: x, steps: [{ run: make }] }
  b: { runs-on: x, permissions: write-all, steps: [{ run: make }] }
`,
      },
      findings: [
        `${CI}:5:20 write-all lets every step write to the repository, its packages and more: name the rights that are needed, such as "contents: read".`,
        `${CI}:2:1 write-all lets every step write to the repository, its packages and more: name the rights that are needed, such as "contents: read".`,
      ],
    },
    {
      name: "a job's own rights replace the workflow's: it gets the right to check out back",
      files: {
        [CI]: `on: push
permissions:
  contents: read
jobs:
  push:
    runs-on: ubuntu-latest
    permissions:
      packages: write
    steps:
      - uses: actions/checkout@v4
`,
      },
      findings: [
        `${CI}:7:5 The job push may not read the repository (contents: read): where that is private, it cannot be checked out.`,
      ],
      after: {
        [CI]: `on: push
permissions:
  contents: read
jobs:
  push:
    runs-on: ubuntu-latest
    permissions:
      packages: write
      contents: read
    steps:
      - uses: actions/checkout@v4
`,
      },
    },
    {
      name: "the workflow's own rights are completed, or where there are none the job gets its own",
      files: {
        [CI]: `on: push
permissions: { packages: write }
jobs:
  a: { runs-on: x, steps: [{ uses: actions/checkout@v4 }] }
`,
        '.github/workflows/none.yml': `on: push
permissions: {}
jobs:
  a:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
`,
      },
      findings: [
        `${CI}:4:3 The job a may not read the repository (contents: read): where that is private, it cannot be checked out.`,
        '.github/workflows/none.yml:4:3 The job a may not read the repository (contents: read): where that is private, it cannot be checked out.',
      ],
      after: {
        [CI]: `on: push
permissions: { packages: write, contents: read }
jobs:
  a: { runs-on: x, steps: [{ uses: actions/checkout@v4 }] }
`,
        '.github/workflows/none.yml': `on: push
permissions: {}
jobs:
  a:
    runs-on: x
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v4
`,
      },
    },
    {
      name: 'a right to write that is missing is told, not given; a login may be for pulling',
      files: {
        [CI]: `on: push
permissions: read-all
jobs:
  push:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with: { password: '\${{ github.token }}' }
      - uses: docker/build-push-action@v6
  pull:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: docker/login-action@v3
        with: { password: '\${{ github.token }}' }
      - run: docker compose pull
`,
      },
      findings: [
        `${CI}:4:3 The job push needs "packages: write" to push the images, and does not have it.`,
      ],
    },
  ],
  notApplicable: [
    { name: 'no workflow', files: {}, reason: 'No workflow has jobs.' },
    { name: 'a workflow that is not valid', files: { [CI]: 'on: push\non: push\n' } },
  ],
});
