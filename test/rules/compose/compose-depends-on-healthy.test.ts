import { composeDependsOnHealthy } from '../../../src/rules/compose/compose-depends-on-healthy.js';
import { testRule } from '../tester.js';

const hasty = (name: string): string =>
  `api_rally starts without waiting for ${name} to be healthy.`;

testRule(composeDependsOnHealthy, {
  valid: [
    {
      name: 'conditions, also the weaker one that a person wrote',
      files: {
        'compose.override.prod.yml': `services:
  api_rally:
    image: a
    depends_on:
      db_pg: { condition: service_healthy }
      api_nei: { condition: service_started }
`,
      },
    },
    {
      name: 'something that nobody can wait for',
      files: {
        'compose.override.prod.yml': `services:
  api_rally:
    image: a
    depends_on: [web_nei, elsewhere, mail]
  mail:
    image: mailhog/mailhog
`,
      },
    },
  ],
  invalid: [
    {
      name: "the Platform's database, in a list",
      files: {
        'compose.override.prod.yml': `services:
  api_rally:
    image: a
    depends_on:
      - db_pg
      - web_nei
    restart: always
`,
      },
      findings: [`compose.override.prod.yml:5:9 ${hasty('db_pg')}`],
      after: {
        'compose.override.prod.yml': `services:
  api_rally:
    image: a
    depends_on:
      db_pg:
        condition: service_healthy
      web_nei:
        condition: service_started
    restart: always
`,
      },
    },
    {
      name: 'a healthcheck that is missing comes along',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    depends_on: [cache]
  cache:
    image: redis:7
`,
      },
      findings: [`compose.prod.yml:4:18 ${hasty('cache')}`],
      after: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    depends_on:
      cache:
        condition: service_healthy
  cache:
    image: redis:7
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 10s
      timeout: 5s
      retries: 5
      start_period: 30s
`,
      },
    },
    {
      name: 'an entry without condition is completed',
      files: {
        'compose.override.prod.yml': `services:
  api_rally:
    image: a
    depends_on:
      db_pg:
        restart: true
`,
      },
      findings: [`compose.override.prod.yml:5:7 ${hasty('db_pg')}`],
      after: {
        'compose.override.prod.yml': `services:
  api_rally:
    image: a
    depends_on:
      db_pg:
        restart: true
        condition: service_healthy
`,
      },
    },
    {
      name: 'comments between the items are not lost: a person has to move them',
      files: {
        'compose.override.prod.yml':
          'services:\n  api_rally:\n    image: a\n    depends_on:\n      # the database\n      - db_pg # first\n      - web_nei\n',
      },
      findings: [`compose.override.prod.yml:6:9 ${hasty('db_pg')}`],
      refused: ['compose.override.prod.yml:6:1'],
    },
  ],
  notApplicable: [
    {
      name: 'a stack of Swarm, which refuses conditions',
      files: {
        'compose.prod.yml': `services:
  api_rally:
    image: a
    deploy:
      placement:
        constraints: [node.role == manager]
    depends_on: [db]
  db:
    image: postgres:17
`,
      },
    },
    {
      name: 'nothing depends on anything',
      files: { 'compose.prod.yml': 'services:\n  api_rally: { image: a }\n' },
    },
    {
      name: "entries for the Platform's own services",
      files: {
        'compose.override.prod.yml': 'services:\n  proxy:\n    depends_on: [api_nei]\n',
      },
    },
  ],
});
