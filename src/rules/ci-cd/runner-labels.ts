import type { Extension } from '../../extension/model.js';
import { combinations } from '../../extension/pushes/matrix.js';
import { asText, get, isRecord, type Data } from '../../extension/records.js';
import type { WorkflowJob } from '../../extension/workflows/model.js';

/** Where actionlint looks for its settings (actionlint, "Configuration"). */
export const LINT_SETTINGS = ['.github/actionlint.yaml', '.github/actionlint.yml'] as const;

/** Machines of GitHub, and the labels that every machine of one's own has. */
const KNOWN =
  /^(ubuntu|windows|macos)-[\w.-]+$|^(self-hosted|linux|windows|macos|x64|x86|arm|arm64)$/i;

/** `${{ matrix.runner }}`, also of an object: `${{ matrix.os.runner }}`. */
const OF_MATRIX = /^\$\{\{\s*matrix\.([\w.-]+)\s*\}\}$/;

/** Labels of machines of their own that jobs run on: actionlint takes one that it is not told for a mistake. */
export function ownRunnerLabels({ workflows }: Extension): string[] {
  const labels = workflows.flatMap(({ jobs }) => jobs.flatMap(labelsOf));
  return [...new Set(labels)].sort();
}

function labelsOf(job: WorkflowJob): string[] {
  const wanted = get(job.definition, 'runs-on');
  const written = [isRecord(wanted) ? get(wanted, 'labels') : wanted].flat();
  return written
    .flatMap((label: unknown) => {
      const [, path] = OF_MATRIX.exec(asText(label) ?? '') ?? [];
      return path === undefined ? [label] : combinations(job).flatMap((one) => valueAt(one, path));
    })
    .flatMap((label) => {
      const text = asText(label) ?? '';
      return text === '' || text.includes('${{') || KNOWN.test(text) ? [] : [text];
    });
}

function valueAt(combination: Data, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isRecord(value) ? get(value, key) : undefined), combination);
}
