import { children, textOf, type SyntaxNode } from '../../edit/python/nodes.js';
import { attribute } from './attributes.js';
import type { Machine } from './machine.js';
import { once } from './namespace.js';
import { UNKNOWN, type Value, type Scope } from './values.js';

const ROUTERLIKE = /app|api|rout/i;

/** One name an import statement brings. */
interface Imported {
  /** The dotted name after `import`. */
  readonly name: string;
  readonly alias: string | undefined;
  readonly offset: number;
}

/** Binds the names of an import statement; nothing is loaded before one of them is needed. */
export function bindImport(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const parts = children(node);
  const source = scope.module.text;
  const words = parts.map((part) => textOf(part, source));
  const start = words.indexOf('import');
  const names = importedNames(parts.slice(start + 1), source);
  const { project } = machine;
  const from = scope.module.file;
  const bind = (name: string, offset: number, get: () => Value): void => {
    scope.bind(name, { isImport: true, offset, get: once(get) });
  };

  if (words[0] !== 'from') {
    for (const { name, alias, offset } of names) {
      const bound = alias === undefined ? (name.split('.')[0] ?? name) : name;
      bind(alias ?? bound, offset, () => project.resolve(from, 0, bound));
    }
    return;
  }
  const origin = words.slice(1, start).join('');
  const dots = /^\.*/.exec(origin)?.[0].length ?? 0;
  const target = once(() => project.resolve(from, dots, origin.slice(dots)));
  if (words.at(-1) === '*') scope.stars.push(target);
  for (const { name, alias, offset } of names) {
    bind(alias ?? name, offset, () => attribute(machine, target(), name, scope));
    loadContributor(machine, target(), name, scope);
  }
}

/**
 * `router = APIRouter()` and then `from . import users`, where `users` imports the router back and
 * adds routes to it: here the import alone has an effect.
 */
function loadContributor(machine: Machine, target: Value, name: string, scope: Scope): void {
  if (target.kind !== 'module') return;
  const routers = [...scope.bindings.keys()].filter((key) => {
    const binding = ROUTERLIKE.test(key) ? scope.last(key) : undefined;
    return binding?.isImport === false && binding.get().kind === 'router';
  });
  if (routers.length === 0) return;
  const file = machine.project.at(`${target.dir}/${name}`)?.file ?? target.file;
  const text = file === undefined ? undefined : machine.project.files.get(file)?.text;
  const importsBack = routers.some((key) => text?.includes(`import ${key}`) === true);
  if (file !== undefined && importsBack) machine.load(file);
}

function importedNames(parts: readonly SyntaxNode[], source: string): Imported[] {
  const found: Imported[] = [];
  let name = '';
  let alias: string | undefined;
  let offset = 0;
  const flush = (): void => {
    if (name !== '') found.push({ name, alias, offset });
    [name, alias] = ['', undefined];
  };
  for (const [index, part] of parts.entries()) {
    const word = textOf(part, source);
    if (word === ',') flush();
    else if (parts[index - 1]?.name === 'as') alias = word;
    else if (part.name === 'VariableName' || word === '.') {
      if (name === '') offset = part.from;
      name += word;
    }
  }
  flush();
  return found;
}

/** The value of a dotted name in a decorator: `app.get`, `self.router.post`. */
export function dottedValue(machine: Machine, names: readonly SyntaxNode[], scope: Scope): Value {
  const [first, ...rest] = names;
  if (first === undefined) return UNKNOWN;
  return rest.reduce<Value>(
    (value, part) => attribute(machine, value, textOf(part, scope.module.text), scope),
    machine.evaluate(first, scope),
  );
}
