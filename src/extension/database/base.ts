import { argument, argumentsOf } from '../../edit/python/calls.js';
import { childOf, children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import type { PythonClass } from '../environment/classes.js';
import { dottedName, type PythonSource } from '../environment/python-source.js';
import { assignedTo, calleeOf } from './calls.js';
import { importOf } from './expression.js';
import type { Modules } from './modules.js';

/** What the tables of an application are collected in. */
export interface Base {
  /** The name of the base class, or of the MetaData itself. */
  readonly name: string;
  readonly source: PythonSource;
  readonly node: SyntaxNode;
  readonly kind: 'class' | 'sqlmodel' | 'metadata';
  /** The MetaData's `schema`, where it has one. */
  readonly schema: SyntaxNode | undefined;
  /** The module that names `schema`. */
  readonly schemaSource: PythonSource;
}

export const BASE_WORDS =
  /DeclarativeBase|declarative_base|as_declarative|generate_base|table\s*=\s*True|MetaData/;

const BASE_CLASS = /^sqlalchemy\.(\w+\.)*(DeclarativeBase|DeclarativeBaseNoMeta)$/;
const BASE_CALL = /^sqlalchemy\.(\w+\.)*declarative_base$|\.generate_base$/;
const DECORATOR = /^sqlalchemy\.(\w+\.)*as_declarative$|\.as_declarative_base$/;
const METADATA = /^sqlalchemy\.(\w+\.)*MetaData$/;
const SQLMODEL = /^sqlmodel\.(\w+\.)*SQLModel$/;

/** Every declarative base and every MetaData of its own that the modules define. */
export function basesOf(modules: Modules): Base[] {
  return modules
    .matching(BASE_WORDS)
    .flatMap((source) => [
      ...modules.classes.in(source.file).flatMap((each) => baseClass(each, modules) ?? []),
      ...source.statements.flatMap((statement) => assignedBase(statement, source, modules) ?? []),
    ]);
}

function baseClass({ name, node, source }: PythonClass, modules: Modules): Base | undefined {
  const parents = argumentsOf(node, source.text);
  const isBase = parents.some(({ value }) => BASE_CLASS.test(dottedName(value, source) ?? ''));
  const isTable = parents.some(({ keyword }) => keyword === 'table');
  const isModel = isTable && parents.some(({ value }) => isSqlModel(value, source, modules));
  const decorated = node.parent?.name === 'DecoratedStatement' ? children(node.parent) : [];
  const isDecorated = decorated.some((each) => {
    if (each.name !== 'Decorator') return false;
    const called = children(each).find((part) => /VariableName|MemberExpression/.test(part.name));
    return DECORATOR.test((called && dottedName(called, source)) ?? '');
  });
  if (isModel) return { ...plain('SQLModel', node, source), kind: 'sqlmodel' };
  if (!isBase && !isDecorated) return undefined;
  const body = childOf(node, 'Body');
  const own = (body === undefined ? [] : children(body))
    .map(assignedTo)
    .find((each) => each !== undefined && textOf(each.name, source.text) === 'metadata');
  return { ...plain(name, node, source), ...schemaOf(own?.value, source, modules) };
}

function isSqlModel(node: SyntaxNode, source: PythonSource, modules: Modules, depth = 0): boolean {
  if (SQLMODEL.test(dottedName(node, source) ?? '')) return true;
  if (node.name !== 'VariableName' || depth > 8) return false;
  const parent = modules.classes.named(textOf(node, source.text), source);
  return (
    parent !== undefined &&
    argumentsOf(parent.node, parent.source.text).some(({ value }) =>
      isSqlModel(value, parent.source, modules, depth + 1),
    )
  );
}

function assignedBase(
  statement: SyntaxNode,
  source: PythonSource,
  modules: Modules,
): Base | undefined {
  const assigned = assignedTo(statement);
  if (assigned?.value.name !== 'CallExpression') return undefined;
  const { value } = assigned;
  const callee = calleeOf(value, source) ?? '';
  const name = textOf(assigned.name, source.text);
  if (METADATA.test(callee)) {
    return { ...plain(name, value, source), kind: 'metadata', ...schemaOf(value, source, modules) };
  }
  if (!BASE_CALL.test(callee)) return undefined;
  const metadata = argument(argumentsOf(value, source.text), -1, 'metadata');
  return { ...plain(name, value, source), ...schemaOf(metadata, source, modules) };
}

function plain(name: string, node: SyntaxNode, source: PythonSource): Base {
  return { name, node, source, kind: 'class', schema: undefined, schemaSource: source };
}

/** The `schema` of a MetaData that is made here, or of the one a name stands for. */
function schemaOf(
  node: SyntaxNode | undefined,
  source: PythonSource,
  modules: Modules,
): Pick<Base, 'schema' | 'schemaSource'> {
  const nothing = { schema: undefined, schemaSource: source };
  if (node?.name === 'VariableName') {
    const origin = modules.origin(textOf(node, source.text), source);
    const value = origin.source.statements
      .map(assignedTo)
      .find((each) => each && textOf(each.name, origin.source.text) === origin.name)?.value;
    return value?.name === 'CallExpression' ? schemaOf(value, origin.source, modules) : nothing;
  }
  if (node?.name !== 'CallExpression' || !METADATA.test(calleeOf(node, source) ?? ''))
    return nothing;
  return { schema: argument(argumentsOf(node, source.text), 1, 'schema'), schemaSource: source };
}

/** How another module writes the MetaData of a base. */
export function metadataOf(base: Base, modules: Modules): { code: string; imports: string[] } {
  if (base.kind === 'sqlmodel') {
    return { code: 'SQLModel.metadata', imports: ['from sqlmodel import SQLModel'] };
  }
  const line = importOf(base.name, base.source, modules);
  return {
    code: base.kind === 'metadata' ? base.name : `${base.name}.metadata`,
    imports: line === undefined ? [] : [line],
  };
}
