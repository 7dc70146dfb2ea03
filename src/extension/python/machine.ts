import type { SyntaxNode } from '../../edit/python/nodes.js';
import type { Project } from './project.js';
import type { Value, Scope } from './values.js';

/**
 * Follows what a program does to its routers, and nothing else: modules load when a value of theirs
 * is needed, calls are followed into the project's own functions, everything else is unknown.
 */
export interface Machine {
  readonly project: Project;
  /** Runs a module's top level once; the scope fills while it runs, as in Python. */
  load(file: string): Scope | undefined;
  /** The value of an expression that sees the bindings made so far (or those before `before`). */
  evaluate(node: SyntaxNode, scope: Scope, before?: number): Value;
  /** Runs statements one after the other. */
  execute(statements: readonly SyntaxNode[], scope: Scope): void;
  /** Runs a function or class with arguments. */
  call(callee: Value, args: CallArguments, scope: Scope): Value;
}

/** Arguments of a call, evaluated when asked for. */
export interface CallArguments {
  readonly node: SyntaxNode;
  positional(index: number): Value | undefined;
  keyword(name: string): Value | undefined;
  readonly keywords: readonly string[];
}
