import { DECISIONS } from '../extension/left-out.js';
import { kept } from '../extension/kept.js';
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
  const known = outcomes(extension);
  return rules.map((rule) => {
    const outcome = known.get(rule) ?? ask(rule, extension);
    known.set(rule, outcome);
    return outcome;
  });
}

/** A rule sees the model and nothing else, and a model never changes: each is asked once. */
const outcomes = kept<Extension, Map<Rule, Outcome>>(() => new Map());

function ask(rule: Rule, extension: Extension): Outcome {
  if (extension.leftOut.has(rule.meta.id)) return { rule, result: leftOut };
  try {
    return { rule, result: rule.check(extension) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { rule, result: { status: 'error', message } };
  }
}

/** The findings of an outcome, none for the kinds that have none. */
export function findingsOf(outcome: Outcome): readonly Finding[] {
  return 'findings' in outcome.result ? outcome.result.findings : [];
}
