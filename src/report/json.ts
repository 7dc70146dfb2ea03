import type { Hardening } from '../plan/harden.js';
import type { WriteResult } from '../plan/write.js';
import type { Audit } from './audit.js';
import { visibleJson } from './visible.js';

interface FileReport {
  readonly path: string;
  readonly change: 'create' | 'edit' | 'refused';
  readonly rules: readonly string[];
  readonly reason?: string;
}

/** The audit as JSON, in the form of schemas/audit.schema.json. */
export function auditJson(audit: Audit): string {
  return print(audit);
}

/**
 * The hardening as JSON: the audit of the result, and `before`, `after`, `files` and `nextSteps`.
 * A file that was planned but could not be written counts as refused.
 */
export function hardeningJson(hardening: Hardening, writes?: WriteResult): string {
  const { before, after, plan } = hardening;
  const failed = new Map(writes?.failed.map(({ path, reason }) => [path, reason]));
  const files: FileReport[] = plan.files.map(({ path, before, rules }) => {
    const change = before === undefined ? 'create' : 'edit';
    const reason = failed.get(path);
    return reason === undefined
      ? { path, change, rules }
      : { path, change: 'refused', rules, reason };
  });
  for (const { file, rule, position, reason } of plan.refusals) {
    const where = `${position.line}:${position.column}`;
    files.push({ path: file, change: 'refused', rules: [rule.id], reason: `${where} ${reason}` });
  }
  const summary = ({ score, aspects }: Audit): object => ({ score, aspects });
  const { nextSteps } = plan;
  const report = { ...after, before: summary(before), after: summary(after), files, nextSteps };
  return print(report);
}

function print(report: object): string {
  return visibleJson(JSON.stringify(report, null, 2)) + '\n';
}
