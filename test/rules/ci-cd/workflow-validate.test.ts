import { pinned } from '../../../src/assets/action-pins.js';
import { workflowValidate } from '../../../src/rules/ci-cd/workflow-validate.js';
import { testRule } from '../tester.js';

const VALIDATE = '.github/workflows/validate.yml';
const STAND_IN = '.github/compose.platform.yml';
const CI = '.github/workflows/ci.yml';

const ci = (on: string, ...scripts: string[]): string => `on: ${on}
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
${scripts.map((script) => `      - run: ${script}\n`).join('')}`;

const unchecked = (file: string): string =>
  `${file}:1:1 No workflow checks ${file}${file === 'manifest.json' ? '' : ' with "docker compose config"'} before a change is merged.`;
const unlinted = (file: string): string =>
  `${file}:1:1 No workflow lints the workflows before a change is merged.`;

const head = `name: Validate

on:
  pull_request:
  push:
    branches:
      - main

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

permissions: {}

jobs:
`;

const jobHead = (id: string, name: string, minutes = 5): string => `  ${id}:
    name: ${name}
    runs-on: ubuntu-latest
    timeout-minutes: ${minutes}
    permissions:
      contents: read
    steps:
      - uses: ${pinned('actions/checkout')}
        with:
          persist-credentials: false

`;

const lintJob = `${jobHead('workflows', 'Workflows', 10)}      # Go is on GitHub's machines, and compares what it loads with its public checksum database.
      - name: Lint the workflows
        env:
          # What is likely to be wrong; matters of style are not reported.
          SHELLCHECK_OPTS: --severity=warning
        run: go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 -color
`;

