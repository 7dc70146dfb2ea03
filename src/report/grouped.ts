import type { Finding } from '../rules/rule.js';
import { renderFinding } from './text.js';
import { visible } from './visible.js';

const MAX_PLACES = 5;

/** A finding under the rules that have it, and where else the very same is to be said. */
interface Group {
  readonly rules: string[];
  readonly first: Finding;
  readonly others: Finding[];
}

/**
 * The findings of several rules, each said once: two rules that share one are named together, and
 * of a message that holds in many places only the first is repeated whole.
 */
export function renderGrouped(findings: readonly (readonly [string, Finding])[]): string[] {
  const groups: Group[] = [];
  for (const [rule, finding] of findings) {
    const shared = groups.find(({ first, others }) =>
      [first, ...others].some((each) => isSame(each, finding)),
    );
    const like = groups.find(
      ({ rules, first }) => rules.includes(rule) && first.message === finding.message,
    );
    if (shared !== undefined) {
      if (!shared.rules.includes(rule)) shared.rules.push(rule);
    } else if (like !== undefined) like.others.push(finding);
    else groups.push({ rules: [rule], first: finding, others: [] });
  }
  return groups.flatMap(({ rules, first, others }) => [
    `  ${rules.join(', ')}: ${renderFinding(first)}`,
    ...(others.length === 0 ? [] : [`    also at ${places(others)}`]),
  ]);
}

function isSame(a: Finding, b: Finding): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column && a.message === b.message;
}

function places(findings: readonly Finding[]): string {
  const shown = findings.slice(0, MAX_PLACES);
  const rest = findings.length - shown.length;
  const listed = shown.map(({ file, line, column }) => `${visible(file)}:${line}:${column}`);
  return listed.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
