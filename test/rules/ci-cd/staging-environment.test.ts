import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stagingEnvironment } from '../../../src/rules/ci-cd/staging-environment.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const read = (...path: string[]): string => readFileSync(join('test/rules', ...path), 'utf8');

const STACK = 'deploy/compose.standalone.yml';
const OVERLAY = 'deploy/compose.staging.yml';
const WORKFLOW = '.github/workflows/deploy.yml';
const stack = read('independence/fixtures/compose.standalone.yml');
const overlay = read('ci-cd/fixtures/compose.staging.yml');
const workflow = read('ci-cd/fixtures/deploy.yml');

const noStack = (file: string): string =>
  `${file}:1:1 No compose file runs this deployment for staging: a release is tried in production.`;
const noWorkflow = (file: string): string =>
  `${file}:1:1 No workflow deploys to staging, and from there to production.`;
const job = (line: string): string => `on: workflow_dispatch
jobs:
  deploy:
    runs-on: self-hosted
    steps:
      - run: ${line}
`;

const production = `services:
  api_rally:
    image: ghcr.io/nei/rally/api:\${TAG}
`;

testRule(stagingEnvironment, {
  valid: [
    {
      name: 'our overlay, and the workflow that deploys with it',
      files: { [STACK]: stack, [OVERLAY]: overlay, [WORKFLOW]: workflow },
    },
    {
      name: 'a stack of its own, and a script that starts it',
      files: {
        'compose.prod.yml': production,
        'compose.preprod.yml': production,
        '.github/workflows/release.yml': job('docker compose -f compose.preprod.yml -p stg up -d'),
      },
    },
    {
      name: 'the stack of production with the variables of staging',
      files: {
        'compose.prod.yml': production,
        '.github/workflows/deploy-staging.yml': job('docker compose -f compose.prod.yml up -d'),
      },
    },
  ],
  invalid: [
    {
      name: 'our stack without staging: an overlay and a workflow',
      files: { [STACK]: stack, 'deploy/deploy.sh': '#!/bin/sh\n' },
      findings: [noStack(STACK), noWorkflow(STACK)],
      after: { [OVERLAY]: overlay, [WORKFLOW]: workflow },
    },
    {
      name: 'without our script there is nothing for a workflow to run',
      files: { [STACK]: stack },
      findings: [noStack(STACK), noWorkflow(STACK)],
      after: { [OVERLAY]: overlay },
      remaining: [noWorkflow(OVERLAY)],
    },
    {
      name: 'a secret that production has since: staging gets its own',
      files: {
        [STACK]: stack.replace(
          'secrets:\n  postgres_password:\n    file',
          'secrets:\n  secret_key:\n    file: /deploy/secrets/secret_key\n  postgres_password:\n    file',
        ),
        [OVERLAY]: overlay,
        [WORKFLOW]: workflow,
      },
      findings: [
        `${OVERLAY}:14:1 Staging reads the secret secret_key of production: give it a file of its own under "secrets".`,
      ],
      after: {
        [OVERLAY]: `${overlay}  secret_key:
    file: \${STAGING_SECRETS_DIR:-/deploy/secrets-staging}/secret_key
`,
      },
    },
    {
      name: "somebody's own stack has no staging: that is theirs to make",
      files: { 'compose.prod.yml': production, 'api-rally/Dockerfile': apiDockerfile },
      findings: [noStack('compose.prod.yml'), noWorkflow('compose.prod.yml')],
    },
    {
      name: 'a workflow that only reads the file of staging deploys nothing',
      files: {
        'compose.prod.yml': production,
        'deploy/compose.staging.yml': production,
        '.github/workflows/ci.yml': job('docker compose -f deploy/compose.staging.yml config'),
      },
      findings: [noWorkflow('deploy/compose.staging.yml')],
    },
  ],
  notApplicable: [{ name: 'nothing is deployed', files: {} }],
});
