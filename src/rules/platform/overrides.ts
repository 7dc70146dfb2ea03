import type { ComposeFile, Extension } from '../../extension/model.js';
import type { RuleResult } from '../rule.js';

/** The files that are laid over the Platform's own and could be read. */
export function overrides(extension: Extension): ComposeFile[] {
  return extension.composeFiles.filter(
    ({ override, problem }) => override && problem === undefined,
  );
}

/** An extension that is deployed on its own owes the Platform nothing. */
export const runsAlone: RuleResult = {
  status: 'not-applicable',
  reason: 'there is no compose.override.yml: the extension runs on its own, outside the Platform',
};
