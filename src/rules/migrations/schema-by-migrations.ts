import type { Rule } from '../rule.js';

/** Tables made when the application starts get ahead of the migrations. */
export const schemaByMigrations: Rule = {
  meta: {
    id: 'schema-by-migrations',
    aspect: 'migrations',
    severity: 'warning',
    fix: null,
    title: 'Only migrations make tables',
    failureTitle: 'The application makes tables itself',
    why: 'A table that create_all made is one that the migration for it then finds in its way.',
  },

  check({ databases }) {
    if (databases.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'no API keeps tables in PostgreSQL with SQLAlchemy',
      };
    }
    const findings = databases.flatMap(({ createAll }) =>
      createAll.map(({ file, position }) => ({
        file,
        ...position,
        message:
          'create_all makes tables that no migration knows of: once migrations are applied before the start, take this call out.',
      })),
    );
    return findings.length === 0 ? { status: 'pass' } : { status: 'manual', findings };
  },
};
