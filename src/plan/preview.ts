import { structuredPatch } from 'diff';
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
  // \r stays inside its line: the diff library splits at \n only, so CRLF files show no noise.
  const patch = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  const name = visible(file);
  const lines = [
    palette.bold(created ? '--- /dev/null' : `--- a/${name}`),
    palette.bold(`+++ b/${name}`),
  ];
  for (const hunk of patch.hunks) {
    const header = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
    lines.push(
      palette.cyan(header),
      ...hunk.lines.map((line) => paint(visibleLine(mask(line, file)), palette)),
    );
  }
  return lines;
}

function paint(line: string, palette: Palette): string {
  if (line.startsWith('+')) return palette.green(line);
  if (line.startsWith('-')) return palette.red(line);
  return line;
}
