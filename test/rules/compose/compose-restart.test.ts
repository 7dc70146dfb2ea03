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
  ],
  notApplicable: [{ name: 'no deployment', files: {} }],
});
