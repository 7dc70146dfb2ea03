import type { Hardening } from '../plan/harden.js';
import type { WriteResult } from '../plan/write.js';
import type { Finding } from '../rules/rule.js';
import type { Audit } from './audit.js';
import type { Mask } from './masked.js';
import type { Palette } from './palette.js';
import { renderGrouped } from './grouped.js';
import { renderScore } from './text.js';
import { visible, visibleLine } from './visible.js';

/** What was left undone on purpose, with the reason and what a person could paste instead. */
export function renderRefusals({ plan }: Hardening, mask: Mask, palette: Palette): string {
  const lines: string[] = [];
  for (const { file, position, summary, reason, paste } of plan.refusals) {
    const place = `${visible(file)}:${position.line}:${position.column}`;
    lines.push(`${palette.yellow('left alone')} ${place}`);
    lines.push(`  ${visible(summary)}: ${visible(reason)}`);
    if (paste !== undefined) {
      const shown = indent(paste).map((line) => mask(line, file));
      lines.push('  to do it by hand, insert:', ...shown);
    }
  }
  return lines.length === 0 ? '' : lines.join('\n') + '\n';
}

/**
 * Score before and after, overall and per aspect, and what remains for a person: of the rules in
 * `scope`, where there is one.
 */
export function renderOutcome(
  { before, after, plan, offered }: Hardening,
  scope: readonly string[] | undefined,
  palette: Palette,
): string {
  const lines = [
    `${palette.bold('score')} ${renderScore(before.score, palette)} → ${renderScore(after.score, palette)}`,
  ];
  for (const [index, aspect] of after.aspects.entries()) {
    const was = before.aspects[index]?.score;
    if (aspect.score === null || was === null || was === undefined) continue;
    if (scope !== undefined && aspect.score === was) continue;
    lines.push(`  ${aspect.title}  ${was.toFixed(1)} → ${aspect.score.toFixed(1)}`);
  }
  if (plan.nextSteps.length > 0) {
    const steps = plan.nextSteps.map((step) => `  - ${visible(step)}`);
    lines.push('', palette.bold('before you deploy'), ...steps);
  }
  const isInScope = (id: string): boolean => scope?.includes(id) ?? true;
  const rules = after.rules.filter(({ id }) => isInScope(id));
  lines.push(...renderRemaining(rules, palette));
  const goesOn = offered.filter(isInScope);
  if (goesOn.length > 0) lines.push('', `harden --review goes on with: ${goesOn.join(', ')}`);
  const others = after.rules.filter(({ id, status }) => !isInScope(id) && status === 'fail').length;
  if (others === 1) lines.push('', '1 other rule fails: see rally-ext audit');
  if (others > 1) lines.push('', `${others} other rules fail: see rally-ext audit`);
  return lines.join('\n') + '\n';
}

/** The score of what was made anew, and what remains for a person; how to go on is in its own documents. */
export function renderResult({ after }: Hardening, palette: Palette): string {
  const score = `${palette.bold('score')} ${renderScore(after.score, palette)}`;
  return [score, ...renderRemaining(after.rules, palette)].join('\n') + '\n';
}

function renderRemaining(rules: Audit['rules'], palette: Palette): string[] {
  const left = remaining(rules);
  return left.length === 0 ? [] : ['', palette.bold('left for you'), ...renderGrouped(left)];
}

/** Which files were written, and which were not and why. */
export function renderWrites(result: WriteResult, palette: Palette): string {
  const lines = result.written.map((path) => `${palette.green('written')} ${visible(path)}`);
  for (const { path, reason } of result.failed) {
    lines.push(`${palette.red('not written')} ${visible(path)}: ${visible(reason)}`);
  }
  if (result.interrupted) lines.push(palette.yellow('interrupted; the other files are untouched'));
  return lines.length === 0 ? '' : lines.join('\n') + '\n';
}

function remaining(rules: Audit['rules']): [string, Finding][] {
  return rules
    .filter((rule) => rule.status !== 'pass')
    .flatMap((rule) => rule.findings.map((finding): [string, Finding] => [rule.id, finding]));
}

function indent(text: string): string[] {
  return text
    .trimEnd()
    .split(/\r\n|\n|\r/)
    .map((line) => `    ${visibleLine(line)}`);
}
