import { composeRestart } from '../../../src/rules/compose/compose-restart.js';
import { testRule } from '../tester.js';

const message = (name: string): string =>
  `${name} has no restart policy: after a crash or a reboot it stays down.`;

testRule(composeRestart, {
  valid: [
    {
      name: 'any policy, also the one of deploy',
      files: {
        'compose.prod.yml': `services:
  api_rally: { image: a, restart: on-failure }
  web_rally: { image: b, deploy: { restart_policy: { condition: any } } }
`,
      },
    },
    {
      name: 'tasks that end',
      files: {
        'compose.prod.yml': `services:
  migrate:
    image: a
    command: python -m alembic upgrade head
  seed:
    image: a
  api_rally:
    image: a
    restart: always
    depends_on:
      seed:
        condition: service_completed_successfully
`,
      },
    },
    {
      name: 'what is called a setup, unless it serves; the client of a store',
      files: {
        'compose.prod.yml': `services:
  minio-setup:
    image: ghcr.io/x/tools
    command: ./make-buckets.sh
  buckets:
    image: bitnamilegacy/minio-client:2024
  db_init:
    image: ghcr.io/x/tools
    restart: always
`,
      },
    },
    {
      name: 'a stack of Swarm, which restarts by itself',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
networks:
  net:
    driver: overlay
`,
        'compose.staging.yml':
          'services:\n  api_rally:\n    image: a\n  agent:\n    image: b\n    deploy: { mode: global }\n',
      },
    },
  ],
  invalid: [
    {
      name: 'the policy most services of the file have',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    restart: always
  web_rally:
    image: b
`,
        'compose.staging.yml': `services:
    api_rally:
        image: a

networks: {}
`,
      },
      findings: [
        `compose.prod.yml:5:3 ${message('web_rally')}`,
        `compose.staging.yml:2:5 ${message('api_rally')}`,
      ],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    restart: always
  web_rally:
    image: b
    restart: always
`,
        'compose.staging.yml': `services:
    api_rally:
        image: a
        restart: unless-stopped

networks: {}
`,
      },
    },
    {
      name: 'a setup that serves; an override of the Platform, which is none of Swarm',
      files: {
        'compose.prod.yml':
          'services:\n  setup:\n    image: a\n    ports: ["80:80"]\n  seed:\n    image: b\n    command: sh -c "while sleep 60; do ./seed; done"\n',
        'compose.override.prod.yml':
          'services:\n  api_rally:\n    image: a\n    deploy:\n      labels: { a: b }\n',
      },
      findings: [
        `compose.override.prod.yml:2:3 ${message('api_rally')}`,
        `compose.prod.yml:2:3 ${message('setup')}`,
        `compose.prod.yml:5:3 ${message('seed')}`,
      ],
      after: {
        'compose.prod.yml':
          'services:\n  setup:\n    image: a\n    ports: ["80:80"]\n    restart: unless-stopped\n  seed:\n    image: b\n    command: sh -c "while sleep 60; do ./seed; done"\n    restart: unless-stopped\n',
        'compose.override.prod.yml':
          'services:\n  api_rally:\n    image: a\n    deploy:\n      labels: { a: b }\n    restart: unless-stopped\n',
      },
    },
  ],
  notApplicable: [{ name: 'no deployment', files: {} }],
});
