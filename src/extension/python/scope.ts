import type { Position } from '../../edit/refusal.js';
import { UNKNOWN, isNothing, type FunctionValue, type Value } from './values.js';

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
export class Scope {
  readonly bindings = new Map<string, Binding[]>();
  readonly stars: (() => Value)[] = [];
  /** What `return` gave, in a function. */
  returned: Value = UNKNOWN;
  /** The function that runs here. */
  callee: FunctionValue | undefined;
  private count = 0;
  private readonly order = new Map<Binding, number>();

  constructor(
    readonly module: PythonModule,
    readonly parent: Scope | undefined,
  ) {}

  /** The number of bindings so far: an expression sees only those made before it. */
  get now(): number {
    return this.count;
  }

  bind(name: string, binding: Binding): void {
    const all = this.bindings.get(name) ?? [];
    all.push(binding);
    this.bindings.set(name, all);
    this.count += 1;
    this.order.set(binding, this.count);
  }

  /** Binds a name to a value that is known already. */
  set(name: string, value: Value, offset = 0): void {
    this.bind(name, { isImport: false, offset, get: () => value });
  }

  /** This scope's own binding that was made last, of those made before `before`. */
  last(name: string, before = Infinity): Binding | undefined {
    return this.visible(name, before).at(-1);
  }

  /** The value of a name here: the last one that is known (`try: import …; except: x = None`). */
  own(name: string, before = Infinity): Value | undefined {
    const visible = this.visible(name, before);
    if (visible.length === 0) return undefined;
    for (const binding of visible.toReversed()) {
      const value = binding.get();
      if (!isNothing(value)) return value;
    }
    return UNKNOWN;
  }

  private visible(name: string, before: number): Binding[] {
    const all = this.bindings.get(name) ?? [];
    return all.filter((binding) => (this.order.get(binding) ?? 0) <= before);
  }
}

/** Computes a value once; a value that needs itself is unknown. */
export function once(compute: () => Value): () => Value {
  let value: Value | undefined;
  let isComputing = false;
  return () => {
    if (value !== undefined) return value;
    if (isComputing) return UNKNOWN;
    isComputing = true;
    value = compute();
    isComputing = false;
    return value;
  };
}
