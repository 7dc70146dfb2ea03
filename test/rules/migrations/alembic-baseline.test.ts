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
  manual: [
    {
      name: 'a first migration that makes whatever the models are by now',
      files: {
        ...syncApi,
        ...environment,
        'api-rally/alembic/versions/0001.py':
          'revision = "0001"\ndown_revision = None\n\n\ndef upgrade():\n    Base.metadata.create_all(bind=op.get_bind())\n',
      },
      findings: [
        'api-rally/alembic/versions/0001.py:6:10 create_all makes the tables that the models have today, not those of this revision: on an empty database later revisions find their columns there already, or their tables missing. See that they can be run from nothing, or write these tables out with op.create_table.',
      ],
    },
  ],
  notApplicable: [{ name: 'no database', files: { 'api-rally/app/main.py': 'x = 1\n' } }],
});
