import { pathToFileURL } from 'node:url';
import type { Log, Notification, ReportingDescriptor, Result, Location } from 'sarif';
import type { Finding, Rule, Severity } from '../rules/rule.js';
import type { Audit, RuleReport } from './audit.js';
import { visibleJson } from './visible.js';

/** The extension's root, to which all paths are relative. */
const ROOT = 'EXTENSION';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  Result['level']
>;

/**
 * The audit as SARIF 2.1.0, for code scanning and editors
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): a result for each finding of a
 * rule that fails; what a person has to look at has the kind `review`; a rule that broke is a notification.
 */
export function auditSarif(audit: Audit, catalogue: readonly Rule[]): string {
  const broken = audit.rules.filter(({ status }) => status === 'error');
  const root = pathToFileURL(audit.extension.root).href;
  const log: Log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'rally-ext', rules: catalogue.map(descriptor) } },
        originalUriBaseIds: { [ROOT]: { uri: root.endsWith('/') ? root : `${root}/` } },
        invocations: [
          {
            executionSuccessful: broken.length === 0,
            toolExecutionNotifications: broken.flatMap(notifications),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: audit.rules.flatMap(results),
      },
    ],
  };
  return visibleJson(JSON.stringify(log, null, 2)) + '\n';
}

function descriptor({ meta }: Rule): ReportingDescriptor {
  const { id, title, failureTitle, why, severity, aspect } = meta;
  return {
    id,
    shortDescription: { text: sentence(failureTitle) },
    fullDescription: { text: sentence(why) },
    help: { text: `${sentence(title)} See rally-ext explain ${id}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [aspect] },
  };
}

function results({ id, status, severity, findings }: RuleReport): Result[] {
  if (status !== 'fail' && status !== 'manual') return [];
  // A result of another kind than `fail` has no level (section 3.27.10).
  const level = status === 'fail' ? LEVELS[severity] : 'none';
  const kind = status === 'fail' ? 'fail' : 'review';
  return findings.map((finding) => ({
    ruleId: id,
    kind,
    level,
    message: { text: finding.message },
    locations: [location(finding)],
  }));
}

function notifications({ id, findings }: RuleReport): Notification[] {
  return findings.map((finding) => ({
    associatedRule: { id },
    level: 'error',
    message: { text: finding.message },
    locations: [location(finding)],
  }));
}

function location({ file, line, column }: Finding): Location {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: ROOT },
      region: { startLine: line, startColumn: column },
    },
  };
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
