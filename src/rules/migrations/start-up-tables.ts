import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import { editPython } from '../../edit/python/index.js';
import type { RemoveCall } from '../../edit/python/index.js';
import { EditRefusal } from '../../edit/refusal.js';
import type { Database, Place } from '../../extension/database/model.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { Extension } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';
import { isCopyable, migrateOperations } from './migrate-service.js';
import { developedApis, migratedServices, type MigratedService } from './migrated-services.js';
import { isMigrated } from './migrates-itself.js';
import { spareImports } from './spare-imports.js';

/** A `create_all`, and why only a person can take it out; undefined where a machine can. */
export interface StartUpTables {
  readonly place: Place;
  readonly reason: string | undefined;
}

/** Every place where the code of a database makes tables itself. */
export function startUpTables(extension: Extension, database: Database): StartUpTables[] {
  const whole = whyNotYet(extension, database);
  return database.createAll.map((place) => ({
    place,
    reason: whole ?? whyNotIn(extension, database, place.file),
  }));
}

/** Takes the calls out, and has migrations make the tables in development too. */
export function withoutStartUpTables(extension: Extension, database: Database): FileEdit[] {
  const removable = startUpTables(extension, database).filter(({ reason }) => reason === undefined);
  const files = [...new Set(removable.map(({ place }) => place.file))];
  if (files.length === 0) return [];
  return [
    ...files.map((file): FileEdit => {
      return { kind: 'python', file, operations: [removal(extension, database, file)] };
    }),
    ...unmigratedInDevelopment(extension, database).map((each): FileEdit => {
      const operations = migrateOperations(extension, each);
      return { kind: 'yaml', file: each.target.file.path, operations };
    }),
  ];
}

function removal(extension: Extension, database: Database, file: string): RemoveCall {
  return {
    op: 'remove-call',
    method: 'create_all',
    about: /\bcreate_all\b|\btables?\b/i,
    imports: spareImports(extension, database, file),
  };
}

/** Nothing else makes the tables yet, somewhere. */
function whyNotYet(extension: Extension, database: Database): string | undefined {
  if ((database.alembic?.revisions.length ?? 0) === 0) {
    return 'once a first migration makes them, take this call out';
  }
  const deployed = migratedServices(extension).filter((each) => each.database === database);
  if (deployed.length === 0 || !deployed.every((each) => isMigrated(extension, each))) {
    return 'once migrations are applied before the start, take this call out';
  }
  const unclear = unmigratedInDevelopment(extension, database).find(
    (each) => !isCopyable(each) || !hasMigrations(each),
  );
  if (unclear === undefined) return undefined;
  const { file, service } = unclear.target;
  return `once ${file.path} runs "alembic upgrade head" before ${service.name} too, take this call out`;
}

function whyNotIn(extension: Extension, database: Database, path: string): string | undefined {
  const file = extension.files.get(path);
  if (file === undefined) return undefined;
  const imported = [...pythonSource(file).imports.values()];
  if (imported.some(({ dots, module }) => dots === 0 && /^alembic(\.|$)/.test(module))) {
    return 'this module runs it in place of the migrations where the database is empty. What only migrations make (rows, triggers, types, indexes) is missing there: once "alembic upgrade head" works on an empty database, run that instead and take this call out';
  }
  if (/\.drop_all\b/.test(file.text)) {
    return 'this module also drops them: if it only resets a database for development, leave it';
  }
  try {
    editPython(file.text, [removal(extension, database, path)]);
    return undefined;
  } catch (error) {
    if (!(error instanceof EditRefusal)) throw error;
    return `${error.reason}: take it out by hand`;
  }
}

function unmigratedInDevelopment(extension: Extension, database: Database): MigratedService[] {
  return developedApis(extension).filter(
    (each) => each.database === database && !isMigrated(extension, each),
  );
}

/** The API's directory is mounted, or the image has all of it. */
function hasMigrations({ target, database }: MigratedService): boolean {
  const { definition, service } = target;
  const volumes = get(definition, 'volumes');
  const sources = (Array.isArray(volumes) ? (volumes as unknown[]) : []).map((volume) => {
    const source = isRecord(volume) ? get(volume, 'source') : asText(volume)?.split(':')[0];
    return (asText(source) ?? '').replace(/\/$/, '');
  });
  const name = posix.basename(database.dir);
  const isMounted = sources.some((source) => source === '.' || posix.basename(source) === name);
  return isMounted || service.dockerfile?.contextSources.includes('.') === true;
}
