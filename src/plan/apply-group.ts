import type { FileEdit } from '../edit/edit.js';
import { EditRefusal } from '../edit/refusal.js';
import { editYamlInSteps, type YamlOperation } from '../edit/yaml/index.js';
import type { Rule } from '../rules/rule.js';
import { applyRule, changesOf } from './apply-rule.js';
import { goOn, record, recordChange, textIn, type Refusal, type Work } from './work.js';

/** The rules in their order, those of one group that stand next to each other together. */
export function groupsOf(rules: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  for (const rule of rules) {
    const { group } = rule.meta;
    const last = groups.at(-1);
    if (group !== undefined && last?.[0]?.meta.group === group) last.push(rule);
    else groups.push([rule]);
  }
  return groups;
}

/**
 * Makes the changes of those rules of a group that fail; returns those that could not be made. They are
 * all worked out from the same state and proven at once, which saves the states in between; where that
 * cannot be done they are made one rule after the other.
 */
export async function applyGroup(rules: readonly Rule[], work: Work): Promise<Refusal[]> {
  if (rules.length > 1 && applyAtOnce(rules, work)) return [];
  const refusals: Refusal[] = [];
  for (const rule of rules) refusals.push(...(await applyRule(rule, work)));
  return refusals;
}

function applyAtOnce(rules: readonly Rule[], work: Work): boolean {
  const fixes = rules
    .map((rule) => ({ rule: rule.meta, changes: changesOf(rule, work) }))
    .filter(({ changes }) => changes.length > 0);
  const edits = fixes.map(({ changes }) => changes.flatMap((change) => change.edits));
  const texts = fixes.length < 2 ? undefined : textsAfter(edits, work);
  if (texts === undefined) return false;
  fixes.forEach(({ rule, changes }, index) => {
    for (const change of changes) recordChange(work, change);
    record(work, rule, new Map([...texts].map(([file, steps]) => [file, steps[index] ?? ''])));
  });
  goOn(work);
  return true;
}

/** What each file holds after each rule's edits; undefined where they cannot be made together. */
function textsAfter(
  edits: readonly (readonly FileEdit[])[],
  work: Work,
): ReadonlyMap<string, readonly string[]> | undefined {
  const texts = new Map<string, readonly string[]>();
  for (const { file, kind } of edits.flat()) {
    const text = textIn(work, file);
    const isLocked = work.extension.files.get(file)?.locked !== undefined;
    if (kind !== 'yaml' || text === undefined || isLocked) return undefined;
    if (texts.has(file)) continue;
    try {
      texts.set(
        file,
        editYamlInSteps(
          text,
          edits.map((each) => operationsOn(file, each)),
        ),
      );
    } catch (error) {
      if (error instanceof EditRefusal) return undefined;
      throw error;
    }
  }
  return texts;
}

function operationsOn(file: string, edits: readonly FileEdit[]): readonly YamlOperation[] {
  return edits.flatMap((edit) =>
    edit.kind === 'yaml' && edit.file === file ? edit.operations : [],
  );
}
