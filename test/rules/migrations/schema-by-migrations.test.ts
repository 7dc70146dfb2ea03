import { schemaByMigrations } from '../../../src/rules/migrations/schema-by-migrations.js';
import { testRule } from '../tester.js';
import { syncApi } from './samples.js';

testRule(schemaByMigrations, {
  valid: [
    { name: 'no create_all', files: syncApi },
    {
      name: 'create_all in tests and in migrations',
      files: {
        ...syncApi,
        'api-rally/conftest.py': 'Base.metadata.create_all(engine)\n',
        'api-rally/alembic/versions/1.py': 'Base.metadata.create_all(op.get_bind())\n',
      },
    },
  ],
  invalid: [],
  manual: [
    {
      name: 'create_all, called and handed on',
      files: {
        ...syncApi,
        'api-rally/app/start.py':
          'def start():\n    Base.metadata.create_all(bind=engine)\n\n\nasync def later(c):\n    await c.run_sync(Base.metadata.create_all)\n',
      },
      findings: [2, 6].map(
        (line) =>
          `api-rally/app/start.py:${line}:${line === 2 ? 5 : 22} create_all makes tables that no migration knows of: once migrations are applied before the start, take this call out.`,
      ),
    },
  ],
  notApplicable: [{ name: 'no database', files: {} }],
});
