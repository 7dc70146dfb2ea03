import type { Extension } from '../extension/model.js';
import { audit, type Audit } from '../report/audit.js';
import type { Options } from '../rules/options.js';
import type { Rule } from '../rules/rule.js';
import { makePlan, type Plan } from './plan.js';

/** Everything a person decides on: the state before, the edits, and the state they lead to. */
export interface Hardening {
  readonly extension: Extension;
  readonly before: Audit;
  readonly plan: Plan;
  readonly after: Audit;
  /** The rules that would change more with --review; none where that was asked for. */
  readonly offered: readonly string[];
}

/**
 * Checks the extension, plans the fixes of those `selected` rules that fail, and audits the planned
 * result in memory. Nothing is written.
 */
export async function planHardening(
  extension: Extension,
  catalogue: readonly Rule[],
  selected: readonly Rule[],
  options: Options,
): Promise<Hardening> {
  const before = audit(extension, catalogue);
  const plan = await makePlan(extension, selected, options);
  const after = plan.files.length === 0 ? before : audit(plan.result, catalogue);
  const isAsked = selected.some(({ meta }) => meta.fix === 'review');
  const offered = (isAsked ? [] : catalogue)
    .filter((rule) => rule.meta.fix === 'review')
    .filter((rule) => isFailing(rule, after) && rule.fix?.(plan.result, options).length !== 0)
    .map(({ meta }) => meta.id);
  return { extension, before, plan, after, offered };
}

function isFailing({ meta }: Rule, { rules }: Audit): boolean {
  return rules.some(({ id, status }) => id === meta.id && status === 'fail');
}
