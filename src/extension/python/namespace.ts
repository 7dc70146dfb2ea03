import { lastNotAbove } from './search.js';
import {
  UNKNOWN,
  isNothing,
  type Binding,
  type FunctionValue,
  type PythonModule,
  type Scope,
  type Value,
} from './values.js';

/** How many bindings of a name are tried for one that is known; `_` or `f` may have thousands. */
const MAX_BACK = 50;

/** A scope whose bindings keep the order in which they were made. */
export class Namespace implements Scope {
  readonly bindings = new Map<string, Binding[]>();
  readonly stars: (() => Value)[] = [];
  returned: Value = UNKNOWN;
  callee: FunctionValue | undefined;
  private count = 0;
  /** For each name, how many bindings there were with each of its own. */
  private readonly orders = new Map<string, number[]>();

  constructor(
    readonly module: PythonModule,
    readonly parent: Scope | undefined,
  ) {}

  get now(): number {
    return this.count;
  }

  bind(name: string, binding: Binding): void {
    const all = this.bindings.get(name) ?? [];
    all.push(binding);
    this.bindings.set(name, all);
    this.count += 1;
    const orders = this.orders.get(name) ?? [];
    orders.push(this.count);
    this.orders.set(name, orders);
  }

  set(name: string, value: Value, offset = 0): void {
    this.bind(name, { isImport: false, offset, get: () => value });
  }

  last(name: string, before = Infinity): Binding | undefined {
    return this.bindings.get(name)?.[this.lastIndex(name, before)];
  }

  own(name: string, before = Infinity): Value | undefined {
    const all = this.bindings.get(name) ?? [];
    const last = this.lastIndex(name, before);
    if (last < 0) return undefined;
    for (const binding of all.slice(Math.max(0, last + 1 - MAX_BACK), last + 1).reverse()) {
      const value = binding.get();
      if (!isNothing(value)) return value;
    }
    return UNKNOWN;
  }

  private lastIndex(name: string, before: number): number {
    return lastNotAbove(this.orders.get(name) ?? [], before);
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
