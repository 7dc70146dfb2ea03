import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import {
  developedServices,
  hardenedServices,
  type HardenedService,
} from '../compose/hardened-services.js';

/** A service that serves the API of a database. */
export interface MigratedService {
  readonly database: Database;
  readonly target: HardenedService;
}

/** The deployed services whose database is migrated. */
export function migratedServices(extension: Extension): MigratedService[] {
  return hardenedServices(extension).flatMap((target) => databaseOf(extension, target));
}

/** The services that developers run the same APIs with. */
export function developedApis(extension: Extension): MigratedService[] {
  return developedServices(extension).flatMap((target) => databaseOf(extension, target));
}

function databaseOf(extension: Extension, target: HardenedService): MigratedService[] {
  const { databases } = extension;
  const { service } = target;
  if (service.role !== 'api' || service.oneShot) return [];
  const path = service.dockerfile?.path ?? '';
  const database =
    databases.find(({ dir }) => path.startsWith(`${dir}/`)) ??
    databases.find(({ dir }) => dir === service.name.replaceAll('_', '-')) ??
    (databases.length === 1 && extension.apis.length <= 1 ? databases[0] : undefined);
  return database === undefined ? [] : [{ database, target }];
}
