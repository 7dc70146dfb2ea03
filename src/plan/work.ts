import type { Position } from '../edit/refusal.js';
import type { Extension } from '../extension/model.js';
import type { Options } from '../rules/options.js';
import type { Change, RuleMeta } from '../rules/rule.js';

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

/** A plan while it is made. */
export interface Work {
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

/** What holds of a file by now. */
export function textIn({ texts, extension }: Work, file: string): string | undefined {
  return texts.get(file) ?? extension.files.get(file)?.text;
}

/** Takes down what a rule made of files, in the order in which files were first changed. */
export function record(work: Work, rule: RuleMeta, made: ReadonlyMap<string, string>): void {
  for (const file of new Set([...work.texts.keys(), ...made.keys()])) {
    const was = textIn(work, file);
    const after = made.get(file);
    if (after === undefined || was === after) continue;
    work.steps.push({ rule, file, before: was ?? '', after, created: was === undefined });
    work.texts.set(file, after);
  }
}

/** Takes down what comes with a change that was made. */
export function recordChange(work: Work, { edits, nextSteps = [] }: Change): void {
  for (const step of nextSteps) work.nextSteps.add(step);
  for (const edit of edits) {
    if (edit.kind === 'create' && edit.executable === true) work.executable.add(edit.file);
  }
}

/** Lets the rules behind see what was recorded. */
export function goOn(work: Work): void {
  const changed = new Map(
    [...work.texts].filter(([file, text]) => work.current.files.get(file)?.text !== text),
  );
  if (changed.size > 0) work.current = work.current.withTexts(changed);
}
