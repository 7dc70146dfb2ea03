import { readFileSync } from 'node:fs';
import { alembicCi } from '../../../src/rules/migrations/alembic-ci.js';
import { testRule } from '../tester.js';
import { environment, revisions, syncApi } from './samples.js';

const base = { ...syncApi, ...environment, ...revisions };
const workflow = readFileSync('test/rules/migrations/expected/migrations.yml', 'utf8');

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
  ],
  notApplicable: [{ name: 'no migrations yet', files: { ...syncApi, ...environment } }],
});
