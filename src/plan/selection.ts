import type { Rule } from '../rules/rule.js';
import { UsageError } from '../usage-error.js';

/** Which fixes a person asked for; ids are those of the catalogue. */
export interface Selection {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** Also the fixes that could change how the running application behaves. */
  readonly review?: boolean | undefined;
}

/**
 * The rules whose fixes may be applied.
 * @throws UsageError for an id that is not in the catalogue, and where `only` has none
 */
export function selectRules(catalogue: readonly Rule[], selection: Selection): Rule[] {
  if (selection.only?.length === 0) throw new UsageError('--only names no rule');
  for (const id of [...(selection.only ?? []), ...(selection.skip ?? [])]) ruleById(catalogue, id);
  return catalogue.filter(
    ({ meta }) =>
      meta.fix !== null &&
      (meta.fix === 'safe' || selection.review === true) &&
      (selection.only?.includes(meta.id) ?? true) &&
      !(selection.skip?.includes(meta.id) ?? false),
  );
}

/** @throws UsageError for an id that is not in the catalogue */
export function ruleById(catalogue: readonly Rule[], id: string): Rule {
  const rule = catalogue.find(({ meta }) => meta.id === id);
  if (rule !== undefined) return rule;
  const ids = catalogue.map(({ meta }) => meta.id).join(', ');
  throw new UsageError(`there is no rule "${id}"; the rules are: ${ids}`);
}
