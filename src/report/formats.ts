import type { Rule } from '../rules/rule.js';
import type { Audit } from './audit.js';
import { auditHtml } from './html.js';
import { auditJson } from './json.js';
import { auditMarkdown } from './markdown.js';
import type { Palette } from './palette.js';
import { auditSarif } from './sarif.js';
import { renderAudit } from './text.js';

/** What `audit --format` takes. */
export const auditFormats = ['text', 'json', 'md', 'sarif', 'html'] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** The audit in one of its formats; only text has colours. */
export function renderAuditAs(
  format: AuditFormat,
  audit: Audit,
  catalogue: readonly Rule[],
  palette: Palette,
): string {
  switch (format) {
    case 'text':
      return renderAudit(audit, catalogue, palette);
    case 'json':
      return auditJson(audit);
    case 'md':
      return auditMarkdown(audit, catalogue);
    case 'sarif':
      return auditSarif(audit, catalogue);
    case 'html':
      return auditHtml(audit, catalogue);
  }
}
