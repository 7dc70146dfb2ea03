import type { Module, SyntaxNode } from './syntax.js';
import { childOf, children, items } from './syntax.js';

/** What an expression can be known to be. */
export type Known = string | number | boolean | null | undefined | KnownRecord;
export interface KnownRecord {
  readonly [name: string]: Known;
}

/** Not to be told from the syntax tree. */
export const unknown = Symbol('unknown');

/** What is taken for granted when a module is read: what it would be called with, and where. */
export interface Circumstances {
  /** The argument of an exported function. */
  readonly argument: KnownRecord;
  /** A variable of the environment. */
  environment(name: string): string | undefined | typeof unknown;
}

/** Constants that are defined by themselves, or each by twice the one before, take for ever. */
const MAX_STEPS = 20_000;

/** An expression and the names it can see. */
export interface Place {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** Only where it comes to nothing: the left side of `&&`, which then is the whole. */
  readonly isNothing?: true;
}

type Binding = Place | { readonly value: Known };

/** The names of a module or of a function in it. */
export class Scope {
  private readonly names = new Map<string, Binding>();
  private readonly budget: { steps: number };

  private constructor(
    readonly module: Module,
    readonly circumstances: Circumstances,
    private readonly parent?: Scope,
  ) {
    this.budget = parent?.budget ?? { steps: MAX_STEPS };
  }

  /** The top level of a module. */
  static of(module: Module, circumstances: Circumstances): Scope {
    const scope = new Scope(module, circumstances);
    scope.declare(children(module.root));
    return scope;
  }

  /** Inside of a function that is called with what the circumstances say. */
  enter(fn: SyntaxNode): Scope {
    const scope = new Scope(this.module, this.circumstances, this);
    const params = childOf(fn, 'ParamList');
    const [first] = params === undefined ? [] : items(params);
    if (first !== undefined) scope.bind(first);
    const body = childOf(fn, 'Block');
    if (body !== undefined) scope.declare(items(body));
    return scope;
  }

  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }

  /** Counts a step; false once the module has taken more of them than one that people write. */
  mayGoOn(): boolean {
    this.budget.steps -= 1;
    return this.budget.steps > 0;
  }

  textOf(node: SyntaxNode): string {
    return this.module.text.slice(node.from, node.to);
  }

  /** `env`, or `{ command, mode: m }`. */
  private bind(pattern: SyntaxNode): void {
    const { argument } = this.circumstances;
    this.names.set(this.textOf(pattern), { value: argument });
    for (const property of items(pattern)) {
      const key = childOf(property, 'PropertyName', 'PropertyDefinition', 'VariableDefinition');
      const name = childOf(property, 'VariableDefinition');
      if (key === undefined || name === undefined) continue;
      const known = this.textOf(key);
      if (Object.hasOwn(argument, known)) {
        this.names.set(this.textOf(name), { value: argument[known] });
      }
    }
  }

  /** Constants and functions; what can be assigned again is not known. */
  private declare(statements: readonly SyntaxNode[]): void {
    for (const statement of statements) {
      const node = childOf(statement, 'VariableDeclaration', 'FunctionDeclaration') ?? statement;
      if (node.name === 'FunctionDeclaration') {
        const name = childOf(node, 'VariableDefinition');
        if (name !== undefined) this.names.set(this.textOf(name), { node, scope: this });
      }
      if (childOf(node, 'const') !== undefined) {
        this.declareConstants(children(node));
      }
    }
  }

  /** `const a = 1, b: T = 2`: the value follows the equals sign. */
  private declareConstants(parts: readonly SyntaxNode[]): void {
    let name: string | undefined;
    parts.forEach((part, index) => {
      if (part.name === 'VariableDefinition') name = this.textOf(part);
      if (part.name === ',') name = undefined;
      const value = parts[index + 1];
      if (part.name === 'Equals' && name !== undefined && value !== undefined) {
        this.names.set(name, { node: value, scope: this });
      }
    });
  }
}
