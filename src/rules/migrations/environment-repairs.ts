import { argumentsOf, calleeOf } from '../../edit/python/calls.js';
import { unescapedUrls } from '../../edit/python/escape-percent.js';
import { textOf } from '../../edit/python/nodes.js';
import type { PythonOperation } from '../../edit/python/index.js';
import { callsIn } from '../../extension/database/calls.js';
import type { Database } from '../../extension/database/model.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import type { Extension } from '../../extension/model.js';
import type { Change } from '../rule.js';

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
  return [
    ...change(`let a password in ${env} have a percent sign`, urls),
    ...change(`have ${env} know every model`, imports),
    ...change(
      `have autogenerate look at the schema of ${database.dir} only`,
      filter(extension, database),
    ),
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
