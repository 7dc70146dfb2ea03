import { alembicSingleHead } from '../../../src/rules/migrations/alembic-single-head.js';
import { testRule } from '../tester.js';
import { environment, revisions, syncApi } from './samples.js';

const base = { ...syncApi, ...environment, ...revisions };

testRule(alembicSingleHead, {
  valid: [
    { name: 'a chain', files: base },
    {
      name: 'two branches that are joined again, one by the beginning of its id',
      files: {
        ...base,
        'api-rally/alembic/versions/3.py': 'revision = "c3456"\ndown_revision = "a1"\n',
        'api-rally/alembic/versions/4.py': 'revision = "d4"\ndown_revision = ("b2", "c34")\n',
      },
    },
    {
      name: 'a revision that only running it tells the place of',
      files: {
        ...base,
        'api-rally/alembic/versions/3.py': 'revision = "c3"\ndown_revision = newest()\n',
      },
    },
  ],
  invalid: [
    {
      name: 'two newest revisions',
      files: {
        ...base,
        'api-rally/alembic/versions/3.py': '"""Other."""\nrevision = "c3"\ndown_revision = "a1"\n',
      },
      findings: [
        'api-rally/alembic/versions/3.py:2:1 b2, c3 are all newest: join them with "python -m alembic merge heads" in api-rally.',
      ],
    },
    {
      name: 'a revision that is missing, and one that is there twice',
      files: {
        ...base,
        'api-rally/alembic/versions/2_copy.py': 'revision = "b2"\ndown_revision = "a1"\n',
        'api-rally/alembic/versions/3.py': 'revision = "c3"\ndown_revision = ["b2", "gone"]\n',
      },
      findings: [
        'api-rally/alembic/versions/2_copy.py:1:1 There is another revision b2.',
        'api-rally/alembic/versions/3.py:1:1 c3 follows gone, which is not there.',
      ],
    },
  ],
  notApplicable: [{ name: 'no migrations', files: syncApi, reason: 'there are no migrations' }],
});
