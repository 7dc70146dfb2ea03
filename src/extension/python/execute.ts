import { isMainGuard } from '../../edit/python/limits.js';
import { childOf, children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { assign, assignTargets } from './assign.js';
import { doCall, doDecorator } from './effects.js';
import { bindImport } from './imports.js';
import type { Machine } from './machine.js';
import { Namespace } from './namespace.js';
import { isNothing, type ClassValue, type Value, type Scope } from './values.js';

/** Runs one statement, every branch of a condition included. */
export function execute(machine: Machine, node: SyntaxNode, scope: Scope): void {
  switch (node.name) {
    case 'ImportStatement':
      bindImport(machine, node, scope);
      break;
    case 'AssignStatement':
      assign(machine, node, scope);
      break;
    case 'ExpressionStatement':
      doCall(machine, children(node)[0], scope);
      break;
    case 'ReturnStatement':
      returnValue(machine, children(node)[1], scope);
      break;
    case 'FunctionDefinition':
    case 'ClassDefinition':
      define(machine, node, scope, false);
      break;
    case 'DecoratedStatement':
      decorated(machine, node, scope);
      break;
    case 'ForStatement':
      loop(machine, node, scope);
      break;
    case 'IfStatement':
      // What only a debugging run does is not what is deployed.
      if (!isMainGuard(node, scope.module.text)) bodies(machine, node, scope);
      break;
    case 'StatementGroup':
      machine.execute(children(node), scope);
      break;
    default:
      bodies(machine, node, scope);
  }
}

function bodies(machine: Machine, node: SyntaxNode, scope: Scope): void {
  for (const part of children(node)) {
    if (part.name === 'Body') machine.execute(children(part).slice(1), scope);
    if (part.name === 'MatchBody' || part.name === 'MatchClause') bodies(machine, part, scope);
  }
}

function returnValue(machine: Machine, node: SyntaxNode | undefined, scope: Scope): void {
  if (node === undefined) return;
  const value = machine.evaluate(node, scope);
  if (isNothing(scope.returned)) scope.returned = value;
}

function decorated(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const decorators = children(node).filter(({ name }) => name === 'Decorator');
  const definition = childOf(node, 'FunctionDefinition', 'ClassDefinition');
  const source = scope.module.text;
  const isProperty = decorators.some((decorator) => /property\s*$/.test(textOf(decorator, source)));
  if (definition !== undefined) define(machine, definition, scope, isProperty);
  for (const decorator of decorators.reverse()) doDecorator(machine, decorator, scope);
}

function define(machine: Machine, node: SyntaxNode, scope: Scope, isProperty: boolean): void {
  const name = childOf(node, 'VariableName');
  if (name === undefined) return;
  const value =
    node.name === 'ClassDefinition'
      ? classValue(machine, node, scope)
      : ({ kind: 'function', node, scope: enclosing(scope), isProperty } satisfies Value);
  scope.set(textOf(name, scope.module.text), value, name.from);
}

/** A class's members are found through the class, not by the functions in it. */
const classScopes = new WeakMap<Scope, Scope>();

function classValue(machine: Machine, node: SyntaxNode, scope: Scope): ClassValue {
  const members = new Namespace(scope.module, scope);
  classScopes.set(members, scope);
  const body = node.getChild('Body');
  if (body !== null) machine.execute(children(body).slice(1), members);
  return { kind: 'class', node, scope, members };
}

function enclosing(scope: Scope): Scope {
  return classScopes.get(scope) ?? scope;
}

/** `for router in (users.router, items.router):` runs once for each; else once for an unknown. */
function loop(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const parts = children(node);
  const at = parts.findIndex(({ name }) => name === 'in');
  const targets = parts.slice(parts.findIndex(({ name }) => name === 'for') + 1, at);
  const iterable = parts[at + 1];
  const list = iterable === undefined ? undefined : machine.evaluate(iterable, scope);
  if (list?.kind !== 'list') {
    bodies(machine, node, scope);
    return;
  }
  for (const item of list.items) {
    assignTargets(targets, () => item, scope);
    bodies(machine, node, scope);
  }
}
