import { argumentsOf } from '../../edit/python/calls.js';
import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { callArguments } from './arguments.js';
import { dottedValue } from './imports.js';
import type { Machine } from './machine.js';
import { isRegistration, register } from './register.js';
import { UNKNOWN, type Value, type Binding, type Scope } from './values.js';

/** A name that may well hold an application or router. */
const ROUTERLIKE = /app|api|rout|server/i;

/** Does what a call in a statement of its own does to routers. */
export function doCall(machine: Machine, whole: SyntaxNode | undefined, scope: Scope): void {
  const node = awaited(whole);
  if (node?.name !== 'CallExpression') return;
  const callee = children(node)[0];
  if (callee?.name === 'MemberExpression' && doMethod(machine, node, callee, scope)) return;
  if (hasEffect(machine, node, scope)) machine.evaluate(node, scope);
}

/** `router.get("/x", …)` and the like; false where the method is none of a router's. */
function doMethod(machine: Machine, call: SyntaxNode, callee: SyntaxNode, scope: Scope): boolean {
  const [object, , property] = children(callee);
  const method = property?.name === 'PropertyName' ? textOf(property, scope.module.text) : '';
  const isAppend = method === 'append' || method === 'extend';
  if (object === undefined || !(isRegistration(method) || isAppend)) return false;
  if (isAppend && !textOf(object, scope.module.text).endsWith('routes')) return false;
  const value = machine.evaluate(object, scope);
  const args = callArguments(machine, call, scope);
  if (value.kind === 'router' && !isAppend) {
    register(value, method, args, scope.module);
    return true;
  }
  if (value.kind === 'routes') {
    const added = args.positional(0);
    const items = added?.kind === 'list' ? added.items : [added ?? UNKNOWN];
    for (const item of items) if (item.kind === 'entry') value.router.entries.push(item.entry);
    return true;
  }
  return false;
}

/** `@router.get("/x")` above a function or class. */
export function doDecorator(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const names = children(node).filter(({ name }) => name === 'VariableName');
  const last = names.at(-1);
  if (last === undefined || names.length < 2) return;
  const method = textOf(last, scope.module.text);
  if (!isRegistration(method)) return;
  const value = dottedValue(machine, names.slice(0, -1), scope);
  if (value.kind !== 'router') return;
  register(value, method, callArguments(machine, node, scope), scope.module);
}

/**
 * True for a call that may touch routers: one of a method of an object of ours, of a function of
 * ours in this module, or one that is handed an application or router. Deciding loads nothing that
 * is merely imported, unless its name says that it is a router.
 */
export function hasEffect(machine: Machine, whole: SyntaxNode, scope: Scope): boolean {
  const node = awaited(whole);
  if (node?.name !== 'CallExpression') return false;
  const [callee] = children(node);
  if (callee !== undefined && /^super\s*\(/.test(textOf(callee, scope.module.text))) return true;
  const root = rootOf(callee, scope);
  if (root !== undefined && !root.isImport && isOurs(root.get())) return true;
  return argumentsOf(node, scope.module.text).some(({ value }) => {
    const source = textOf(value, scope.module.text);
    const binding = rootOf(value, scope);
    if (binding === undefined || (binding.isImport && !ROUTERLIKE.test(source))) return false;
    return isOurs(machine.evaluate(value, scope));
  });
}

/** What stands behind every `await`. */
function awaited(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let inner = node;
  while (inner?.name === 'AwaitExpression') inner = children(inner)[1];
  return inner;
}

function isOurs({ kind }: Value): boolean {
  return kind === 'router' || kind === 'instance' || kind === 'function' || kind === 'class';
}

/** The binding of the name an expression starts with: `self` of `self.routers.add(x)`. */
function rootOf(node: SyntaxNode | undefined, scope: Scope): Binding | undefined {
  let root = node;
  while (root?.name === 'MemberExpression' || root?.name === 'CallExpression') {
    root = children(root)[0];
  }
  if (root?.name !== 'VariableName') return undefined;
  const name = textOf(root, scope.module.text);
  let at: Scope | undefined = scope;
  while (at !== undefined) {
    const found = at.last(name);
    if (found !== undefined) return found;
    at = at.parent;
  }
  return undefined;
}
