import { argumentsOf } from '../../edit/python/calls.js';
import { childOf, children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { stringValue } from '../../edit/python/strings.js';
import type { PythonSource } from './python-source.js';

/** How a settings class makes a variable's name out of a field's. */
export interface ClassConfig {
  readonly prefix: string;
  readonly caseSensitive: boolean;
  /** Between the names of a field and of a field of its model; undefined where they are not taken apart. */
  readonly nested: string | undefined;
  /** `Config.fields` of pydantic 1: names given to single fields. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

export const noConfig: ClassConfig = {
  prefix: '',
  caseSensitive: false,
  nested: undefined,
  names: new Map(),
};

type Pair = readonly [string, SyntaxNode];

/** The configuration of a class: `model_config`, class keywords, `class Config`; over its bases'. */
export function classConfig(
  node: SyntaxNode,
  source: PythonSource,
  base: ClassConfig,
): ClassConfig {
  const { text } = source;
  const found = new Map<string, SyntaxNode>([
    ...keywordsOf(node, text),
    ...bodyOf(node).flatMap((statement) => configPairs(statement, text)),
  ]);
  const string = (key: string): string | undefined => {
    const value = found.get(key);
    return value === undefined ? undefined : stringValue(value, text);
  };
  const sensitive = found.get('case_sensitive');
  return {
    prefix: string('env_prefix') ?? base.prefix,
    caseSensitive:
      sensitive === undefined ? base.caseSensitive : textOf(sensitive, text) === 'True',
    nested: string('env_nested_delimiter') ?? base.nested,
    names: new Map([...base.names, ...fieldNames(found.get('fields'), text)]),
  };
}

/** The statements of a class. */
export function bodyOf(node: SyntaxNode): SyntaxNode[] {
  const body = childOf(node, 'Body');
  return body === undefined ? [] : children(body).slice(1);
}

/** `name = value` or `name: type = value` of one name. */
export function assignmentOf(
  statement: SyntaxNode,
  text: string,
): { readonly name: string; readonly type?: SyntaxNode; readonly value?: SyntaxNode } | undefined {
  if (statement.name !== 'AssignStatement') return undefined;
  const [target, ...rest] = children(statement);
  if (target?.name !== 'VariableName') return undefined;
  const type = rest.find(({ name }) => name === 'TypeDef');
  const [, value, ...more] = rest.filter((part) => part !== type);
  if (more.length > 0) return undefined;
  return {
    name: textOf(target, text),
    ...(type === undefined ? {} : { type }),
    ...(value === undefined ? {} : { value }),
  };
}

function configPairs(statement: SyntaxNode, text: string): Pair[] {
  if (statement.name === 'ClassDefinition') {
    const name = childOf(statement, 'VariableName');
    if (name === undefined || textOf(name, text) !== 'Config') return [];
    return bodyOf(statement).flatMap((each) => {
      const assignment = assignmentOf(each, text);
      return assignment?.value === undefined ? [] : [[assignment.name, assignment.value] as const];
    });
  }
  const assignment = assignmentOf(statement, text);
  if (assignment?.name !== 'model_config' || assignment.value === undefined) return [];
  const { value } = assignment;
  return value.name === 'DictionaryExpression'
    ? dictionaryPairs(value, text)
    : keywordsOf(value, text);
}

function keywordsOf(node: SyntaxNode, text: string): Pair[] {
  return argumentsOf(node, text).flatMap(({ keyword, value }) =>
    keyword === undefined || keyword.startsWith('*') ? [] : [[keyword, value] as const],
  );
}

/** The entries of a dictionary whose keys are plain strings. */
export function dictionaryPairs(node: SyntaxNode, text: string): Pair[] {
  const parts = children(node);
  return parts.flatMap((part, index) => {
    const key = part.name === ':' ? parts[index - 1] : undefined;
    const value = parts[index + 1];
    const name = key === undefined ? undefined : stringValue(key, text);
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
}

/** `fields = {"dsn": {"env": "DATABASE_URL"}}` or a list of names there. */
function fieldNames(node: SyntaxNode | undefined, text: string): [string, string[]][] {
  if (node?.name !== 'DictionaryExpression') return [];
  return dictionaryPairs(node, text).flatMap(([field, value]) => {
    const options = new Map(dictionaryPairs(value, text));
    const names = stringsIn(options.get('env'), text);
    return names.length === 0 ? [] : [[field, names] as [string, string[]]];
  });
}

/** A string, or the strings of a list, tuple or set. */
export function stringsIn(node: SyntaxNode | undefined, text: string): string[] {
  if (node === undefined) return [];
  const own = stringValue(node, text);
  if (own !== undefined) return [own];
  if (!/^(Array|Tuple|Set)Expression$/.test(node.name)) return [];
  return children(node).flatMap((part) => stringValue(part, text) ?? []);
}
