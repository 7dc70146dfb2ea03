import type { Rule } from '../rule.js';
import { checkDatabases, placeOf } from './databases.js';

/** The first migration has to make everything that is there, or an empty database stays empty. */
export const alembicBaseline: Rule = {
  meta: {
    id: 'alembic-baseline',
    aspect: 'migrations',
    severity: 'error',
    fix: null,
    title: 'A first migration makes the tables',
    failureTitle: 'No migration makes the tables',
    why: 'Every later migration starts from the tables that the first one makes.',
  },

  check(extension) {
    return checkDatabases(extension, (database) => {
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
  },
};
