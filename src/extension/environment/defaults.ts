import { children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { assignmentOf, bodyOf } from './class-config.js';
import { environCall, type EnvironCall } from './environ-calls.js';
import { evaluate, type Surroundings } from './evaluate.js';
import type { CodeDefault } from './model.js';
import type { PythonSource } from './python-source.js';
import type { SettingsField } from './settings.js';
import { environmentText } from './value.js';

type Fixed = ReadonlyMap<string, string>;

/** What a settings field is without its variable, in a deployment that fixes some others. */
export function fieldDefault(
  { declared, variables }: SettingsField,
  fixed: Fixed,
  isJson: boolean,
): CodeDefault {
  if (declared.default.kind === 'required') return { kind: 'required' };
  if (declared.default.kind === 'computed') return { kind: 'computed', from: [] };
  const { node } = declared.default;
  const names = namesAbove(declared.node, declared.source);
  const found = resolve(node, declared.source, names, fixed, variables);
  // What is not JSON when it is read cannot be told from what is.
  return declared.undecoded || (!isJson && isCollection(found))
    ? { kind: 'computed', from: [] }
    : found;
}

/** What `os.getenv` gives without the variable. */
export function callDefault(call: EnvironCall, source: PythonSource, fixed: Fixed): CodeDefault {
  if (call.required) return { kind: 'required' };
  if (call.fallback === undefined) return { kind: 'none' };
  return resolve(call.fallback, source, namesAbove(call.node, source), fixed, [call.name]);
}

function resolve(
  node: SyntaxNode,
  source: PythonSource,
  names: ReadonlyMap<string, SyntaxNode>,
  fixed: Fixed,
  own: readonly string[],
): CodeDefault {
  const asked = new Set<string>();
  const given = new Map<string, string>();
  const where: Surroundings = {
    source,
    lookup: (name) => names.get(name),
    environment: (name) => {
      if (own.includes(name)) return undefined;
      const value = fixed.get(name);
      if (value === undefined) asked.add(name);
      else given.set(name, value);
      return value;
    },
  };
  const value = evaluate(node, where);
  if (value === undefined || asked.size > 0) {
    return { kind: 'computed', from: mentioned(node, source, names, own) };
  }
  const text = environmentText(value);
  return text === undefined ? { kind: 'none' } : { kind: 'known', text, given: [...given] };
}

/** The names and variables that an expression is made of. */
function mentioned(
  node: SyntaxNode,
  source: PythonSource,
  names: ReadonlyMap<string, SyntaxNode>,
  own: readonly string[],
): string[] {
  const found = new Set<string>();
  visit(node, (part) => {
    const call = environCall(part, source);
    const name = call?.name ?? (part.name === 'VariableName' ? textOf(part, source.text) : '');
    if ((call !== undefined || names.has(name)) && !own.includes(name)) found.add(name);
    return true;
  });
  return [...found];
}

/** What a class body and a module bind above a place, the nearest binding of a name winning. */
function namesAbove(node: SyntaxNode, source: PythonSource): Map<string, SyntaxNode> {
  const names = new Map<string, SyntaxNode>();
  const add = (statements: readonly SyntaxNode[]): void => {
    for (const statement of statements) {
      if (statement.from >= node.from) break;
      const assignment = assignmentOf(statement, source.text);
      if (assignment?.value !== undefined) names.set(assignment.name, assignment.value);
    }
  };
  add(source.statements);
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at.name !== 'ClassDefinition') continue;
    add(bodyOf(at));
    break;
  }
  return names;
}

function isCollection(found: CodeDefault): boolean {
  return found.kind === 'known' && /^[[{]/.test(found.text);
}

/** The comment at the end of a statement's line, for people and not for tools. */
export function trailingComment(node: SyntaxNode, text: string): string | undefined {
  const last = children(node).at(-1)?.to ?? node.to;
  const end = /[\r\n]/.exec(text.slice(last))?.index ?? text.length - last;
  const [, comment = ''] = /^\s*#+\s*(.*)$/.exec(text.slice(last, last + end)) ?? [];
  const isForTools = /^(noqa|type:|pragma|pylint|mypy|nosec|fmt:|ruff|pyright|todo|fixme|nosonar)/i;
  return comment === '' || isForTools.test(comment) ? undefined : comment.trim();
}
