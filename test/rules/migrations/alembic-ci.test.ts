import { readFileSync } from 'node:fs';
import { pinned } from '../../../src/assets/action-pins.js';
import { alembicCi } from '../../../src/rules/migrations/alembic-ci.js';
import { testRule } from '../tester.js';
import { environment, revisions, syncApi } from './samples.js';

const base = { ...syncApi, ...environment, ...revisions };
const workflow = readFileSync('test/rules/migrations/expected/migrations.yml', 'utf8');

const VALIDATE = '.github/workflows/validate.yml';
const head = `# Checks.
on:
    pull_request:

jobs:
    check:
        runs-on: ubuntu-latest   # any
        steps:
        - run: jq empty manifest.json
`;
const job = (id: string, image: string): string => `    ${id}:
        name: Migrations of api-rally
        runs-on: ubuntu-latest
        timeout-minutes: 15
        permissions:
            contents: read # to check out
        services:
            postgres:
                ${image}
                env:
                    POSTGRES_PASSWORD: postgres
                ports:
                - "5432:5432"
                options: --health-cmd "pg_isready --username postgres --host 127.0.0.1" --health-interval 2s --health-timeout 5s --health-retries 30
        defaults:
            run:
                working-directory: api-rally
        env:
            DATABASE_URL: postgresql+psycopg://postgres:postgres@127.0.0.1:5432/postgres
        steps:
        - uses: ${pinned('actions/checkout')}
          with:
              persist-credentials: false
        - uses: ${pinned('actions/setup-python')}
          with:
              python-version: "3.12"
        - run: pip install --requirement requirements.txt
        - name: One newest revision
          run: test "$(python -m alembic heads | wc -l)" -eq 1
        - name: From nothing to the newest revision
          run: python -m alembic upgrade head
        - name: The models have no change without a migration
          run: python -m alembic check
        - name: All the way back, and up again
          run: |
              python -m alembic downgrade base
              python -m alembic upgrade head
`;

testRule(alembicCi, {
  valid: [
    {
      name: 'a workflow of their own that does it in other words',
      files: {
        ...base,
        '.github/workflows/test.yml': `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: uv run alembic -c alembic.ini upgrade head
      - run: |
          uv run alembic check
          uv run alembic downgrade base
`,
      },
    },
  ],
  invalid: [
    {
      name: 'revisions that cannot be loaded get no job that fails',
      files: {
        ...base,
        'api-rally/alembic/helpers.py': 'def add():\n    pass\n',
        'api-rally/alembic/versions/0002.py':
          'from alembic.helpers import add\n\nrevision = "0002"\ndown_revision = "0001"\n',
      },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back. None can before revisions find alembic.helpers (alembic-configured).',
      ],
    },
    {
      name: 'a first revision that makes later ones’ tables gets no job that fails',
      files: {
        ...base,
        'api-rally/alembic/versions/1_baseline.py':
          'revision: str = "a1"\ndown_revision = None\n\n\ndef upgrade():\n    Base.metadata.create_all(bind=op.get_bind())\n',
      },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back. None can before 1_baseline.py makes the tables of its own time (alembic-baseline).',
      ],
    },
    {
      name: 'revisions that only env.py finds the helpers of are not asked for without it',
      files: {
        ...base,
        'api-rally/Dockerfile': 'FROM python:3.11-slim\n',
        'api-rally/alembic/env.py': `import alembic\n${environment['api-rally/alembic/env.py'] ?? ''}alembic.__path__.append("alembic")\n`,
        'api-rally/alembic/helpers.py': 'def add():\n    pass\n',
        'api-rally/alembic/versions/2_more.py':
          'from alembic.helpers import add\n\nrevision = "b2"\ndown_revision = "a1"\n',
      },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back.',
      ],
      after: {
        '.github/workflows/migrations.yml': workflow.replace(
          / +- name: One newest[^]*?(?= +- name)/,
          '',
        ),
      },
    },
    {
      name: 'no workflow',
      files: { ...base, 'api-rally/Dockerfile': 'FROM python:3.11-slim\n' },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back.',
      ],
      after: { '.github/workflows/migrations.yml': workflow },
    },
    {
      name: 'a directory whose name is no id of a job',
      files: {
        'pyproject.toml': '',
        ...Object.fromEntries(
          Object.entries(base).map(([path, text]) => [
            path.replace('api-rally', '{{ slug }}/backend'),
            text,
          ]),
        ),
        '{{ slug }}/backend/Dockerfile': 'FROM python:3.11-slim\n',
      },
      findings: [
        '{{ slug }}/backend/alembic.ini:1:1 For {{ slug }}/backend no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back.',
      ],
      after: {
        '.github/workflows/migrations.yml': workflow
          .replaceAll('- api-rally/**', "- '{{ slug }}/backend/**'")
          .replaceAll('working-directory: api-rally', "working-directory: '{{ slug }}/backend'")
          .replaceAll('  api-rally:\n', '  slug-backend:\n')
          .replaceAll('of api-rally', 'of {{ slug }}/backend'),
      },
    },
    {
      name: 'a workflow that only goes up; theirs has the name of ours',
      files: {
        ...base,
        '.github/workflows/migrations.yml':
          'on: push\njobs:\n  test:\n    runs-on: x\n    steps:\n      - run: alembic upgrade head\n',
      },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow checks that every model has its migration, or takes the migrations back.',
      ],
    },
    {
      name: 'the workflow that validates changes gets a job, with the PostgreSQL of the extension',
      files: {
        ...base,
        [VALIDATE]: head,
        'compose.prod.yml': 'services:\n  db:\n    image: postgres:18-alpine\n',
        'compose.yml': 'services:\n  db:\n    image: postgres:12\n',
      },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back.',
      ],
      after: {
        [VALIDATE]:
          head +
          job(
            'migrations',
            `# The one of compose.prod.yml.\n                image: postgres:18-alpine`,
          ),
      },
    },
    {
      name: 'a workflow for some files only, or with the job’s name taken',
      files: {
        ...base,
        [VALIDATE]: head.replace('pull_request:', 'pull_request: { paths: [manifest.json] }'),
        // Names no version that a workflow could be pinned to.
        'compose.prod.yml': 'services:\n  db:\n    image: postgres:latest\n',
        '.github/workflows/ci.yml': head.replace('check:', 'migrations:'),
      },
      findings: [
        'api-rally/alembic.ini:1:1 For api-rally no workflow upgrades an empty database, or checks that every model has its migration, or takes the migrations back.',
      ],
      after: {
        '.github/workflows/ci.yml':
          head.replace('check:', 'migrations:') +
          job(
            'migrations-api-rally',
            `# The version the Platform runs.\n                image: postgres:15`,
          ),
      },
    },
  ],
  notApplicable: [{ name: 'no migrations yet', files: { ...syncApi, ...environment } }],
});
