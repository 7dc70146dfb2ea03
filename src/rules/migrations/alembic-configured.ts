import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { checkDatabases, placeOf } from './databases.js';
import { dependencyEdits, missingDependency } from '../python-dependency.js';
import { ALEMBIC } from './dependency.js';
import { environmentFaults } from './environment-faults.js';
import { environmentRepairs } from './environment-repairs.js';
import { environmentFiles } from './environment-files.js';

/** Without an environment that knows URL, schema and models, no migration can be made or run. */
export const alembicConfigured: Rule = {
  meta: {
    id: 'alembic-configured',
    aspect: 'migrations',
    severity: 'error',
    fix: 'safe',
    title: 'Alembic knows the database, its schema and its models',
    failureTitle: 'Alembic is not set up, or in a way that breaks',
    why: 'Without migrations a changed model never reaches a database that has tables already.',
  },

  check(extension) {
    return checkDatabases(extension, (database) => [
      ...missing(extension, database),
      ...missingDependency(extension, database.dir, ALEMBIC, 'Alembic'),
      ...environmentFaults(extension, database),
    ]);
  },

  fix(extension) {
    return extension.databases.flatMap((database) => {
      const files =
        missing(extension, database).length > 0 ? environmentFiles(extension, database) : [];
      const edits = [...(files ?? []), ...dependencyEdits(extension, database.dir, ALEMBIC)];
      const setUp =
        edits.length === 0 ? [] : [{ summary: `set up Alembic for ${database.dir}`, edits }];
      return [...setUp, ...environmentRepairs(extension, database)];
    });
  },
};

function missing(extension: Extension, database: Database): Finding[] {
  const { dir, alembic } = database;
  const lacks = [
    ...(alembic?.ini === undefined ? ['alembic.ini'] : []),
    ...(alembic?.env === undefined ? ['env.py'] : []),
    ...(alembic?.template === undefined ? ['script.py.mako'] : []),
  ];
  if (lacks.length === 0) return [];
  const message =
    alembic === undefined
      ? `The tables of ${dir} have no migrations: there is no alembic.ini and no env.py.`
      : `The Alembic environment of ${dir} has no ${lacks.join(' and no ')}.`;
  return [{ ...placeOf(database), message }, ...unclear(extension, database)];
}

/** What env.py would need and the code does not tell. */
function unclear(extension: Extension, database: Database): Finding[] {
  if (environmentFiles(extension, database) !== undefined) return [];
  const { engine, metadata, schema } = database;
  const place = placeOf(database);
  if (metadata === undefined) {
    return [
      { ...place, message: 'No declarative base or MetaData was found: write env.py by hand.' },
    ];
  }
  if (engine?.url === undefined) {
    const at = engine === undefined ? place : { file: engine.file, ...engine.position };
    const message =
      'The URL of the engine is known only inside this function: keep it in a module, or write env.py by hand.';
    return [{ ...at, message }];
  }
  if (schema.kind !== 'unclear') return [];
  const message =
    schema.by === undefined
      ? 'The schema is known only while this runs: name it in a constant or setting, or write env.py by hand.'
      : `The models name no schema, and ${schema.by} gives them one while this runs, which autogenerate cannot follow: name it in the models (MetaData(schema=…)), or write env.py by hand.`;
  return [{ file: schema.file, ...schema.position, message }];
}
