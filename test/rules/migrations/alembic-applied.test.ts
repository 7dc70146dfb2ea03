import { alembicApplied } from '../../../src/rules/migrations/alembic-applied.js';
import { servicesThePlatformFinds } from '../../../src/rules/platform/service-scan.js';
import { testRule } from '../tester.js';
import { deployment, environment, shipped, syncApi } from './samples.js';

const COMPOSE = 'compose.override.prod.yml';
const base = { ...syncApi, ...environment, ...shipped };
const compose = deployment[COMPOSE] ?? '';
const unmigrated =
  'api_rally starts without its migrations: nothing runs "alembic upgrade head" before it.';
const after = `services:
  api_rally:
    image: ghcr.io/nei/api-rally:1.0.0
    build:
      context: extensions/rally/api-rally
      dockerfile: Dockerfile.prod
    environment:
      POSTGRES_SERVER: db_pg
    depends_on:
      db_pg:
        condition: service_healthy
      migrate_rally:
        condition: service_completed_successfully
    networks:
      - backend
  migrate_rally:
    image: ghcr.io/nei/api-rally:1.0.0
    command: ["python", "-m", "alembic", "upgrade", "head"]
    environment:
      POSTGRES_SERVER: db_pg
    networks:
      - backend
    depends_on:
      db_pg:
        condition: service_healthy
    restart: "no"
`;

testRule(alembicApplied, {
  valid: [
    { name: 'a service of its own that the API waits for', files: { ...base, [COMPOSE]: after } },
    {
      name: 'the command of the API',
      files: {
        ...base,
        [COMPOSE]: `${compose}    command: sh -c "alembic upgrade head && uvicorn app.main:app"\n`,
      },
    },
    {
      name: 'a script that the image starts',
      files: {
        ...base,
        'api-rally/start.sh': 'set -e\nalembic upgrade head\nexec uvicorn app.main:app\n',
        'api-rally/Dockerfile.prod': 'FROM python:3.12-slim\nCOPY . .\nCMD ["sh", "./start.sh"]\n',
      },
    },
    {
      name: 'the application itself',
      files: {
        ...base,
        'api-rally/app/start.py':
          'from alembic import command\n\n\ndef start(config):\n    command.upgrade(config, "head")\n',
      },
    },
  ],
  invalid: [
    {
      name: 'nothing migrates',
      files: base,
      findings: [`${COMPOSE}:2:3 ${unmigrated}`],
      after: { [COMPOSE]: after },
    },
    {
      name: 'dependencies as a list; the image gets its migrations in the same change',
      files: {
        ...base,
        ...deployment,
        [COMPOSE]: compose.replace(
          '      db_pg:\n        condition: service_healthy\n',
          '      - db_pg\n',
        ),
      },
      findings: [`${COMPOSE}:2:3 ${unmigrated}`],
      after: {
        [COMPOSE]: after.replaceAll('service_healthy', 'service_started'),
        'api-rally/Dockerfile.prod': shipped['api-rally/Dockerfile.prod'] ?? '',
      },
    },
    {
      name: 'an image that nobody knows the contents of',
      files: {
        ...base,
        'api-rally/Dockerfile.prod': 'FROM python:3.12-slim\nCOPY . .\n',
        [COMPOSE]: 'services:\n  api_rally:\n    image: ghcr.io/nei/other:1.0.0\n',
      },
      findings: [`${COMPOSE}:2:3 ${unmigrated}`],
      after: {
        [COMPOSE]: `services:
  api_rally:
    image: ghcr.io/nei/other:1.0.0
    depends_on:
      migrate_rally:
        condition: service_completed_successfully
  migrate_rally:
    image: ghcr.io/nei/other:1.0.0
    command: ["python", "-m", "alembic", "upgrade", "head"]
    restart: "no"
`,
      },
    },
  ],
  manual: [
    {
      name: 'a service that migrates where its profile is asked for',
      files: {
        ...base,
        [COMPOSE]: `${compose}  migrate:
    image: ghcr.io/nei/api-rally:1.0.0
    profiles: [tools]
    command: ["alembic", "upgrade", "head"]
    restart: "no"
`,
      },
      findings: [
        `${COMPOSE}:2:3 api_rally starts without waiting for migrate, which runs "alembic upgrade head" where its profile is asked for: see that every deployment does so first.`,
      ],
    },
  ],
  notApplicable: [
    { name: 'no deployment', files: { ...syncApi, ...environment } },
    { name: 'no database', files: deployment },
  ],
});

test('the Platform’s script finds the API and the migration as two services', () => {
  expect(servicesThePlatformFinds(after)).toEqual(['api_rally', 'migrate_rally']);
});
