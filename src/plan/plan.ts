import type { FileEdit } from '../edit/edit.js';
import { runRules } from '../check/run-rules.js';
import { EditRefusal, type Position } from '../edit/refusal.js';
import type { Extension } from '../extension/model.js';
import type { Options } from '../rules/options.js';
import type { Change, Rule, RuleMeta } from '../rules/rule.js';
import { applyEdit } from './apply.js';

/** The effect of one rule on one file. */
export interface Step {
  readonly rule: RuleMeta;
  readonly file: string;
  /** Empty where there was no file. */
  readonly before: string;
  readonly after: string;
  /** True where the step makes a new file. */
  readonly created: boolean;
}

/** A change that could not be made safely; its files are as if it had never been tried. */
export interface Refusal {
  readonly rule: RuleMeta;
  readonly file: string;
  readonly position: Position;
  readonly summary: string;
  readonly reason: string;
  readonly paste?: string;
}

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

/** A plan while it is made. */
interface Work {
  readonly extension: Extension;
  readonly options: Options;
  /** Of the files that the plan changes. */
  readonly texts: Map<string, string>;
  readonly executable: Set<string>;
  readonly steps: Step[];
  readonly nextSteps: Set<string>;
  /** The extension with those texts. */
  current: Extension;
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
    for (const rule of rules) refused.push(...(await applyRule(rule, work)));
    refusals = refused;
    if (work.steps.length === made) break;
  }
  const { texts, steps, executable, nextSteps, current } = work;
  const files = plannedFiles(extension, texts, steps, executable);
  for (const step of misplaced(extension, files)) nextSteps.add(step);
  return { steps, files, refusals, nextSteps: [...nextSteps], result: current };
}

/** Makes the changes of one rule, if it fails; returns those that could not be made. */
async function applyRule(rule: Rule, work: Work): Promise<Refusal[]> {
  const { extension, texts, steps } = work;
  const changes = changesOf(rule, work.current, work.options);
  if (changes.length === 0) return [];
  const before = new Map(texts);
  const refusals: Refusal[] = [];
  const isWhole = await tryTogether(extension, texts, changes);
  for (const change of changes) {
    const refusal = isWhole ? undefined : await tryChange(extension, texts, rule.meta, change);
    if (refusal !== undefined) refusals.push(refusal);
    else for (const step of change.nextSteps ?? []) work.nextSteps.add(step);
  }
  for (const edit of changes.flatMap(({ edits }) => edits)) {
    if (edit.kind === 'create' && edit.executable === true) work.executable.add(edit.file);
  }
  const changed = new Map<string, string>();
  for (const [file, after] of texts) {
    const was = before.get(file) ?? extension.files.get(file)?.text;
    if (was === after) continue;
    steps.push({ rule: rule.meta, file, before: was ?? '', after, created: was === undefined });
    changed.set(file, after);
  }
  if (changed.size > 0) work.current = work.current.withTexts(changed);
  return refusals;
}

/** The changes of a rule that fails; none of one that cannot be checked. */
function changesOf(rule: Rule, extension: Extension, options: Options): readonly Change[] {
  const [outcome] = runRules([rule], extension);
  return outcome?.result.status === 'fail' ? (rule.fix?.(extension, options) ?? []) : [];
}

/**
 * Makes all changes of a rule at once, its YAML edits of a file as one: each edit is proven, and a
 * proof takes most of the time. False, with nothing done, where one of them is refused.
 */
async function tryTogether(
  extension: Extension,
  texts: Map<string, string>,
  changes: readonly Change[],
): Promise<boolean> {
  const edits = joined(changes.flatMap((change) => change.edits));
  const attempt = new Map(texts);
  try {
    for (const edit of edits) await make(extension, attempt, edit);
  } catch (error) {
    if (error instanceof EditRefusal) return false;
    throw error;
  }
  for (const [file, text] of attempt) texts.set(file, text);
  return true;
}

async function make(
  extension: Extension,
  texts: Map<string, string>,
  edit: FileEdit,
): Promise<void> {
  const text = texts.get(edit.file) ?? extension.files.get(edit.file)?.text;
  texts.set(edit.file, (await applyEdit(extension, text, edit)).text);
}

/** The edits with the YAML edits of one file joined, at the place of the first. */
function joined(edits: readonly FileEdit[]): FileEdit[] {
  const all: FileEdit[] = [];
  for (const edit of edits) {
    const same = all.findIndex(({ kind, file }) => kind === 'yaml' && file === edit.file);
    const first = all[same];
    if (edit.kind !== 'yaml' || first?.kind !== 'yaml') all.push(edit);
    else all[same] = { ...first, operations: [...first.operations, ...edit.operations] };
  }
  return all;
}

/** Applies a change to `texts`; on a refusal `texts` stays as it was and the refusal is returned. */
async function tryChange(
  extension: Extension,
  texts: Map<string, string>,
  rule: RuleMeta,
  change: Change,
): Promise<Refusal | undefined> {
  const attempt = new Map(texts);
  for (const edit of change.edits) {
    try {
      await make(extension, attempt, edit);
    } catch (error) {
      if (!(error instanceof EditRefusal)) throw error;
      const { reason, position, paste } = error;
      const refusal = { rule, file: edit.file, position, summary: change.summary, reason };
      return paste === undefined ? refusal : { ...refusal, paste };
    }
  }
  for (const [file, text] of attempt) texts.set(file, text);
  return undefined;
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
