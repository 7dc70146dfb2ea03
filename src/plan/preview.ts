import { structuredPatch, type StructuredPatchHunk } from 'diff';
import type { Plan, Step } from './plan.js';
import type { Palette } from '../report/palette.js';
import type { Mask } from '../report/masked.js';
import { visible, visibleLine } from '../report/visible.js';

/**
 * The plan as a unified diff, grouped by rule in the order the rules are applied. Each group's
 * diff builds on the one before, so the whole output applies with `patch -p1` from top to bottom. Control
 * characters are spelled out, and `mask` hides literal secrets: a hunk that shows one does not apply.
 */
export function renderPreview(plan: Plan, mask: Mask, palette: Palette): string {
  const lines: string[] = [];
  let heading: string | undefined;
  for (const step of plan.steps) {
    if (step.rule.id !== heading) {
      heading = step.rule.id;
      lines.push('', palette.bold(`${step.rule.id}: ${step.rule.title}`));
    }
    lines.push(...renderStep(step, mask, palette));
  }
  return lines.slice(1).join('\n');
}

function renderStep(
  { file, before, after, created }: Step,
  mask: Mask,
  palette: Palette,
): string[] {
  const name = visible(file);
  const lines = [
    palette.bold(created ? '--- /dev/null' : `--- a/${name}`),
    palette.bold(`+++ b/${name}`),
  ];
  for (const hunk of before === '' ? added(after) : changed(before, after)) {
    const header = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
    lines.push(
      palette.cyan(header),
      ...hunk.lines.map((line) => paint(visibleLine(mask(line, file)), palette)),
    );
  }
  return lines;
}

/** `\r` stays inside its line: the library splits at `\n` only, so CRLF files show no noise. */
function changed(before: string, after: string): readonly StructuredPatchHunk[] {
  return structuredPatch('', '', before, after, undefined, undefined, { context: 3 }).hunks;
}

/** Nothing has to be compared where there was nothing. */
function added(text: string): readonly StructuredPatchHunk[] {
  const lines = text.split('\n').map((line) => `+${line}`);
  if (lines.at(-1) === '+') lines.pop();
  else lines.push('\\ No newline at end of file');
  const newLines = lines.filter((line) => line.startsWith('+')).length;
  return newLines === 0 ? [] : [{ oldStart: 0, oldLines: 0, newStart: 1, newLines, lines }];
}

function paint(line: string, palette: Palette): string {
  if (line.startsWith('+')) return palette.green(line);
  if (line.startsWith('-')) return palette.red(line);
  return line;
}
