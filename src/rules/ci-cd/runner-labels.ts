import type { Extension } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';

/** Where actionlint looks for its settings (actionlint, "Configuration"). */
export const LINT_SETTINGS = ['.github/actionlint.yaml', '.github/actionlint.yml'] as const;

/** Machines of GitHub, and the labels that every machine of one's own has. */
const KNOWN =
  /^(ubuntu|windows|macos)-[\w.-]+$|^(self-hosted|linux|windows|macos|x64|x86|arm|arm64)$/i;

/** Labels of machines of their own that jobs run on: actionlint takes one that it is not told for a mistake. */
export function ownRunnerLabels({ workflows }: Extension): string[] {
  const labels = workflows.flatMap(({ jobs }) =>
    jobs.flatMap(({ definition }) => {
      const wanted = get(definition, 'runs-on');
      return [isRecord(wanted) ? get(wanted, 'labels') : wanted]
        .flat()
        .flatMap((label: unknown) => {
          const text = asText(label) ?? '';
          return text === '' || text.includes('${{') || KNOWN.test(text) ? [] : [text];
        });
    }),
  );
  return [...new Set(labels)].sort();
}
