import type { Extension } from '../extension/model.js';
import type { Options } from '../rules/options.js';
import type { Rule } from '../rules/rule.js';
import { applyGroup, groupsOf } from './apply-group.js';
import type { Refusal, Step, Work } from './work.js';

export type { Refusal, Step } from './work.js';

export interface PlannedFile {
  readonly path: string;
  /** Undefined for a new file. */
  readonly before: string | undefined;
  readonly after: string;
  readonly rules: readonly string[];
  /** A new file that is a program. */
  readonly executable?: boolean;
}

/** What would be written. Nothing has been. */
export interface Plan {
  /** In the order the rules are applied; consecutive steps on a file build on each other. */
  readonly steps: readonly Step[];
  readonly files: readonly PlannedFile[];
  readonly refusals: readonly Refusal[];
  /** What a person has to do outside of the files, each said once. */
  readonly nextSteps: readonly string[];
  /** The extension as it will be once the plan is written. */
  readonly result: Extension;
}

/** What rules bring about for each other settles sooner; it is a bound for rules that never agree. */
const MAX_ROUNDS = 4;

/**
 * Works out what the fixes of those `rules` that fail would do to the extension's files, in memory.
 * Each rule sees what the rules before it lead to: a file that one adds is a file to the next. They
 * take turns until none has anything left to do, so that a second run finds nothing either. A change
 * whose edits cannot all be made is left out whole and reported; all others go on.
 */
export async function makePlan(
  extension: Extension,
  rules: readonly Rule[],
  options: Options,
): Promise<Plan> {
  const work: Work = {
    ...{ extension, options, current: extension },
    ...{ texts: new Map(), executable: new Set(), steps: [], nextSteps: new Set() },
  };
  let refusals: readonly Refusal[] = [];
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const made = work.steps.length;
    const refused: Refusal[] = [];
    for (const group of groupsOf(rules)) refused.push(...(await applyGroup(group, work)));
    refusals = refused;
    if (work.steps.length === made) break;
  }
  const { texts, steps, executable, nextSteps, current } = work;
  const files = plannedFiles(extension, texts, steps, executable);
  for (const step of misplaced(extension, files)) nextSteps.add(step);
  return { steps, files, refusals, nextSteps: [...nextSteps], result: current };
}

/** GitHub reads what is in `.github` of a repository's root only (GitHub Docs, "About workflows"). */
function misplaced({ git }: Extension, files: readonly PlannedFile[]): string[] {
  if (git.around === undefined || !files.some(({ path }) => path.startsWith('.github/'))) return [];
  return [
    `GitHub reads .github only in the root of a repository, and this directory is a part of the one at ${git.around}: make it a repository of its own, or have its workflows there.`,
  ];
}

function plannedFiles(
  extension: Extension,
  texts: ReadonlyMap<string, string>,
  steps: readonly Step[],
  executable: ReadonlySet<string>,
): PlannedFile[] {
  const files: PlannedFile[] = [];
  for (const [path, after] of texts) {
    const source = extension.files.get(path);
    if (source?.text === after) continue;
    const rules = steps.filter((step) => step.file === path).map((step) => step.rule.id);
    const file = { path, before: source?.text, after, rules };
    files.push(executable.has(path) ? { ...file, executable: true } : file);
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
