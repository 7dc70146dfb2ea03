import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import type { Finding, RuleResult } from '../rule.js';
import { verdict } from '../rule.js';

/** Checks every database of the extension; not applicable where none is SQLAlchemy on PostgreSQL. */
export function checkDatabases(
  extension: Extension,
  findingsOf: (database: Database) => readonly Finding[],
): RuleResult {
  const { databases } = extension;
  if (databases.length > 0) return verdict(databases.flatMap(findingsOf));
  return {
    status: 'not-applicable',
    reason: 'no API keeps tables in PostgreSQL with SQLAlchemy',
  };
}

/** The place that stands for a database: where its tables are collected, else its engine. */
export function placeOf(database: Database): Omit<Finding, 'message'> {
  const { file, position } = database.metadata ?? database.engine ?? nowhere(database);
  return { file, ...position };
}

function nowhere({ dir }: Database) {
  return { file: dir, position: { line: 1, column: 1 } };
}
