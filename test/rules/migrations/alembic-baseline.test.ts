import { alembicBaseline } from '../../../src/rules/migrations/alembic-baseline.js';
import { testRule } from '../tester.js';
import { environment, revisions, syncApi } from './samples.js';

testRule(alembicBaseline, {
  valid: [{ name: 'a first migration', files: { ...syncApi, ...environment, ...revisions } }],
  invalid: [
    {
      name: 'an environment, and helpers that are no revisions',
      files: { ...syncApi, ...environment, 'api-rally/alembic/versions/helper.py': 'x = 1\n' },
      findings: [
        'api-rally/alembic.ini:1:1 api-rally has no migration yet: make the first one with "rally-ext alembic --autogenerate".',
      ],
    },
    {
      name: 'no environment',
      files: syncApi,
      findings: [
        'api-rally/app/models/base.py:6:1 api-rally has no migration yet: make the first one with "rally-ext alembic --autogenerate".',
      ],
    },
  ],
  notApplicable: [{ name: 'no database', files: { 'api-rally/app/main.py': 'x = 1\n' } }],
});
