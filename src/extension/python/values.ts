import type { SyntaxNode } from '../../edit/python/nodes.js';
import type { Position } from '../../edit/refusal.js';

/** A module of the API. */
export interface PythonModule {
  readonly file: string;
  /** The text that was parsed, without byte order mark and what cannot matter. */
  readonly text: string;
  /** The position in the file of an offset in `text`. */
  position(offset: number): Position;
}

/** One binding of a name, evaluated when it is first asked for. */
export interface Binding {
  readonly isImport: boolean;
  /** Where the name stands. */
  readonly offset: number;
  readonly get: () => Value;
}

/** Names of a module, a class body or a function that runs. */
export interface Scope {
  readonly module: PythonModule;
  readonly parent: Scope | undefined;
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  readonly stars: (() => Value)[];
  /** The number of bindings so far: an expression sees only those made before it. */
  readonly now: number;
  /** What `return` gave, in a function. */
  returned: Value;
  /** The function that runs here. */
  callee: FunctionValue | undefined;
  bind(name: string, binding: Binding): void;
  /** Binds a name to a value that is known already. */
  set(name: string, value: Value, offset?: number): void;
  /** This scope's own binding that was made last, of those made before `before`. */
  last(name: string, before?: number): Binding | undefined;
  /** The value of a name here: the last one that is known (`try: import …; except: x = None`). */
  own(name: string, before?: number): Value | undefined;
}

/** An application or router: what routes are registered on. */
export interface Router {
  readonly kind: 'router';
  /** True for `FastAPI(...)` and classes derived from it. */
  readonly isApp: boolean;
  /** Its own prefix; undefined where it is computed at run time. */
  readonly prefix: string | undefined;
  readonly entries: Entry[];
  /** The module that makes it. */
  readonly origin: PythonModule;
  /** The class it is an instance of, where that is one of ours. */
  readonly type?: ClassValue | undefined;
}

/** A route, or a router below a prefix; an undefined path or prefix is not known. */
export type Entry =
  | {
      readonly kind: 'route';
      readonly methods: readonly string[];
      readonly path: string | undefined;
      readonly module: PythonModule;
      readonly offset: number;
    }
  | { readonly kind: 'include'; readonly router: Router; readonly prefix: string | undefined };

export interface ClassValue {
  readonly kind: 'class';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly members: Scope;
}

export interface Instance {
  readonly kind: 'instance';
  readonly type: ClassValue;
  readonly attributes: Map<string, Value>;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly node: SyntaxNode;
  /** Where the function is defined: its free names are looked up there. */
  readonly scope: Scope;
  readonly self?: Value | undefined;
  /** The class it was found in: where its `super()` starts. */
  readonly owner?: ClassValue | undefined;
  readonly isProperty: boolean;
}

/** What an expression is known to be, as far as routes need it. */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'routes'; readonly router: Router }
  | { readonly kind: 'module'; readonly file: string | undefined; readonly dir: string }
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'super'; readonly self: Value; readonly type: ClassValue }
  | Router
  | ClassValue
  | Instance
  | FunctionValue;

export const UNKNOWN: Value = { kind: 'unknown' };
export const NONE: Value = { kind: 'none' };

/** True where nothing can be said: a value to be passed over for an earlier one. */
export function isNothing(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'none';
}

/** The text of a string value. */
export function asString(value: Value): string | undefined {
  return value.kind === 'string' ? value.value : undefined;
}
