import type { FileEdit } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import { findingIn } from '../compose/hardened-services.js';
import type { Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { environmentFiles } from './environment-files.js';
import { dependencyEdits } from '../python-dependency.js';
import { canTellHeads } from './hidden-modules.js';
import { ALEMBIC } from './dependency.js';
import { isCopyable, migrateOperations } from './migrate-service.js';
import { migratedServices, type MigratedService } from './migrated-services.js';
import { isMigrated, migratesByHand } from './migrates-itself.js';
import { missingInImage } from './shipping.js';

/** A migration that waits for somebody to think of it comes after the code that needs it. */
export const alembicApplied: Rule = {
  meta: {
    id: 'alembic-applied',
    aspect: 'migrations',
    severity: 'error',
    fix: 'review',
    title: 'Migrations are applied before the API starts',
    failureTitle: 'Nothing applies the migrations',
    why: 'New code on old tables fails at its first query.',
  },

  check(extension) {
    const services = migratedServices(extension);
    if (services.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'no deployment runs an API with a PostgreSQL database',
      };
    }
    const waiting = services.filter((each) => !isMigrated(extension, each));
    const missing = waiting.filter((each) => migratesByHand(extension, each) === undefined);
    const byHand = waiting.flatMap((each) => {
      const name = migratesByHand(extension, each);
      const { target } = each;
      const message = `${target.service.name} starts without waiting for ${name ?? ''}, which runs "alembic upgrade head" where its profile is asked for: see that every deployment does so first.`;
      return name === undefined ? [] : [findingIn(target, [], message)];
    });
    if (missing.length === 0 && byHand.length > 0) return { status: 'manual', findings: byHand };
    return verdict(
      missing.map(({ target }) =>
        findingIn(
          target,
          [],
          `${target.service.name} starts without its migrations: nothing runs "alembic upgrade head" before it.`,
        ),
      ),
    );
  },

  fix(extension) {
    return migratedServices(extension)
      .filter((each) => !isMigrated(extension, each) && isCopyable(each))
      .filter((each) => migratesByHand(extension, each) === undefined)
      .flatMap((each) => {
        const before = prerequisites(extension, each);
        if (before === undefined) return [];
        const { file, service } = each.target;
        const operations = migrateOperations(extension, each);
        const edits: FileEdit[] = [...before, { kind: 'yaml', file: file.path, operations }];
        return [{ summary: `migrate before ${service.name} starts`, edits }];
      });
  },
};

/** An image without Alembic would fail, and the API never start; undefined where that can't be helped. */
function prerequisites(extension: Extension, each: MigratedService): FileEdit[] | undefined {
  const { database } = each;
  // Where revisions cannot be loaded the API would never start; where some commands cannot load them,
  // the scripts that roll back would not know what to undo.
  if (!canTellHeads(extension, database)) return undefined;
  const isSetUp = database.alembic?.env !== undefined;
  const files = isSetUp ? [] : environmentFiles(extension, database);
  const image = missingInImage(extension, each);
  if (files === undefined || image === undefined) return undefined;
  if (image.missing.length > 0 && image.edits.length === 0) return undefined;
  return [...files, ...dependencyEdits(extension, database.dir, ALEMBIC), ...image.edits];
}
