import { findingsOf, runRules, type Outcome } from '../check/run-rules.js';
import { scoreOf, type AspectScore } from '../check/score.js';
import type { Extension } from '../extension/model.js';
import type { Aspect, Finding, FixKind, Rule, Severity } from '../rules/rule.js';

export type RuleStatus = 'pass' | 'fail' | 'not-applicable' | 'manual' | 'error';

export interface RuleReport {
  readonly id: string;
  readonly aspect: Aspect;
  readonly severity: Severity;
  readonly status: RuleStatus;
  readonly fix: FixKind | null;
  readonly findings: readonly Finding[];
}

/** The outcome of `audit`; as JSON it is the contract of schemas/audit.schema.json. */
export interface Audit {
  readonly schemaVersion: 1;
  readonly extension: {
    readonly name: string;
    readonly version: string | null;
    readonly root: string;
  };
  readonly score: number;
  readonly aspects: readonly AspectScore[];
  readonly rules: readonly RuleReport[];
}

/** Runs the rules on the extension and sums up: score per aspect and what each rule found. */
export function audit(extension: Extension, rules: readonly Rule[]): Audit {
  const outcomes = runRules(rules, extension);
  const score = scoreOf(outcomes);
  const { name, version } = extension.manifest;
  return {
    schemaVersion: 1,
    extension: { name, version: version ?? null, root: extension.root },
    score: score.overall,
    aspects: score.aspects,
    rules: outcomes.map((outcome) => ruleReport(outcome, extension)),
  };
}

function ruleReport(outcome: Outcome, extension: Extension): RuleReport {
  const { id, aspect, severity, fix } = outcome.rule.meta;
  const findings =
    outcome.result.status === 'error'
      ? [brokenRule(outcome.result.message, extension)]
      : findingsOf(outcome);
  return { id, aspect, severity, status: outcome.result.status, fix, findings };
}

function brokenRule(message: string, extension: Extension): Finding {
  return {
    file: extension.manifest.file,
    line: 1,
    column: 1,
    message: `this rule could not be checked, which is a defect of this tool: ${message}`,
  };
}
