import { posix } from 'node:path';
import { commandText } from '../../../extension/compose/command.js';
import type { ComposeFile, Extension } from '../../../extension/model.js';
import { migratedServices } from '../../migrations/migrated-services.js';
import { isMigrated } from '../../migrations/migrates-itself.js';

/** How changes of the tables reach the database. */
export interface MigrationFacts {
  /** The service that makes them and ends. */
  readonly service: string | undefined;
  /** True where the API makes them itself when it starts. */
  readonly isOwn: boolean;
  /** The API's directory, where the revisions are. */
  readonly dir: string;
}

/** How the deployment of a compose file migrates; undefined where Alembic is not set up. */
export function migrationsOf(extension: Extension, file: ComposeFile): MigrationFacts | undefined {
  const database = extension.databases.find(({ alembic }) => alembic !== undefined);
  if (database === undefined) return undefined;
  const service = file.services.find(
    ({ oneShot, definition }) => oneShot && commandText(definition).includes('alembic'),
  );
  return {
    service: service?.name,
    isOwn: migratedServices(extension).some(
      (each) => each.target.file === file && isMigrated(extension, each),
    ),
    dir: posix.normalize(database.dir),
  };
}
