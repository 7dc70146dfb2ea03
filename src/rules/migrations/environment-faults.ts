import { posix } from 'node:path';
import { argumentsOf } from '../../edit/python/calls.js';
import { unescapedUrls } from '../../edit/python/escape-percent.js';
import { callsWithout } from '../../edit/python/pass-keyword.js';
import { callsIn } from '../../extension/database/calls.js';
import type { Database, ModelModule } from '../../extension/database/model.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { Extension } from '../../extension/model.js';
import { hiddenModules } from './hidden-modules.js';
import { upgradesInCode } from './migrates-itself.js';
import type { Finding } from '../rule.js';

const MAX_NAMES = 5;
/** Without it fileConfig disables all loggers that are not in its file (Python, "logging.config"). */
export const KEEP_LOGGERS = {
  calls: ['fileConfig', 'config.fileConfig', 'logging.config.fileConfig'],
  keyword: 'disable_existing_loggers',
  value: 'False',
} as const;

/** What an env.py that is there does wrong, as far as its calls tell. */
export function environmentFaults(extension: Extension, database: Database): Finding[] {
  const { alembic, schema, dir } = database;
  const file = extension.files.get(alembic?.env ?? '');
  const found = [
    ...packageFault(extension, database),
    ...hiddenModules(extension, database).map(({ file: module, position, name, path }) => ({
      file: module,
      ...position,
      message: `${name} is ${path}, and every "alembic" command looks for it in the library of that name: revisions cannot be loaded. Move it into the application, or add its directory to alembic.__path__ in env.py.`,
    })),
  ];
  if (file === undefined) return found;
  const source = pythonSource(file);
  found.push(...unseenFault(file.path, alembic?.unseen ?? []));
  const calls = callsIn(source);
  const configured = calls.filter(({ callee }) => callee.endsWith('context.configure'));
  const [first] = configured;
  const keywords = new Set(
    configured.flatMap(({ node }) => argumentsOf(node, source.text).map(({ keyword }) => keyword)),
  );
  const add = (node: Parameters<typeof source.position>[0], message: string): void => {
    found.push({ file: file.path, ...source.position(node), message });
  };
  // With `**options` nobody can tell what is missing.
  if (first !== undefined && !keywords.has('**')) {
    if (schema.kind === 'named' && !keywords.has('version_table_schema')) {
      add(
        first.node,
        `context.configure has no version_table_schema: where the schema of ${dir} is dropped, the version stays, and no table is made again.`,
      );
    }
    if (
      keywords.has('include_schemas') &&
      !keywords.has('include_name') &&
      !keywords.has('include_object')
    ) {
      add(
        first.node,
        'include_schemas without include_name or include_object: autogenerate would drop every other table in the database, the Platform’s too.',
      );
    }
  }
  if (upgradesInCode(extension, dir)) {
    for (const call of callsWithout(source, KEEP_LOGGERS)) {
      add(
        call,
        `fileConfig switches off every logger that is there before it: ${dir}, which migrates when it starts, logs no error from then on. Pass disable_existing_loggers=False.`,
      );
    }
  }
  for (const url of unescapedUrls(source)) {
    const call = url.parent?.parent ?? url;
    add(
      call,
      'The URL goes through set_main_option, which fails for a password with "%": write .replace("%", "%%") behind it.',
    );
  }
  return found;
}

/** One finding for all modules with tables that env.py does not bring along. */
function unseenFault(env: string, unseen: readonly ModelModule[]): Finding[] {
  const [first] = unseen;
  if (first === undefined) return [];
  const names = unseen.slice(0, MAX_NAMES).map(({ name }) => name);
  const rest = unseen.length - names.length;
  const all = [...names, ...(rest > 0 ? [`${rest} more`] : [])];
  const list = all.length === 1 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  const whose = unseen.length === 1 ? 'its' : 'their';
  const message = `${env} does not import ${list}: autogenerate does not see ${whose} tables, and would drop them where they are.`;
  return [{ file: first.file, ...first.position, message }];
}

/** A package named like the library hides it, unless it has a package around it: `core.alembic`. */
function packageFault({ paths }: Extension, { alembic }: Database): Finding[] {
  const init = `${alembic?.location ?? ''}/__init__.py`;
  if (alembic === undefined || posix.basename(alembic.location) !== 'alembic') return [];
  if (!paths.has(init) || paths.has(`${posix.dirname(alembic.location)}/__init__.py`)) return [];
  const message =
    '__init__.py makes a package of this directory that hides the library of the same name: remove it.';
  return [{ file: init, line: 1, column: 1, message }];
}