const manifestJob = `${jobHead('manifest', 'manifest.json')}${String.raw`      - name: Check what the Platform reads of it
        run: |
          problems=$(jq --slurp --raw-output '
            def has_port:
              ((type == "number") or (type == "string" and test("^[0-9]+$")))
              and (tonumber | . == floor and . >= 1 and . <= 65535);
            def problems:
              if (.name | type) != "string" then "it has no \"name\""
              elif (.name | test("^[A-Za-z0-9][A-Za-z0-9_.-]*$") | not) then
                "its \"name\" cannot name a folder and services"
              else empty end,
              (("api", "web") as $part | select(has($part)) | .[$part]
                | if type != "object" then "\"\($part)\" is not an object"
                  elif has("port") and (.port | has_port | not) then
                    "\($part).port is not a number from 1 to 65535"
                  else empty end),
              if .scopes == null then empty
              elif (.scopes | type) != "array" or any(.scopes[]; type != "object") then
                "\"scopes\" is not a list of objects"
              else empty end;
            if length != 1 or (.[0] | type) != "object" then "it is not one JSON object"
            else .[0] | problems end
            | "::error file=manifest.json::manifest.json is not valid: \(.)"
          ' manifest.json)
          if [ -n "$problems" ]; then
            echo "$problems"
            exit 1
          fi
`}`;

const composeJob = (
  ...commands: string[]
): string => `${jobHead('compose', 'Compose files')}      - name: Check every deployment
        run: |
          # Variables without a default get a placeholder: what is checked is the form of the files.
          check() {
            while read -r name; do
              export "$name=\${!name:-1}"
            done < <(docker compose "$@" config --variables | awk 'NR > 1 && NF == 2 { print $1 }')
            docker compose "$@" config --quiet
          }
${commands.map((command) => `          ${command}\n`).join('')}`;

const prod = 'services: { api: { image: x } }\n';

testRule(workflowValidate, {
  valid: [
    {
      name: 'checks of everything, wherever and however',
      files: {
        'deploy/compose.prod.yml': prod,
        'compose.yml': prod,
        [CI]: ci(
          '[pull_request]',
          'jq --exit-status .name manifest.json',
          'docker compose config -q',
        ),
        '.github/workflows/other.yml': `on: { push: { branches: [main] } }
jobs:
  compose:
    runs-on: ubuntu-latest
    steps:
      - working-directory: deploy
        run: docker-compose -f "compose.prod.yml" config > /dev/null
      - uses: raven-actions/actionlint@v2
`,
      },
    },
    {
      name: 'a loop over all compose files',
      files: {
        'compose.prod.yml': prod,
        [CI]: ci(
          'push',
          'for f in compose*.yml; do docker compose -f "$f" config; done',
          'python -c "import json; json.load(open(\'manifest.json\'))"',
          'zizmor .github',
        ),
      },
    },
  ],
  invalid: [
    {
      name: 'nothing is checked: a workflow checks all of it, with a stand-in for the Platform',
      files: {
        'compose.override.prod.yml': `services:
  web_nei:
    environment: { ENABLE_RALLY: 'True' }
  api_rally:
    image: x
    env_file: [extensions/rally/.env, "it's.env"]
    depends_on: [db_pg, redis]
    networks: [backend, cache]
    volumes: [ "data:/data", "./keys:/keys" ]
    secrets: [key]
`,
      },
      findings: [
        unchecked('manifest.json'),
        unchecked('compose.override.prod.yml'),
        unlinted(VALIDATE),
      ],
      after: {
        [STAND_IN]: `# Stands in for the Platform's own compose file where the overrides are checked without it: what they
# add to, wait for or use of the Platform has to be named here. Nothing of it is ever started.
services:
  web_nei: { image: scratch }
  api_nei: { image: scratch }
  proxy: { image: scratch }
  db_pg: { image: scratch }
  db_mongo: { image: scratch }
  ofelia: { image: scratch }
  redis: { image: scratch }
networks:
  backend: {}
  frontend: {}
  cache: {}
volumes:
  data: {}
secrets:
  key: { environment: HOME }
`,
        [VALIDATE]: `${head}${manifestJob}
${composeJob(
  '# Not in the repository, but named in the files.',
  'mkdir -p extensions/rally',
  `touch extensions/rally/.env 'it'\\''s.env'`,
  'check --project-directory . -f .github/compose.platform.yml -f compose.override.prod.yml',
)}
${lintJob}`,
      },
    },
    {
      name: 'some of it is checked: only what is missing is added, in a workflow that repeats nothing',
      files: {
        'compose.yml': prod,
        'compose.prod.yml': 'services: { api: { restart: always } }\n',
        // Put aside: Compose refuses a file of comments.
        'deploy/compose.later.yml': '# services:\n#   x: { image: y }\n',
        [CI]: ci('pull_request', 'docker compose config -q', 'jq empty manifest.json'),
      },
      findings: [unchecked('compose.prod.yml'), unlinted(CI)],
      after: {
        [VALIDATE]: `${head}${composeJob('check -f compose.yml -f compose.prod.yml')}
${lintJob}`,
      },
    },
    {
      name: 'machines of their own, which the linter has to be told of',
      files: {
        [CI]: ci('pull_request', 'jq empty manifest.json').replace(
          'ubuntu-latest',
          '[self-hosted, linux, "vm-nei", "${{ inputs.on }}"]',
        ),
      },
      findings: [unlinted(CI)],
      after: {
        [VALIDATE]: `${head}${lintJob}`,
        '.github/actionlint.yaml':
          '# What actionlint is told of machines that are not GitHub\'s.\nself-hosted-runner:\n  labels:\n    - "vm-nei"\n',
      },
    },
    {
      name: 'machines that a matrix names',
      files: {
        [CI]: `${ci('pull_request', 'jq empty manifest.json')}
  many:
    runs-on: \${{ matrix.on.machine }}
    strategy:
      matrix:
        on: [{ machine: vm-one }, { machine: ubuntu-24.04 }]
        include:
          - on: { machine: vm-two }
    steps: [{ run: make }]
`,
      },
      findings: [unlinted(CI)],
      after: {
        [VALIDATE]: `${head}${lintJob}`,
        '.github/actionlint.yaml':
          "# What actionlint is told of machines that are not GitHub's.\nself-hosted-runner:\n  labels:\n    - 'vm-one'\n    - 'vm-two'\n",
      },
    },
    {
      name: 'the name is taken by something else',
      files: {
        [VALIDATE]: ci('pull_request', 'jq empty manifest.json'),
      },
      findings: [unlinted(VALIDATE)],
      after: { '.github/workflows/validate-extension.yml': `${head}${lintJob}` },
    },
    {
      name: 'reading a value of the manifest, or a check when a tag is pushed, is no check',
      files: {
        [CI]: ci('pull_request', 'VERSION=$(jq -r .version manifest.json)', 'actionlint'),
        '.github/workflows/release.yml': ci('{ push: { tags: [v*] } }', 'jq -e . manifest.json'),
        'web-rally/x.txt': '',
      },
      findings: [unchecked('manifest.json')],
      after: { [VALIDATE]: `${head}${manifestJob}` },
    },
    {
      name: 'files that need others which are not there cannot be checked',
      files: {
        'compose.prod.yml': 'services: { api: { extends: { file: ../base.yml, service: x } } }\n',
        'deploy/compose.prod.yml': 'services: { api: { image: x, env_file: /etc/rally.env } }\n',
        [CI]: ci('pull_request', 'jq empty manifest.json'),
      },
      findings: [unlinted(CI)],
      after: { [VALIDATE]: `${head}${lintJob}` },
    },
  ],
});
