import type { Rule } from '../rules/rule.js';
import type { Audit, RuleReport } from './audit.js';

/** What a report for people says of one rule. */
export interface Entry {
  readonly report: RuleReport;
  /** What holds, or what is wrong where it fails. */
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
}

/** One aspect of the audit with its rules, in the catalogue's order. */
export interface Section {
  readonly title: string;
  readonly score: number | null;
  readonly entries: readonly Entry[];
}

/** The audit as people read it: an aspect after the other. */
export function sectionsOf(audit: Audit, catalogue: readonly Rule[]): Section[] {
  const metas = new Map(catalogue.map(({ meta }) => [meta.id, meta]));
  const entryOf = (report: RuleReport): Entry => {
    const meta = metas.get(report.id);
    const title = report.status === 'fail' ? meta?.failureTitle : meta?.title;
    return { report, title: title ?? '', why: meta?.why ?? '' };
  };
  return audit.aspects.map(({ id, title, score }) => ({
    title,
    score,
    entries: audit.rules.filter(({ aspect }) => aspect === id).map(entryOf),
  }));
}

/** `rally 1.2.0`, the extension as reports name it. */
export function nameOf({ extension: { name, version } }: Audit): string {
  return version === null ? name : `${name} ${version}`;
}

/** `8.3`, or that nothing of an aspect applies. */
export function scoreText(score: number | null): string {
  return score === null ? 'not applicable' : score.toFixed(1);
}
