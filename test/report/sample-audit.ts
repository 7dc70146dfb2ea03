import type { Audit, RuleReport } from '../../src/report/audit.js';
import type { Rule } from '../../src/rules/rule.js';

function rule(id: string, severity: 'error' | 'warning' | 'info'): Rule {
  const title = `${id} holds`;
  const failureTitle = `${id} is wrong`;
  const why = `${id} matters.`;
  return {
    meta: { id, aspect: 'compose', severity, fix: null, title, failureTitle, why },
    check: () => ({ status: 'pass' }),
  };
}

/** Text that every format would obey instead of showing it, if it could. */
export const HOSTILE = '<b onclick="x">*a* | `b` [c](d) &amp; \u001b[31m\n# e';

export const sampleRules = [
  rule('fails', 'warning'),
  rule('passes', 'error'),
  rule('asks', 'info'),
  rule('breaks', 'error'),
  rule('rests', 'error'),
];

const statuses = ['fail', 'pass', 'manual', 'error', 'not-applicable'] as const;
const place = { file: 'a dir/compose#1.yml', line: 3, column: 5, message: HOSTILE };

/** An audit with a rule in each state; what it found is hostile. */
export const sampleAudit: Audit = {
  schemaVersion: 1,
  extension: { name: 'quiz', version: '1.0.0', root: '/srv/an extension' },
  score: 3.3,
  aspects: [
    { id: 'compose', title: 'Compose', score: 3.3 },
    { id: 'migrations', title: 'Migrations', score: null },
  ],
  rules: sampleRules.map(({ meta: { id, aspect, severity, fix } }, at): RuleReport => {
    const status = statuses[at] ?? 'pass';
    const findings = ['fail', 'manual', 'error'].includes(status) ? [place] : [];
    return { id, aspect, severity, status, fix, findings };
  }),
};
