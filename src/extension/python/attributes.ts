import { noArguments } from './arguments.js';
import { isFrameworkName } from './construct.js';
import type { Machine } from './machine.js';
import { children } from '../../edit/python/nodes.js';
import { UNKNOWN, isNothing, type ClassValue, type Value, type Scope } from './values.js';

/** The value of `value.name`. */
export function attribute(machine: Machine, value: Value, name: string, scope: Scope): Value {
  switch (value.kind) {
    case 'module':
      return moduleAttribute(machine, value, name);
    case 'external':
      return { kind: 'external', name: `${value.name}.${name}` };
    case 'class':
      return member(machine, value, name) ?? UNKNOWN;
    case 'instance':
      return (
        value.attributes.get(name) ??
        bound(machine, value, member(machine, value.type, name), scope)
      );
    case 'router':
      if (name === 'router') return value;
      if (name === 'routes') return { kind: 'routes', router: value };
      return bound(machine, value, value.type && member(machine, value.type, name), scope);
    case 'super':
      return bound(machine, value.self, inherited(machine, value.type, name), scope);
    case 'string':
      // the value of an enumeration's member
      return name === 'value' ? value : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** A name of a module; where it has none, a submodule of that name. */
export function moduleAttribute(
  machine: Machine,
  target: Extract<Value, { kind: 'module' }>,
  name: string,
): Value {
  const scope = target.file === undefined ? undefined : machine.load(target.file);
  // `from . import users` in a package's own file binds the submodule it is asking for.
  const own = (scope && nameIn(machine, scope, name)) ?? UNKNOWN;
  return isNothing(own) ? (machine.project.at(`${target.dir}/${name}`) ?? own) : own;
}

/** A name of a scope, also one that `from x import *` brings. */
export function nameIn(
  machine: Machine,
  scope: Scope,
  name: string,
  before?: number,
): Value | undefined {
  const own = scope.own(name, before);
  if (own !== undefined) return own;
  for (const star of scope.stars.toReversed()) {
    const source = star();
    // Another package brings names that cannot be known, but for the framework's own.
    if (source.kind === 'external' && !isFrameworkName(`${source.name}.${name}`)) continue;
    const value = isNothing(source) ? source : attribute(machine, source, name, scope);
    if (!isNothing(value)) return value;
  }
  return undefined;
}

/** A member of a class or of one it derives from. */
export function member(
  machine: Machine,
  type: ClassValue,
  name: string,
  depth = 0,
): Value | undefined {
  const own = type.members.own(name);
  if (own?.kind === 'function') return { ...own, owner: type };
  return own ?? inherited(machine, type, name, depth);
}

/** A member of the classes that a class derives from. */
function inherited(machine: Machine, type: ClassValue, name: string, depth = 0): Value | undefined {
  if (depth > 8) return undefined;
  for (const base of basesOf(machine, type)) {
    const found = base.kind === 'class' ? member(machine, base, name, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The values of the classes a class derives from. */
export function basesOf(machine: Machine, type: ClassValue): Value[] {
  const list = type.node.getChild('ArgList');
  if (list === null) return [];
  return children(list)
    .filter(({ name, prevSibling, nextSibling }) => {
      const isKeyword = nextSibling?.name === 'AssignOp' || prevSibling?.name === 'AssignOp';
      return /^(VariableName|MemberExpression|CallExpression)$/.test(name) && !isKeyword;
    })
    .map((node) => machine.evaluate(node, type.scope));
}

/** A member seen through an object: functions get it as their `self`, properties run. */
function bound(machine: Machine, self: Value, found: Value | undefined, scope: Scope): Value {
  if (found?.kind !== 'function') return found ?? UNKNOWN;
  const method: Value = { ...found, self };
  if (!found.isProperty) return method;
  return machine.call(method, noArguments(found.node), scope);
}
