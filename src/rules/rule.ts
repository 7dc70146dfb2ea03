import type { FileEdit } from '../edit/edit.js';
import type { Position } from '../edit/refusal.js';
import type { Extension } from '../extension/model.js';
import type { Options } from './options.js';

/** The rows of the readiness table. */
export type Aspect =
  | 'docker-images'
  | 'compose'
  | 'platform'
  | 'independence'
  | 'ci-cd'
  | 'docs'
  | 'migrations'
  | 'monitoring'
  | 'secrets';

export type Severity = 'error' | 'warning' | 'info';

/** `safe`: additive, does what its title says; `review`: could change how the running app behaves. */
export type FixKind = 'safe' | 'review';

export interface RuleMeta {
  /** kebab-case; also the name of the rule's page in docs/rules/. */
  readonly id: string;
  readonly aspect: Aspect;
  readonly severity: Severity;
  readonly fix: FixKind | null;
  /**
   * Rules of one group stand next to each other in the catalogue, and no fix looks at or touches what
   * another one of the group changes: they are made together. All their edits are of YAML.
   */
  readonly group?: 'service settings' | 'workflow lines';
  /** What holds when the rule passes. */
  readonly title: string;
  /** What is wrong when it fails. */
  readonly failureTitle: string;
  /** Why it matters, in one line. */
  readonly why: string;
}

/** One piece of evidence. */
export interface Finding extends Position {
  readonly file: string;
  readonly message: string;
}

export type RuleResult =
  | { readonly status: 'pass' }
  | { readonly status: 'fail'; readonly findings: readonly Finding[] }
  | { readonly status: 'not-applicable'; readonly reason: string }
  | { readonly status: 'manual'; readonly findings: readonly Finding[] };

/** Edits that only make sense together: all of them are applied, or none. */
export interface Change {
  /** What the change does, for the report: "add a healthcheck to api_rally". */
  readonly summary: string;
  /** None where a program makes it, once everything else is written. */
  readonly edits: readonly FileEdit[];
  /** What a person has to do outside of the files once it is made, one sentence each, with the command. */
  readonly nextSteps?: readonly string[];
}

/** One entry of the catalogue. Pure: it sees the model and nothing else. */
export interface Rule {
  readonly meta: RuleMeta;
  check(extension: Extension): RuleResult;
  /** The changes that make `check` pass, as far as a machine can tell; absent where meta.fix is null. */
  fix?(extension: Extension, options: Options): readonly Change[];
}

/** `pass` where there is no finding, else `fail` with them. */
export function verdict(findings: readonly Finding[]): RuleResult {
  return findings.length === 0 ? { status: 'pass' } : { status: 'fail', findings };
}
