import { renderTemplate } from '../assets/template.js';
import type { Rule } from '../rules/rule.js';
import type { Audit } from './audit.js';
import { nameOf, scoreText, sectionsOf } from './sections.js';
import { visible } from './visible.js';

/** The audit as one HTML page that needs nothing else: no script, no font, no image. */
export function auditHtml(audit: Audit, catalogue: readonly Rule[]): string {
  const { score } = audit;
  const sections = sectionsOf(audit, catalogue);
  return renderTemplate('report/audit.html', {
    name: nameOf(audit),
    score,
    sections,
    scoreText,
    visible,
    grade,
  });
}

/** How good a score is, as the name of a class. */
function grade(score: number): 'good' | 'fair' | 'poor' {
  if (score >= 9) return 'good';
  return score >= 5 ? 'fair' : 'poor';
}
