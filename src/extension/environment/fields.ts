import { argument, argumentsOf, type Argument } from '../../edit/python/calls.js';
import { children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { stringValue } from '../../edit/python/strings.js';
import { assignmentOf, bodyOf, stringsIn } from './class-config.js';
import { fieldType, type FieldType } from './field-type.js';
import type { Flavour } from './classes.js';
import type { PythonSource } from './python-source.js';

/** A field as one class declares it. */
export interface DeclaredField {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly source: PythonSource;
  /** Undefined where only a new default is given to an inherited field. */
  readonly type: FieldType | undefined;
  readonly default: FieldDefault;
  /** Names of variables given to the field itself; empty where its own name makes one. */
  readonly aliases: readonly string[];
  readonly description: string | undefined;
  /** True where the text is not parsed as JSON though the type is a list (`NoDecode`). */
  readonly undecoded: boolean;
}

export type FieldDefault =
  | { readonly kind: 'required' }
  | { readonly kind: 'expression'; readonly node: SyntaxNode }
  /** Made by a call at run time. */
  | { readonly kind: 'computed' };

/** The fields that a class's own body declares, in its order. */
export function declaredFields(
  definition: SyntaxNode,
  source: PythonSource,
  flavour: Flavour,
  isInherited: (name: string) => boolean,
): DeclaredField[] {
  return bodyOf(definition).flatMap((statement) => {
    const assignment = assignmentOf(statement, source.text);
    if (assignment === undefined) return [];
    const { name, type, value } = assignment;
    if (name.startsWith('_') || name === 'model_config') return [];
    const annotation = type === undefined ? undefined : textOf(type, source.text).slice(1).trim();
    if (annotation === undefined && !isPlainField(value, flavour, isInherited(name))) return [];
    if (annotation !== undefined && /^(\w+\.)?ClassVar\b/.test(annotation)) return [];
    return [field(name, statement, annotation, type, value, source, flavour)];
  });
}

/** Pydantic 1 also takes `NAME = 5` for a field; a new value for an inherited one is one anyhow. */
function isPlainField(
  value: SyntaxNode | undefined,
  flavour: Flavour,
  isInherited: boolean,
): boolean {
  if (value === undefined || value.name === 'LambdaExpression') return false;
  return isInherited || flavour === 1;
}

function field(
  name: string,
  node: SyntaxNode,
  annotation: string | undefined,
  type: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  source: PythonSource,
  flavour: Flavour,
): DeclaredField {
  const { text } = source;
  const own = value !== undefined && isFieldCall(value, text) ? value : undefined;
  const calls = [own, ...(type === undefined ? [] : fieldCallsIn(type, text))];
  const args = calls.flatMap((call) => (call === undefined ? [] : argumentsOf(call, text)));
  const description = keyword(args, 'description');
  return {
    name,
    node,
    source,
    type: annotation === undefined ? inferredType(value) : fieldType(annotation),
    default: defaultOf(own, value, args, text),
    aliases: aliasesOf(args, flavour, text),
    description: description === undefined ? undefined : stringValue(description, text),
    undecoded: /\bNoDecode\b/.test(annotation ?? ''),
  };
}

function isFieldCall(node: SyntaxNode, text: string): boolean {
  const [callee] = node.name === 'CallExpression' ? children(node) : [];
  return callee !== undefined && /^(\w+\.)*Field$/.test(textOf(callee, text));
}

function fieldCallsIn(type: SyntaxNode, text: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  visit(type, (node) => {
    if (isFieldCall(node, text)) found.push(node);
    return true;
  });
  return found;
}

function keyword(args: readonly Argument[], name: string): SyntaxNode | undefined {
  return args.find((each) => each.keyword === name)?.value;
}

function defaultOf(
  own: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  args: readonly Argument[],
  text: string,
): FieldDefault {
  if (value !== undefined && own === undefined) return expression(value, text);
  const factory = keyword(args, 'default_factory');
  if (factory !== undefined) return { kind: 'computed' };
  const positional = own === undefined ? undefined : argument(argumentsOf(own, text), 0);
  const given = positional ?? keyword(args, 'default');
  return given === undefined ? { kind: 'required' } : expression(given, text);
}

/** `...` is pydantic's way to say that there is no default. */
function expression(node: SyntaxNode, text: string): FieldDefault {
  return textOf(node, text) === '...' ? { kind: 'required' } : { kind: 'expression', node };
}

/** Pydantic 1 has `env=`; pydantic 2 takes `validation_alias=`, else `alias=`. */
function aliasesOf(args: readonly Argument[], flavour: Flavour, text: string): string[] {
  if (flavour === 1) return stringsIn(keyword(args, 'env'), text);
  const alias = keyword(args, 'validation_alias') ?? keyword(args, 'alias');
  if (alias?.name !== 'CallExpression') return stringsIn(alias, text);
  return pathNames(alias, text);
}

/** `AliasChoices('A', AliasPath('B', 0))`: the first name of every path. */
function pathNames(call: SyntaxNode, text: string): string[] {
  const [callee] = children(call);
  const isPath = callee !== undefined && textOf(callee, text).endsWith('AliasPath');
  const args = argumentsOf(call, text).map(({ value }) => value);
  return (isPath ? args.slice(0, 1) : args).flatMap((value) =>
    value.name === 'CallExpression' ? pathNames(value, text) : stringsIn(value, text),
  );
}

const INFERRED: Readonly<Record<string, string>> = {
  Boolean: 'bool',
  String: 'str',
  FormatString: 'str',
  ContinuedString: 'str',
  ArrayExpression: 'list',
  DictionaryExpression: 'dict',
};

/** The type of a default, as pydantic 1 infers it. */
function inferredType(value: SyntaxNode | undefined): FieldType | undefined {
  const name = value === undefined ? undefined : INFERRED[value.name];
  return name === undefined ? undefined : fieldType(name);
}
