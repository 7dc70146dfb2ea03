import { posix } from 'node:path';
import type { Database, Place } from '../../extension/database/model.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { Extension } from '../../extension/model.js';
import { positionAt } from '../../edit/refusal.js';

/** A module beside env.py that revisions import by a name which is the library's. */
export interface HiddenModule extends Place {
  /** `alembic.helpers` */
  readonly name: string;
  readonly path: string;
}

/**
 * Helpers of revisions in a directory called `alembic`: every command of Alembic has loaded the
 * library of that name before, so that `from alembic.helpers import …` finds nothing. An env.py that
 * has the library look there mends it for the commands that run env.py.
 */
export function hiddenModules(extension: Extension, database: Database): HiddenModule[] {
  const env = extension.files.get(database.alembic?.env ?? '')?.text ?? '';
  return /\balembic\.__path__|\bsys\.modules\b/.test(env)
    ? []
    : namedAsLibrary(extension, database);
}

/** Can `alembic heads` load the revisions, which runs no env.py? */
export function canTellHeads(extension: Extension, database: Database): boolean {
  return namedAsLibrary(extension, database).length === 0;
}

function namedAsLibrary({ files, paths }: Extension, { alembic }: Database): HiddenModule[] {
  const location = alembic?.location;
  if (alembic === undefined || posix.basename(location ?? '') !== 'alembic') return [];
  const found = new Map<string, HiddenModule>();
  for (const { file: path } of alembic.revisions) {
    const file = files.get(path);
    if (file?.text.includes('alembic.') !== true) continue;
    for (const { dots, module } of pythonSource(file).imports.values()) {
      const [, name] = /^alembic\.(\w+)$/.exec(module) ?? [];
      const own = `${alembic.location}/${name ?? ''}.py`;
      if (dots > 0 || name === undefined || !paths.has(own) || found.has(module)) continue;
      const at = file.text.search(
        new RegExp(`^[ \\t]*(from|import)[ \\t]+alembic\\.${name}\\b`, 'm'),
      );
      const position = positionAt(file.text, Math.max(0, at));
      found.set(module, { name: module, path: own, file: path, position });
    }
  }
  return [...found.values()];
}
