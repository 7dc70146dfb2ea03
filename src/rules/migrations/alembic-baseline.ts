import type { Rule } from '../rule.js';
import { checkDatabases, placeOf } from './databases.js';
import { driftingBaseline } from './drifting-baseline.js';
import { takesUrl, withoutMigration } from './first-migration.js';

/** The first migration has to make everything that is there, or an empty database stays empty. */
export const alembicBaseline: Rule = {
  meta: {
    id: 'alembic-baseline',
    aspect: 'migrations',
    severity: 'error',
    fix: 'review',
    title: 'A first migration makes the tables',
    failureTitle: 'No migration makes the tables',
    why: 'Every later migration starts from the tables that the first one makes.',
  },

  check(extension) {
    const result = checkDatabases(extension, (database) => {
      const { alembic, dir } = database;
      if ((alembic?.revisions.length ?? 0) > 0) return [];
      const message = `${dir} has no migration yet: make the first one with "rally-ext alembic --autogenerate".`;
      const { ini } = alembic ?? {};
      return [
        ini === undefined
          ? { ...placeOf(database), message }
          : { file: ini, line: 1, column: 1, message },
      ];
    });
    const drifting = extension.databases.flatMap((database) =>
      driftingBaseline(extension, database),
    );
    return result.status === 'pass' && drifting.length > 0
      ? { status: 'manual', findings: drifting }
      : result;
  },

  /** No edit makes it: where this is chosen, `harden` lets Alembic write it once all files are written. */
  fix(extension) {
    return withoutMigration(extension)
      .filter((database) => takesUrl(extension, database))
      .map(({ dir }) => ({ summary: `let Alembic make the first migration of ${dir}`, edits: [] }));
  },
};
