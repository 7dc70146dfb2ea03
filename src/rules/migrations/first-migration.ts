import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';

/** The databases that wait for their first migration. */
export function withoutMigration({ databases }: Extension): Database[] {
  return databases.filter(({ alembic }) => alembic?.revisions.length === 0);
}

/** Can their Alembic be given another database than the one that the settings name? */
export function takesUrl({ files }: Extension, { alembic }: Database): boolean {
  return files.get(alembic?.env ?? '')?.text.includes('get_x_argument') === true;
}
