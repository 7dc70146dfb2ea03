import {
  UNKNOWN,
  isNothing,
  type Binding,
  type FunctionValue,
  type PythonModule,
  type Scope,
  type Value,
} from './values.js';

/** A scope whose bindings keep the order in which they were made. */
export class Namespace implements Scope {
  readonly bindings = new Map<string, Binding[]>();
  readonly stars: (() => Value)[] = [];
  returned: Value = UNKNOWN;
  callee: FunctionValue | undefined;
  private count = 0;
  private readonly order = new Map<Binding, number>();

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
    this.order.set(binding, this.count);
  }

  set(name: string, value: Value, offset = 0): void {
    this.bind(name, { isImport: false, offset, get: () => value });
  }

  last(name: string, before = Infinity): Binding | undefined {
    return this.visible(name, before).at(-1);
  }

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
