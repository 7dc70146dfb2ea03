import { evaluate } from './evaluate.js';
import { execute } from './execute.js';
import { invoke } from './invoke.js';
import type { CallArguments, Machine } from './machine.js';
import type { Project } from './project.js';
import { readModule } from './read-module.js';
import { Namespace } from './namespace.js';
import type { SyntaxNode } from '../../edit/python/nodes.js';
import { UNKNOWN, type Value, type Scope } from './values.js';

/** Calls followed per API: real ones need a few dozen. */
const MAX_CALLS = 5000;
const MAX_DEPTH = 150;
/** Expressions and statements looked at per API, all loops and calls included; real ones need thousands. */
const MAX_STEPS = 100_000;

/** The modules of one API, run as far as their routers need it. */
export class Program implements Machine {
  private readonly scopes = new Map<string, Scope>();
  private readonly running = new Set<SyntaxNode>();
  private calls = 0;
  private depth = 0;
  private steps = 0;

  constructor(readonly project: Project) {}

  load(file: string): Scope | undefined {
    const known = this.scopes.get(file);
    if (known !== undefined) return known;
    const source = this.project.files.get(file);
    if (source === undefined) return undefined;
    const { module, statements } = readModule(source);
    const scope = new Namespace(module, undefined);
    this.scopes.set(file, scope);
    this.execute(statements, scope);
    return scope;
  }

  evaluate(node: SyntaxNode, scope: Scope, before?: number): Value {
    return this.nested(() => evaluate(this, node, scope, before));
  }

  execute(statements: readonly SyntaxNode[], scope: Scope): void {
    for (const statement of statements) {
      this.steps += 1;
      if (this.steps > MAX_STEPS) return;
      execute(this, statement, scope);
    }
  }

  call(callee: Value, args: CallArguments, scope: Scope): Value {
    if (callee.kind !== 'function' && callee.kind !== 'class') {
      return invoke(this, callee, args, scope);
    }
    this.calls += 1;
    // A recursion would only register the same routes again.
    if (this.calls > MAX_CALLS || this.running.has(callee.node)) return UNKNOWN;
    this.running.add(callee.node);
    try {
      return this.nested(() => invoke(this, callee, args, scope));
    } finally {
      this.running.delete(callee.node);
    }
  }

  /** What is nested too deep, by recursion or by a very long sum, or comes too late, is unknown. */
  private nested(compute: () => Value): Value {
    this.steps += 1;
    if (this.depth >= MAX_DEPTH || this.steps > MAX_STEPS) return UNKNOWN;
    this.depth += 1;
    try {
      return compute();
    } finally {
      this.depth -= 1;
    }
  }
}
