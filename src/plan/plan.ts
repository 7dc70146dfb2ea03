import type { FileEdit } from '../edit/edit.js';
import { EditRefusal, type Position } from '../edit/refusal.js';
import type { Extension } from '../extension/model.js';
import type { Options } from '../rules/options.js';
import type { Change, Rule, RuleMeta } from '../rules/rule.js';
import { applyEdit } from './apply.js';

/** The effect of one rule on one file. */
export interface Step {
  readonly rule: RuleMeta;
  readonly file: string;
  readonly before: string;
  readonly after: string;
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
  readonly before: string;
  readonly after: string;
  readonly rules: readonly string[];
}

/** What would be written. Nothing has been. */
export interface Plan {
  /** In the order the rules are applied; consecutive steps on a file build on each other. */
  readonly steps: readonly Step[];
  readonly files: readonly PlannedFile[];
  readonly refusals: readonly Refusal[];
}

/**
 * Works out what the fixes of `rules` would do to the extension's files, in memory. A change whose
 * edits cannot all be made is left out whole and reported; all others go on.
 */
export function makePlan(extension: Extension, rules: readonly Rule[], options: Options): Plan {
  const texts = new Map<string, string>();
  const steps: Step[] = [];
  const refusals: Refusal[] = [];
  for (const rule of rules) {
    const before = new Map(texts);
    for (const change of rule.fix?.(extension, options) ?? []) {
      const refusal = tryChange(extension, texts, rule.meta, change);
      if (refusal !== undefined) refusals.push(refusal);
    }
    for (const [file, after] of texts) {
      const was = before.get(file) ?? originalText(extension, file);
      if (was !== after) steps.push({ rule: rule.meta, file, before: was, after });
    }
  }
  return { steps, files: plannedFiles(extension, texts, steps), refusals };
}

/** Applies a change to `texts`; on a refusal `texts` stays as it was and the refusal is returned. */
function tryChange(
  extension: Extension,
  texts: Map<string, string>,
  rule: RuleMeta,
  change: Change,
): Refusal | undefined {
  const attempt = new Map(texts);
  for (const edit of change.edits) {
    try {
      attempt.set(edit.file, editedText(extension, attempt, edit));
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

function editedText(
  extension: Extension,
  texts: ReadonlyMap<string, string>,
  edit: FileEdit,
): string {
  const text = texts.get(edit.file) ?? originalText(extension, edit.file);
  const after = applyEdit(text, edit).text;
  const locked = extension.files.get(edit.file)?.locked;
  if (after !== text && locked !== undefined) {
    throw new EditRefusal(`the file ${locked}, so it is left alone`, { line: 1, column: 1 });
  }
  return after;
}

function originalText(extension: Extension, file: string): string {
  const source = extension.files.get(file);
  if (source === undefined) throw new Error(`a rule wants to edit ${file}, which was not read`);
  return source.text;
}

function plannedFiles(
  extension: Extension,
  texts: ReadonlyMap<string, string>,
  steps: readonly Step[],
): PlannedFile[] {
  const files: PlannedFile[] = [];
  for (const [path, after] of texts) {
    const source = extension.files.get(path);
    if (source === undefined || source.text === after) continue;
    const rules = steps.filter((step) => step.file === path).map((step) => step.rule.id);
    files.push({ path, before: source.text, after, rules });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
