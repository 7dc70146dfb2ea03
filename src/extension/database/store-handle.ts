import { childOf, children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import type { PythonSource } from '../environment/python-source.js';
import { assignedTo, calleeOf } from './calls.js';
import { importOf } from './expression.js';
import type { StoreHandle } from './model.js';
import type { Modules } from './modules.js';

const SESSIONS = /(^|\.)(sessionmaker|async_sessionmaker|scoped_session|async_scoped_session)$/;
const CACHE = /^@\s*(functools\.)?(lru_cache|cache)\b/;

interface Wanted {
  readonly kind: 'sql' | 'mongo';
  readonly file: string;
  readonly variable: string;
}

/**
 * What other modules reach the database by that a call connects to: the variable, attribute or cached
 * function that keeps it.
 */
export function handleOf(
  call: SyntaxNode,
  source: PythonSource,
  modules: Modules,
  wanted: Wanted,
): StoreHandle | undefined {
  const owner = functionAround(call);
  const assignment = ancestor(call, 'AssignStatement');
  if (assignment === undefined || (owner !== undefined && !isWithin(assignment, owner))) {
    return owner === undefined ? undefined : cached(owner, call, source, modules, wanted.kind);
  }
  const what = whatIs(call, assignment, source, wanted.kind);
  const [target] = children(assignment);
  if (what === undefined || target === undefined) return undefined;
  const name = textOf(target, source.text);
  if (target.name === 'MemberExpression') {
    return ofAttribute(name, call, source, modules, wanted, what);
  }
  if (target.name !== 'VariableName') return undefined;
  if (owner === undefined) {
    return ancestor(call, 'ClassDefinition') === undefined
      ? named(name, source, modules, what)
      : undefined;
  }
  if (isGlobal(name, owner, source)) return ofModule(name, source, modules, what);
  return cached(owner, call, source, modules, wanted.kind);
}

/** What a variable holds that is assigned a value with the call in it. */
function whatIs(
  call: SyntaxNode,
  assignment: SyntaxNode,
  source: PythonSource,
  kind: Wanted['kind'],
): StoreHandle['what'] | undefined {
  const value = children(assignment).at(-1);
  if (value === undefined || value.from > call.from) return undefined;
  if (kind === 'sql') {
    if (value.from === call.from) return 'engine';
    const callee = value.name === 'CallExpression' ? calleeOf(value, source) : undefined;
    return callee !== undefined && SESSIONS.test(callee) ? 'sessions' : undefined;
  }
  if (value.from !== call.from) return undefined;
  if (value.to === call.to) return 'client';
  return isDatabaseOf(call, value, source) ? 'database' : undefined;
}

/** `client["x"]`, `client.x` or `client.get_database()`: one step further it is a collection. */
function isDatabaseOf(call: SyntaxNode, value: SyntaxNode, { text }: PythonSource): boolean {
  const member = call.parent;
  if (member?.name !== 'MemberExpression') return false;
  if (member.to === value.to) return true;
  const isGetter = /[.]get_(default_)?database$/.test(textOf(member, text));
  return isGetter && member.parent?.name === 'CallExpression' && member.parent.to === value.to;
}

function named(
  name: string,
  source: PythonSource,
  modules: Modules,
  what: StoreHandle['what'],
): StoreHandle | undefined {
  const line = importOf(name, source, modules);
  return line === undefined ? undefined : { code: name, imports: [line], what };
}

/** `db.client`, `self.engine` of a class with an instance, `app.state.engine`. */
function ofAttribute(
  name: string,
  call: SyntaxNode,
  source: PythonSource,
  modules: Modules,
  { file, variable }: Wanted,
  what: StoreHandle['what'],
): StoreHandle | undefined {
  const [first = '', ...attributes] = name.split('.');
  if (!/^[\w.]+$/.test(name) || attributes.some((each) => each.startsWith('_'))) return undefined;
  if (first === 'self') {
    const type = ancestor(call, 'ClassDefinition');
    const instance = type && instanceOf(type, source, modules);
    if (instance === undefined) return undefined;
    const whole = named(instance.name, instance.source, modules, what);
    return whole && { ...whole, code: [whole.code, ...attributes].join('.') };
  }
  if (modules.origin(first, source).source.file === file && isApplication(first, variable)) {
    const code = ['request', 'app', ...attributes].join('.');
    return { code, imports: [], what, parameter: 'request: Request' };
  }
  const whole = named(first, source, modules, what);
  return whole && { ...whole, code: name };
}

/** Also in a lifespan function, where it is a parameter. */
function isApplication(name: string, variable: string): boolean {
  return name === variable || name === 'app';
}

/** A variable that is set later: what imports it by name has the value from before. */
function ofModule(
  name: string,
  { file }: PythonSource,
  modules: Modules,
  what: StoreHandle['what'],
): StoreHandle {
  const path = modules.nameOf(file).split('.');
  const module = path.pop() ?? '';
  const line = path.length === 0 ? `import ${module}` : `from ${path.join('.')} import ${module}`;
  return { code: `${module}.${name}`, imports: [line], what };
}

/** A function that makes it once and returns it. */
function cached(
  owner: SyntaxNode,
  call: SyntaxNode,
  source: PythonSource,
  modules: Modules,
  kind: Wanted['kind'],
): StoreHandle | undefined {
  const decorated = owner.parent?.name === 'DecoratedStatement' ? owner.parent : undefined;
  const isCached =
    decorated !== undefined &&
    decorated.parent?.name === 'Script' &&
    children(decorated).some((each) => CACHE.test(textOf(each, source.text)));
  const parameters = childOf(owner, 'ParamList');
  const isPlain = parameters !== undefined && textOf(parameters, source.text) === '()';
  const returned = ancestor(call, 'ReturnStatement');
  const isWhole = returned !== undefined && children(returned)[1]?.to === call.to;
  const name = childOf(owner, 'VariableName');
  if (!isCached || !isPlain || !isWhole || name === undefined) return undefined;
  const what = kind === 'sql' ? 'engine' : 'client';
  const whole = named(textOf(name, source.text), source, modules, what);
  return whole && { ...whole, code: `${whole.code}()` };
}

/** The module-level variable that holds an object of a class. */
function instanceOf(
  type: SyntaxNode,
  source: PythonSource,
  modules: Modules,
): { readonly name: string; readonly source: PythonSource } | undefined {
  const name = textOf(childOf(type, 'VariableName') ?? type, source.text);
  for (const other of modules.matching(new RegExp(`\\b${name}\\(`))) {
    for (const statement of other.statements) {
      const assigned = assignedTo(statement);
      if (assigned?.value.name !== 'CallExpression') continue;
      const [callee] = children(assigned.value);
      if (callee?.name !== 'VariableName') continue;
      const origin = modules.origin(textOf(callee, other.text), other);
      if (origin.source.file !== source.file || origin.name !== name) continue;
      return { name: textOf(assigned.name, other.text), source: other };
    }
  }
  return undefined;
}

function isGlobal(name: string, owner: SyntaxNode, { text }: PythonSource): boolean {
  let found = false;
  visit(owner, (node) => {
    if (node.name === 'ScopeStatement') {
      found ||= new RegExp(`^global\\b.*\\b${name}\\b`).test(textOf(node, text));
    }
    return !found;
  });
  return found;
}

function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  return ancestor(node, 'FunctionDefinition');
}

function ancestor(node: SyntaxNode, name: string): SyntaxNode | undefined {
  for (let at = node.parent; at !== null; at = at.parent) if (at.name === name) return at;
  return undefined;
}

function isWithin(node: SyntaxNode, owner: SyntaxNode): boolean {
  return node.from > owner.from && node.to <= owner.to;
}
