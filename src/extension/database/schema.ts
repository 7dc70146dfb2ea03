import { childOf, children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { stringValue } from '../../edit/python/strings.js';
import type { PythonSource } from '../environment/python-source.js';
import { assignedTo } from './calls.js';
import { importable } from './expression.js';
import type { Schema } from './model.js';
import type { Modules } from './modules.js';
import type { TableDefinition } from './tables.js';

/** The tables of the schema that most are in; others may be the Platform's, with a model here too. */
export function ownTables(tables: readonly TableDefinition[]): TableDefinition[] {
  const groups = new Map<string, TableDefinition[]>();
  for (const table of tables) {
    const key = writtenSchema(table);
    groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

function writtenSchema({ schema }: TableDefinition): string {
  return schema === undefined ? '' : textOf(schema.node, schema.source.text);
}

/** The schema of tables that are all in one. */
export function schemaOf(tables: readonly TableDefinition[], modules: Modules): Schema {
  const schema = tables[0]?.schema;
  if (schema === undefined || schema.node.name === 'None') {
    return chosenAtRunTime(modules) ?? { kind: 'default' };
  }
  const { node, source } = schema;
  const place = { file: source.file, position: source.position(node) };
  const name = literalOf(node, source, modules);
  const expression = importable(node, source, modules);
  if (expression === undefined) return { kind: 'unclear', ...place };
  const isText = stringValue(node, source.text) !== undefined;
  const code = isText ? JSON.stringify(name) : expression.code;
  return { kind: 'named', name, code, imports: expression.imports, ...place };
}

/** Models without a schema may still be in one: by the engine's translation, or the search path. */
function chosenAtRunTime(modules: Modules): Schema | undefined {
  const words = /schema_translate_map|search_path/;
  const [source] = modules.matching(words);
  if (source === undefined) return undefined;
  const statement = source.statements.find((each) => words.test(textOf(each, source.text)));
  const position = statement ? source.position(statement) : { line: 1, column: 1 };
  const by = source.whole.includes('schema_translate_map') ? 'schema_translate_map' : 'search_path';
  return { kind: 'unclear', by, file: source.file, position };
}

/** The text an expression has: a string, a constant, or the default of a settings field. */
function literalOf(
  node: SyntaxNode,
  source: PythonSource,
  modules: Modules,
  depth = 0,
): string | undefined {
  if (depth > 6) return undefined;
  const own = stringValue(node, source.text);
  if (own !== undefined) return own;
  if (node.name === 'VariableName') {
    const origin = modules.origin(textOf(node, source.text), source);
    const value = assignedIn(origin.source.statements, origin.name, origin.source.text);
    return value && literalOf(value, origin.source, modules, depth + 1);
  }
  const [object, , property] = node.name === 'MemberExpression' ? children(node) : [];
  if (object === undefined || property === undefined) return undefined;
  const type = classOf(object, source, modules);
  const body = type && childOf(type.node, 'Body');
  if (type === undefined || body === undefined) return undefined;
  const value = assignedIn(children(body), textOf(property, source.text), type.source.text);
  return value && literalOf(value, type.source, modules, depth + 1);
}

/** The class of `settings` in `settings = Settings()`, or of `get_settings()` by its only class. */
function classOf(object: SyntaxNode, source: PythonSource, modules: Modules) {
  if (object.name !== 'VariableName') return undefined;
  const origin = modules.origin(textOf(object, source.text), source);
  const made = assignedIn(origin.source.statements, origin.name, origin.source.text);
  const [callee] = made?.name === 'CallExpression' ? children(made) : [];
  const name = callee && textOf(callee, origin.source.text);
  const direct = name === undefined ? undefined : modules.classes.named(name, origin.source);
  if (direct !== undefined) return direct;
  const classes = modules.classes.in(origin.source.file);
  return classes.find((each) => modules.classes.flavourOf(each) !== undefined);
}

function assignedIn(
  statements: readonly SyntaxNode[],
  name: string,
  text: string,
): SyntaxNode | undefined {
  return statements.map(assignedTo).find((each) => each && textOf(each.name, text) === name)?.value;
}
