import type { FileEdit } from '../../edit/edit.js';
import { renderTemplate } from '../../assets/template.js';
import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import type { Kind } from './compose-references.js';
import type { Stack } from './compose-stacks.js';
import { LINT_SETTINGS, ownRunnerLabels } from './runner-labels.js';
import { uncheckedParts } from './validation.js';

const TEMPLATE = '.github/workflows/validate.yml';
/** The second name where the first is taken by a workflow that checks other things. */
const NAMES = [TEMPLATE, '.github/workflows/validate-extension.yml'];
const STAND_IN = '.github/compose.platform.yml';

/** What the Platform reads is checked before it is merged, not when it is deployed. */
export const workflowValidate: Rule = {
  meta: {
    id: 'workflow-validate',
    aspect: 'ci-cd',
    severity: 'warning',
    fix: 'safe',
    title: 'Changes are validated before they are merged',
    failureTitle: 'Changes are merged without being validated',
    why: 'A fault in manifest.json, a compose file or a workflow is otherwise found by whoever deploys it.',
  },

  check(extension) {
    const { manifest, stacks, workflows } = uncheckedParts(extension);
    const first = extension.workflows[0]?.path ?? TEMPLATE;
    return verdict([
      ...(manifest ? [finding('manifest.json', 'No workflow checks manifest.json')] : []),
      ...stacks.map(({ path }) =>
        finding(path, `No workflow checks ${path} with "docker compose config"`),
      ),
      ...(workflows ? [finding(first, 'No workflow lints the workflows')] : []),
    ]);
  },

  fix(extension) {
    const { manifest, stacks, workflows } = uncheckedParts(extension);
    if (!manifest && stacks.length === 0 && !workflows) return [];
    const file = NAMES.find((name) => !extension.paths.has(name)) ?? TEMPLATE;
    const missing = together(stacks);
    const text = renderTemplate(TEMPLATE, {
      branch: extension.git.defaultBranch ?? 'main',
      manifest,
      stacks: stacks.map((stack) => ({ ...stack, standIn: standInFor(stack) })),
      envFiles: [...new Set(stacks.flatMap(({ envFiles }) => envFiles))],
      workflows,
    });
    const edits: FileEdit[] = [{ kind: 'create', file, text }];
    if (missing.size > 0 && !extension.paths.has(STAND_IN)) {
      const standIn = renderTemplate(STAND_IN, { missing });
      edits.unshift({ kind: 'create', file: STAND_IN, text: standIn });
    }
    if (workflows) edits.push(...lintSettings(extension));
    return [{ summary: `validate changes in ${file}`, edits }];
  },
};

/** Only what the linter cannot know. */
function lintSettings(extension: Extension): FileEdit[] {
  const labels = ownRunnerLabels(extension);
  const isThere = LINT_SETTINGS.some((path) => extension.paths.has(path));
  if (labels.length === 0 || isThere) return [];
  const items = labels.map((label) => `    - ${JSON.stringify(label)}\n`).join('');
  const text = `# What actionlint is told of machines that are not GitHub's.\nself-hosted-runner:\n  labels:\n${items}`;
  return [{ kind: 'create', file: LINT_SETTINGS[0], text }];
}

function finding(file: string, what: string): Finding {
  return { file, line: 1, column: 1, message: `${what} before a change is merged.` };
}

function standInFor({ missing }: Stack): string | undefined {
  return missing.size > 0 ? STAND_IN : undefined;
}

/** Everything that the stand-in has to define, for all stacks. */
function together(stacks: readonly Stack[]): ReadonlyMap<Kind, ReadonlySet<string>> {
  const all = new Map<Kind, Set<string>>();
  for (const [kind, names] of stacks.flatMap(({ missing }) => [...missing])) {
    const set = all.get(kind) ?? new Set();
    for (const name of names) set.add(name);
    all.set(kind, set);
  }
  return all;
}
