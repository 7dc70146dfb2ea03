import { posix } from 'node:path';
import { callsIn } from '../../extension/database/calls.js';
import { commandText, whatItRuns } from '../../extension/compose/command.js';
import { kept } from '../../extension/kept.js';
import type { Extension, SourceFile } from '../../extension/model.js';
import { pythonSource, type Import } from '../../extension/environment/python-source.js';
import { isBelow } from '../../extension/python/project.js';
import { dependenciesOf } from '../compose/dependencies.js';
import type { MigratedService } from './migrated-services.js';

const UPGRADE = /\balembic\b[^\n]*\bupgrade\b/;

/** Is a service's database migrated before it serves: by what it waits for, its start, or its code? */
export function isMigrated(extension: Extension, each: MigratedService): boolean {
  const { target, database } = each;
  const { service, file, definition } = target;
  const waits = dependenciesOf(definition).some(({ name, condition }) => {
    const other = file.services.find((candidate) => candidate.name === name);
    if (other === undefined || condition !== 'service_completed_successfully') return false;
    return startsUpgrade(extension, whatItRuns(other.definition, other.dockerfile), database.dir);
  });
  return (
    waits ||
    startsUpgrade(extension, whatItRuns(definition, service.dockerfile), database.dir) ||
    startsUpgrade(extension, commandText(definition), database.dir) ||
    upgradesInCode(extension, database.dir)
  );
}

/** The service that migrates when somebody starts it, which its profile leaves to them; undefined without one. */
export function migratesByHand(extension: Extension, each: MigratedService): string | undefined {
  const { target, database } = each;
  return target.file.services.find(({ name, definition, dockerfile }) => {
    const { profiles } = definition;
    if (name === target.service.name || !Array.isArray(profiles) || profiles.length === 0) {
      return false;
    }
    return startsUpgrade(extension, whatItRuns(definition, dockerfile), database.dir);
  })?.name;
}

/** A command that upgrades, also by a script of the extension that it names. */
function startsUpgrade(extension: Extension, command: string, dir: string): boolean {
  if (UPGRADE.test(command)) return true;
  const names = new Set(command.split(/[\s"']+/).map((word) => posix.basename(word)));
  return [...extension.files.values()].some(
    ({ path, text }) =>
      (path.endsWith('.sh') || path.endsWith('.py')) &&
      isOf(path, dir, extension) &&
      names.has(posix.basename(path)) &&
      UPGRADE.test(text.replaceAll(/["',\]]+/g, ' ')),
  );
}

/** Below the API's directory, or with no other API's. */
function isOf(path: string, dir: string, { apis }: Extension): boolean {
  return isBelow(path, dir) || !apis.some((api) => isBelow(path, api.dir));
}

/** `alembic.command.upgrade(config, "head")` somewhere in the application. */
export function upgradesInCode(extension: Extension, dir: string): boolean {
  return [...extension.files.values()].some(
    (file) => file.path.endsWith('.py') && isBelow(file.path, dir) && upgrades(file),
  );
}

/** Only a module that imports it, and does not just write about it, is parsed. */
const upgrades = kept((file: SourceFile) => {
  if (!/\.\s*upgrade\b|\balembic\.command\b/.test(file.text)) return false;
  const source = pythonSource(file);
  return (
    [...source.imports.values()].some(isOfCommand) &&
    callsIn(source).some(({ callee }) => callee === 'alembic.command.upgrade')
  );
});

/** `from alembic import command`, `import alembic.command`, `from alembic.command import upgrade`. */
function isOfCommand({ module, name }: Import): boolean {
  return module === 'alembic' ? (name ?? 'command') === 'command' : module === 'alembic.command';
}
