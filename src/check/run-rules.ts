import { DECISIONS } from '../extension/left-out.js';
import type { Extension } from '../extension/model.js';
import type { Finding, Rule, RuleResult } from '../rules/rule.js';

/** What a rule said; `error` where the rule itself broke, which is never a pass. */
export type Outcome =
  | { readonly rule: Rule; readonly result: RuleResult }
  | {
      readonly rule: Rule;
      readonly result: { readonly status: 'error'; readonly message: string };
    };

const leftOut: RuleResult = {
  status: 'not-applicable',
  reason: `${DECISIONS} leaves it out`,
};

/**
 * Asks every rule about the extension. One rule that throws does not stop the others: its outcome
 * is an error (the habit of Lighthouse's runner).
 */
export function runRules(rules: readonly Rule[], extension: Extension): Outcome[] {
  return rules.map((rule) => {
    if (extension.leftOut.has(rule.meta.id)) return { rule, result: leftOut };
    try {
      return { rule, result: rule.check(extension) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { rule, result: { status: 'error', message } };
    }
  });
}

/** The findings of an outcome, none for the kinds that have none. */
export function findingsOf(outcome: Outcome): readonly Finding[] {
  return 'findings' in outcome.result ? outcome.result.findings : [];
}
