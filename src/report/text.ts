import type { Finding, Rule } from '../rules/rule.js';
import type { Audit, RuleReport } from './audit.js';
import type { Palette } from './palette.js';
import { visible } from './visible.js';

/** The audit for a terminal: score, then per aspect each rule with its evidence at file:line. */
export function renderAudit(audit: Audit, catalogue: readonly Rule[], palette: Palette): string {
  const { name, version } = audit.extension;
  const title = version === null ? name : `${name} ${version}`;
  const lines = [`${palette.bold(visible(title))}: ${renderScore(audit.score, palette)}`];
  for (const aspect of audit.aspects) {
    const score = aspect.score === null ? palette.dim('not applicable') : aspect.score.toFixed(1);
    lines.push('', `${palette.bold(aspect.title)}  ${score}`);
    for (const rule of audit.rules) {
      if (rule.aspect === aspect.id) lines.push(...renderRule(rule, catalogue, palette));
    }
  }
  return lines.join('\n') + '\n';
}

/** `4.2 / 10`, coloured by how good it is. */
export function renderScore(score: number, palette: Palette): string {
  const text = `${score.toFixed(1)} / 10`;
  if (score >= 9) return palette.green(text);
  return score >= 5 ? palette.yellow(text) : palette.red(text);
}

/** One finding as `file:line:column message`, the form terminals and editors make clickable. */
export function renderFinding(finding: Finding): string {
  const { file, line, column, message } = finding;
  return `${visible(file)}:${line}:${column} ${visible(message)}`;
}

function renderRule(rule: RuleReport, catalogue: readonly Rule[], palette: Palette): string[] {
  const meta = catalogue.find((entry) => entry.meta.id === rule.id)?.meta;
  const title = rule.status === 'fail' ? meta?.failureTitle : meta?.title;
  const marks = {
    pass: palette.green('✓'),
    fail: palette.red('✗'),
    manual: palette.yellow('?'),
    error: palette.red('!'),
    'not-applicable': palette.dim('-'),
  };
  const text = `${rule.id}  ${title ?? ''}`;
  const head = rule.status === 'not-applicable' ? palette.dim(`${text} (not applicable)`) : text;
  const evidence = rule.findings.map((finding) => `      ${renderFinding(finding)}`);
  return [`  ${marks[rule.status]} ${head}`, ...evidence];
}
