import { runRules } from '../check/run-rules.js';
import type { FileEdit } from '../edit/edit.js';
import { EditRefusal } from '../edit/refusal.js';
import type { Change, Rule, RuleMeta } from '../rules/rule.js';
import { applyEdit } from './apply.js';
import { goOn, record, recordChange, textIn, type Refusal, type Work } from './work.js';

/** Makes the changes of one rule, if it fails; returns those that could not be made. */
export async function applyRule(rule: Rule, work: Work): Promise<Refusal[]> {
  const changes = changesOf(rule, work);
  if (changes.length === 0) return [];
  const made = new Map<string, string>();
  const refusals: Refusal[] = [];
  const isWhole = await tryTogether(work, made, changes);
  for (const change of changes) {
    const refusal = isWhole ? undefined : await tryChange(work, made, rule.meta, change);
    if (refusal === undefined) recordChange(work, change);
    else refusals.push(refusal);
  }
  record(work, rule.meta, made);
  goOn(work);
  return refusals;
}

/** The changes of a rule that fails; none of one that cannot be checked. */
export function changesOf(rule: Rule, { current, options }: Work): readonly Change[] {
  const [outcome] = runRules([rule], current);
  return outcome?.result.status === 'fail' ? (rule.fix?.(current, options) ?? []) : [];
}

/**
 * Makes all changes of a rule at once, its YAML edits of a file as one: each edit is proven, and a
 * proof takes most of the time. False, with nothing done, where one of them is refused.
 */
async function tryTogether(
  work: Work,
  made: Map<string, string>,
  changes: readonly Change[],
): Promise<boolean> {
  const edits = joined(changes.flatMap((change) => change.edits));
  const attempt = new Map(made);
  try {
    for (const edit of edits) await make(work, attempt, edit);
  } catch (error) {
    if (error instanceof EditRefusal) return false;
    throw error;
  }
  for (const [file, text] of attempt) made.set(file, text);
  return true;
}

async function make(work: Work, made: Map<string, string>, edit: FileEdit): Promise<void> {
  const text = made.get(edit.file) ?? textIn(work, edit.file);
  made.set(edit.file, (await applyEdit(work.extension, text, edit)).text);
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

/** Adds a change to what was `made`; on a refusal that stays as it was and the refusal is returned. */
async function tryChange(
  work: Work,
  made: Map<string, string>,
  rule: RuleMeta,
  change: Change,
): Promise<Refusal | undefined> {
  const attempt = new Map(made);
  for (const edit of change.edits) {
    try {
      await make(work, attempt, edit);
    } catch (error) {
      if (!(error instanceof EditRefusal)) throw error;
      const { reason, position, paste } = error;
      const refusal = { rule, file: edit.file, position, summary: change.summary, reason };
      return paste === undefined ? refusal : { ...refusal, paste };
    }
  }
  for (const [file, text] of attempt) made.set(file, text);
  return undefined;
}
