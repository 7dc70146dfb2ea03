import type { Finding, Rule } from '../rules/rule.js';
import type { Audit } from './audit.js';
import type { Palette } from './palette.js';
import { nameOf, scoreText, sectionsOf, type Entry } from './sections.js';
import { visible } from './visible.js';

/** The audit for a terminal: score, then per aspect each rule with its evidence at file:line. */
export function renderAudit(audit: Audit, catalogue: readonly Rule[], palette: Palette): string {
  const title = palette.bold(visible(nameOf(audit)));
  const lines = [`${title}: ${renderScore(audit.score, palette)}`];
  for (const { title, score, entries } of sectionsOf(audit, catalogue)) {
    const text = score === null ? palette.dim(scoreText(score)) : scoreText(score);
    lines.push('', `${palette.bold(title)}  ${text}`);
    for (const entry of entries) lines.push(...renderEntry(entry, palette));
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

function renderEntry({ report, title }: Entry, palette: Palette): string[] {
  const marks = {
    pass: palette.green('✓'),
    fail: palette.red('✗'),
    manual: palette.yellow('?'),
    error: palette.red('!'),
    'not-applicable': palette.dim('-'),
  };
  const text = `${report.id}  ${title}`;
  const head = report.status === 'not-applicable' ? palette.dim(`${text} (not applicable)`) : text;
  const evidence = report.findings.map((finding) => `      ${renderFinding(finding)}`);
  return [`  ${marks[report.status]} ${head}`, ...evidence];
}
