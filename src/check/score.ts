import type { Aspect } from '../rules/rule.js';
import { aspects } from '../rules/aspects.js';
import { weightOf } from '../rules/weights.js';
import type { Outcome } from './run-rules.js';

export interface AspectScore {
  readonly id: Aspect;
  readonly title: string;
  /** 0 to 10 with one decimal; null where no rule of the aspect applies. */
  readonly score: number | null;
}

export interface Score {
  readonly overall: number;
  readonly aspects: readonly AspectScore[];
}

/**
 * Score of an aspect: the weighted share of passing rules × 10; rules that do not apply or need a
 * person's eye are left out, a rule that broke counts as not passed. Overall: the mean of the aspects.
 */
export function scoreOf(outcomes: readonly Outcome[]): Score {
  const rows: AspectScore[] = [];
  const exact: number[] = [];
  for (const aspect of aspects) {
    const mine = outcomes.filter((outcome) => outcome.rule.meta.aspect === aspect.id);
    if (mine.length === 0) continue;
    const share = passingShare(mine);
    if (share !== null) exact.push(share * 10);
    rows.push({ ...aspect, score: share === null ? null : oneDecimal(share * 10) });
  }
  const mean = exact.length === 0 ? 0 : exact.reduce((sum, score) => sum + score, 0) / exact.length;
  return { overall: oneDecimal(mean), aspects: rows };
}

function passingShare(outcomes: readonly Outcome[]): number | null {
  let passing = 0;
  let total = 0;
  for (const { rule, result } of outcomes) {
    if (result.status === 'not-applicable' || result.status === 'manual') continue;
    const weight = weightOf(rule.meta.id);
    total += weight;
    if (result.status === 'pass') passing += weight;
  }
  return total === 0 ? null : passing / total;
}

/** Rounded down, so that 10 is only shown when everything passes. */
function oneDecimal(score: number): number {
  return Math.floor(score * 10 + 1e-9) / 10;
}
