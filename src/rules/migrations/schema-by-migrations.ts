import type { Change, Rule } from '../rule.js';
import { startUpTables, withoutStartUpTables } from './start-up-tables.js';

/** Tables made when the application starts get ahead of the migrations. */
export const schemaByMigrations: Rule = {
  meta: {
    id: 'schema-by-migrations',
    aspect: 'migrations',
    severity: 'warning',
    fix: 'review',
    title: 'Only migrations make tables',
    failureTitle: 'The application makes tables itself, and so do its migrations',
    why: 'A table that create_all made is one that the migration for it then finds in its way.',
  },

  check(extension) {
    const { databases } = extension;
    if (databases.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'no API keeps tables in PostgreSQL with SQLAlchemy',
      };
    }
    const found = databases.flatMap((database) => startUpTables(extension, database));
    if (found.length === 0) return { status: 'pass' };
    const findings = found.map(({ place: { file, position }, reason }) => {
      const message =
        reason === undefined
          ? 'create_all makes tables as well, though the migrations have run before the start: this call can go.'
          : `create_all makes tables besides the migrations: ${reason}.`;
      return { file, ...position, message };
    });
    const status = found.some(({ reason }) => reason === undefined) ? 'fail' : 'manual';
    return { status, findings };
  },

  fix(extension) {
    return extension.databases.flatMap((database): Change[] => {
      const edits = withoutStartUpTables(extension, database);
      const summary = `leave the tables of ${database.dir} to its migrations`;
      return edits.length === 0 ? [] : [{ summary, edits }];
    });
  },
};
