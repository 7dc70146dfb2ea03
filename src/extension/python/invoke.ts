import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { basesOf, member } from './attributes.js';
import { callExternal, makeRouter, routerClass } from './construct.js';
import type { CallArguments, Machine } from './machine.js';
import { Namespace, once } from './namespace.js';
import { UNKNOWN, type ClassValue, type FunctionValue, type Value, type Scope } from './values.js';

/** What a call gives, after doing what it does to routers. */
export function invoke(machine: Machine, callee: Value, args: CallArguments, scope: Scope): Value {
  if (callee.kind === 'function') return run(machine, callee, args);
  if (callee.kind === 'class') return instantiate(machine, callee, args, scope);
  if (callee.kind === 'super') return callee;
  if (callee.kind !== 'external') return UNKNOWN;
  if (callee.name === 'builtins.str') return args.positional(0) ?? UNKNOWN;
  return callExternal(callee.name, args, scope.module);
}

function instantiate(machine: Machine, type: ClassValue, args: CallArguments, scope: Scope): Value {
  const router = routerBase(machine, type);
  const object: Value =
    router === undefined
      ? { kind: 'instance', type, attributes: new Map() }
      : makeRouter(router, args, scope.module, type);
  const initialise = member(machine, type, '__init__');
  if (initialise?.kind === 'function') {
    run(machine, { ...initialise, self: object }, args);
  } else if (object.kind === 'instance') {
    for (const name of args.keywords) {
      object.attributes.set(name, args.keyword(name) ?? UNKNOWN);
    }
  }
  return object;
}

/** The framework's class that a class of ours derives from. */
function routerBase(machine: Machine, type: ClassValue, depth = 0): string | undefined {
  for (const base of basesOf(machine, type)) {
    if (base.kind === 'external') {
      const name = routerClass(base.name);
      if (name !== undefined) return name;
    }
    if (base.kind === 'class' && depth < 8) {
      const name = routerBase(machine, base, depth + 1);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

/** Runs a function's body in a scope of its own. */
export function run(
  machine: Machine,
  callee: FunctionValue,
  args: CallArguments,
  frame = new Namespace(callee.scope.module, callee.scope),
): Value {
  frame.callee = callee;
  bindParameters(machine, callee, args, frame);
  const body = callee.node.getChild('Body');
  if (body !== null) machine.execute(children(body).slice(1), frame);
  return frame.returned;
}

function bindParameters(
  machine: Machine,
  callee: FunctionValue,
  args: CallArguments,
  frame: Scope,
): void {
  const list = callee.node.getChild('ParamList');
  const parts = list === null ? [] : children(list);
  const source = callee.scope.module.text;
  let position = callee.self === undefined ? 0 : -1;
  let isKeywordOnly = false;
  for (const [index, part] of parts.entries()) {
    const word = textOf(part, source);
    if (word === '*') isKeywordOnly = true;
    if (part.name !== 'VariableName' || parts[index - 1]?.name === 'AssignOp') continue;
    if (/^\*+$/.test(wordBefore(parts, index, source))) {
      frame.set(word, UNKNOWN);
      continue;
    }
    const at = isKeywordOnly ? undefined : position;
    position += 1;
    if (at === -1) frame.set(word, callee.self ?? UNKNOWN);
    else {
      const preset = defaultOf(parts, index);
      const get = once(
        () =>
          (at === undefined ? undefined : args.positional(at)) ??
          args.keyword(word) ??
          (preset === undefined ? UNKNOWN : machine.evaluate(preset, callee.scope)),
      );
      frame.bind(word, { isImport: false, offset: part.from, get });
    }
  }
}

function wordBefore(parts: readonly SyntaxNode[], index: number, source: string): string {
  const before = parts[index - 1];
  return before === undefined ? '' : textOf(before, source);
}

/** The default of a parameter: `name: type = default`. */
function defaultOf(parts: readonly SyntaxNode[], index: number): SyntaxNode | undefined {
  const after = parts[index + 1]?.name === 'TypeDef' ? index + 2 : index + 1;
  return parts[after]?.name === 'AssignOp' ? parts[after + 1] : undefined;
}
