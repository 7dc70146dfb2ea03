import { argumentsOf, calleeOf } from '../../edit/python/calls.js';
import { unescapedUrls } from '../../edit/python/escape-percent.js';
import { textOf } from '../../edit/python/nodes.js';
import type { PythonOperation } from '../../edit/python/index.js';
import { callsIn } from '../../extension/database/calls.js';
import type { Database } from '../../extension/database/model.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { Extension } from '../../extension/model.js';
import type { Change } from '../rule.js';
import { KEEP_LOGGERS } from './environment-faults.js';
import { hiddenModules } from './hidden-modules.js';
import { upgradesInCode } from './migrates-itself.js';

const CONFIGURE = 'context.configure';

/** What a machine can mend in an env.py that is there: its imports, and what autogenerate looks at. */
export function environmentRepairs(extension: Extension, database: Database): Change[] {
  const { env, unseen = [] } = database.alembic ?? {};
  if (env === undefined || !extension.files.has(env)) return [];
  const change = (summary: string, operations: readonly PythonOperation[]): Change[] =>
    operations.length === 0
      ? []
      : [{ summary, edits: [{ kind: 'python', file: env, operations }] }];
  const imports = unseen.map(({ name }): PythonOperation => ({
    op: 'ensure-import',
    module: name,
    name: undefined,
    above: 'target_metadata',
  }));
  const urls = isEscaped(extension, env) ? [] : [{ op: 'escape-percent' } as const];
  const loggers = upgradesInCode(extension, database.dir)
    ? [{ op: 'pass-keyword', ...KEEP_LOGGERS } as const]
    : [];
  return [
    ...change(`have revisions find what lies beside ${env}`, helpers(extension, database)),
    ...change(`leave the loggers of ${database.dir} on when ${env} runs in it`, loggers),
    ...change(`let a password in ${env} have a percent sign`, urls),
    ...change(`have ${env} know every model`, imports),
    ...change(
      `have autogenerate look at the schema of ${database.dir} only`,
      filter(extension, database),
    ),
  ];
}

/** Alembic runs env.py before it loads revisions, but for commands that ask no database. */
function helpers(extension: Extension, database: Database): PythonOperation[] {
  const text = extension.files.get(database.alembic?.env ?? '')?.text ?? '';
  const knowsContext = /^from alembic import [^\n]*\bcontext\b/m.test(text);
  if (!knowsContext || hiddenModules(extension, database).length === 0) return [];
  const code = [
    '# Revisions import their helpers as alembic.*: have the library look in here, too.',
    'alembic.__path__.append(context.script.dir)',
  ].join('\n');
  const above = 'target_metadata';
  return [
    { op: 'ensure-import', module: 'alembic', name: undefined, isUsed: true, above },
    { op: 'insert-below-imports', above, code },
  ];
}

function isEscaped({ files }: Extension, env: string): boolean {
  const file = files.get(env);
  return file === undefined || unescapedUrls(pythonSource(file)).length === 0;
}

/** Only where env.py names the schema itself, and it is not the one that has no name in Alembic. */
function filter(extension: Extension, { alembic, schema }: Database): PythonOperation[] {
  const file = extension.files.get(alembic?.env ?? '');
  if (file === undefined || schema.kind !== 'named') return [];
  if (schema.name === undefined || schema.name === 'public') return [];
  const source = pythonSource(file);
  const given = callsIn(source)
    .filter(({ node }) => calleeOf(node, source.text) === CONFIGURE)
    .flatMap(({ node }) => argumentsOf(node, source.text));
  const has = (name: string): boolean => given.some(({ keyword }) => keyword === name);
  if (!has('include_schemas') || has('include_name') || has('include_object') || has('**')) {
    return [];
  }
  const names = new Set(
    given
      .filter(({ keyword }) => keyword === 'version_table_schema')
      .map(({ value }) => textOf(value, source.text)),
  );
  const [name] = names;
  // A name of the module, and no variable of the function around the call.
  const isKnown = name !== undefined && (isGlobal(name, source.text) || /^["']/.test(name));
  if (names.size !== 1 || !isKnown) return [];
  const code = [
    'def include_name(name: object, type_: str, parents: object) -> bool:',
    '    """Look at this schema only: autogenerate would drop every table of another one."""',
    `    return name == ${name} if type_ == "schema" else True`,
    '',
  ].join('\n');
  return [
    {
      op: 'pass-function',
      call: CONFIGURE,
      beside: 'include_schemas',
      name: 'include_name',
      instead: ['include_object'],
      code,
    },
  ];
}

function isGlobal(name: string, text: string): boolean {
  const [first = ''] = name.split('.');
  if (!/^[A-Za-z_][\w.]*$/.test(name)) return false;
  return new RegExp(
    `^(${first}\\b\\s*[:=]|(from|import)\\b[^#\\n]*\\b${first}\\b|\\s{4}${first},$)`,
    'm',
  ).test(text);
}
