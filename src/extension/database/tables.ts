import { argument, argumentsOf } from '../../edit/python/calls.js';
import {
  childOf,
  children,
  definitionOf,
  textOf,
  visit,
  type SyntaxNode,
} from '../../edit/python/nodes.js';
import { stringValue } from '../../edit/python/strings.js';
import type { PythonClass } from '../environment/classes.js';
import type { PythonSource } from '../environment/python-source.js';
import type { Base } from './base.js';
import { assignedTo, callsIn } from './calls.js';
import type { Modules } from './modules.js';

/** A table that the code defines: by a class or by `Table(...)`. */
export interface TableDefinition {
  readonly source: PythonSource;
  readonly node: SyntaxNode;
  readonly base: Base;
  /** The expression its schema is given by, and the module that holds it; none for the default. */
  readonly schema: { readonly node: SyntaxNode; readonly source: PythonSource } | undefined;
}

const TABLE_WORDS =
  /__tablename__|__table_args__|mapped_column|Mapped\b|\bColumn\b|\bTable\(|table\s*=\s*True/;
const TABLE = /^sqlalchemy\.(\w+\.)*Table$/;
const MAX_DEPTH = 12;

/** The tables of the modules. */
export function tablesOf(modules: Modules, bases: readonly Base[]): TableDefinition[] {
  return modules
    .matching(TABLE_WORDS)
    .flatMap((source) => [
      ...modules.classes.in(source.file).flatMap((each) => mapped(each, modules, bases) ?? []),
      ...coreTables(source, modules, bases),
    ]);
}

function mapped(
  each: PythonClass,
  modules: Modules,
  bases: readonly Base[],
): TableDefinition | undefined {
  const { node, source } = each;
  const base = baseOf(each, modules, bases);
  if (base === undefined || (base.node === node && base.kind === 'class') || isAbstract(each))
    return undefined;
  const isTable = argumentsOf(node, source.text).some(({ keyword }) => keyword === 'table');
  if (base.kind === 'sqlmodel' && !isTable) return undefined;
  const schema = schemaOf(each, modules, base);
  return { source, node, base, schema };
}

/** The declarative base a class derives from in the end. */
function baseOf(
  each: PythonClass,
  modules: Modules,
  bases: readonly Base[],
  depth = 0,
): Base | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { node, source } = each;
  const own = bases.find((base) => base.node === node);
  if (own !== undefined) return own;
  for (const { keyword, value } of argumentsOf(node, source.text)) {
    if (keyword !== undefined) continue;
    const named = nameOf(value, source, modules);
    const found = bases.find(
      (base) =>
        base.kind === 'class' &&
        base.name === named?.name &&
        base.source.file === named.source.file,
    );
    if (found !== undefined) return found;
  }
  return modules.classes
    .basesOf(each)
    .map((parent) => baseOf(parent, modules, bases, depth + 1))
    .find((base) => base !== undefined);
}

/** Where the name of a base class is bound: `Base`, `db.Base`. */
function nameOf(
  node: SyntaxNode,
  source: PythonSource,
  modules: Modules,
): { source: PythonSource; name: string } | undefined {
  if (node.name === 'VariableName') return modules.origin(textOf(node, source.text), source);
  const [object, , property] = node.name === 'MemberExpression' ? children(node) : [];
  if (object?.name !== 'VariableName' || property === undefined) return undefined;
  const module = modules.moduleNamed(textOf(object, source.text), source);
  return module && modules.origin(textOf(property, source.text), module);
}

function bodyOf(node: SyntaxNode): SyntaxNode[] {
  const body = childOf(node, 'Body');
  return body === undefined ? [] : children(body);
}

function isAbstract({ node, source }: PythonClass): boolean {
  return bodyOf(node).some((statement) => {
    const assigned = assignedTo(statement);
    return (
      assigned !== undefined &&
      textOf(assigned.name, source.text) === '__abstract__' &&
      textOf(assigned.value, source.text) === 'True'
    );
  });
}

/** `__table_args__` of the class or of what it derives from, else the MetaData's schema. */
function schemaOf(each: PythonClass, modules: Modules, base: Base): TableDefinition['schema'] {
  const own = tableArguments(each, modules);
  if (own !== undefined) return own;
  return base.schema && { node: base.schema, source: base.schemaSource };
}

function tableArguments(each: PythonClass, modules: Modules, depth = 0): TableDefinition['schema'] {
  const { node, source } = each;
  for (const statement of bodyOf(node)) {
    const definition = definitionOf(statement);
    const name = assignedTo(statement)?.name ?? (definition && childOf(definition, 'VariableName'));
    if (name === undefined || textOf(name, source.text) !== '__table_args__') continue;
    const value = schemaIn(statement, source.text);
    return value && { node: value, source };
  }
  if (depth > MAX_DEPTH) return undefined;
  return modules.classes
    .basesOf(each)
    .map((parent) => tableArguments(parent, modules, depth + 1))
    .find((found) => found !== undefined);
}

/** The value of `"schema": …` or `schema=…` anywhere in a statement. */
function schemaIn(statement: SyntaxNode, text: string): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  visit(statement, (node) => {
    if (node.name === 'DictionaryExpression') {
      const parts = children(node);
      const at = parts.findIndex((part) => stringValue(part, text) === 'schema');
      if (at > 0 && parts[at + 1]?.name === ':') found ??= parts[at + 2];
    }
    if (node.name === 'CallExpression') found ??= argument(argumentsOf(node, text), -1, 'schema');
    return true;
  });
  return found;
}

function coreTables(
  source: PythonSource,
  modules: Modules,
  bases: readonly Base[],
): TableDefinition[] {
  return callsIn(source).flatMap(({ node, callee }) => {
    if (!TABLE.test(callee)) return [];
    const args = argumentsOf(node, source.text);
    const metadata = argument(args, 1, 'metadata');
    if (metadata === undefined) return [];
    const owner = metadata.name === 'MemberExpression' ? children(metadata)[0] : metadata;
    const named = owner && nameOf(owner, source, modules);
    const base = bases.find(
      ({ name, source: at }) => name === named?.name && at.file === named.source.file,
    );
    if (base === undefined) return [];
    const schema = argument(args, -1, 'schema');
    if (schema !== undefined) return [{ source, node, base, schema: { node: schema, source } }];
    const inherited = base.schema && { node: base.schema, source: base.schemaSource };
    return [{ source, node, base, schema: inherited }];
  });
}
