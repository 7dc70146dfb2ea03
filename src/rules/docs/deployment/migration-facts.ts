import { posix } from 'node:path';
import { commandText } from '../../../extension/compose/command.js';
import type { ComposeFile, Extension } from '../../../extension/model.js';
import { hiddenModules } from '../../migrations/hidden-modules.js';
import { migratedServices } from '../../migrations/migrated-services.js';
import { isMigrated } from '../../migrations/migrates-itself.js';

/** How changes of the tables reach the database. */
export interface MigrationFacts {
  /** The service that makes them and ends. */
  readonly service: string | undefined;
  /** True where the API makes them itself when it starts. */
  readonly isOwn: boolean;
  /** The service whose containers can run Alembic's commands, if any can. */
  readonly shell: string | undefined;
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
  const apis = migratedServices(extension).filter(({ target }) => target.file === file);
  const isBroken = hiddenModules(extension, database).length > 0;
  return {
    service: service?.name,
    isOwn: apis.some((each) => isMigrated(extension, each)),
    shell: isBroken ? undefined : (service?.name ?? apis[0]?.target.service.name),
    dir: posix.normalize(database.dir),
  };
}
