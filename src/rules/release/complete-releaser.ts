import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Change, Finding } from '../rule.js';
import type { Releaser } from './releasers.js';
import type { Permission } from './release-makers.js';
import { allPermissions, missingPermissions, permissionsOf } from './token-permissions.js';

/** Generous: in other people's workflows the same job may test and build. GitHub's own limit is 360. */
const TIMEOUT_MINUTES = 60;

/** What a job that makes releases lacks. */
export function lacks(releaser: Releaser): Finding[] {
  const { workflow, job } = releaser;
  const at = (route: readonly string[]): Omit<Finding, 'message'> => ({
    file: workflow.path,
    ...workflow.locate(['jobs', job.id, ...route]),
  });
  const findings: Finding[] = [];
  const missing = missingPermissions(releaser);
  if (missing.length > 0) {
    findings.push({ ...at(['permissions']), message: refusedWithout(releaser, missing) });
  }
  if (lacksTimeout(releaser)) {
    const message = `The job ${job.id} has no timeout-minutes: where it hangs, it runs for six hours.`;
    findings.push({ ...at([]), message });
  }
  return findings;
}

/** The edits that add it, each a change of its own. */
export function completions(releaser: Releaser): Change[] {
  const { workflow, job } = releaser;
  const change = (summary: string, operations: readonly YamlOperation[]): Change => ({
    summary,
    edits: [{ kind: 'yaml', file: workflow.path, operations }],
  });
  const changes: Change[] = [];
  const permissions = permissionOperations(releaser, missingPermissions(releaser));
  if (permissions.length > 0) {
    changes.push(change(`let the job ${job.id} make releases`, permissions));
  }
  if (lacksTimeout(releaser)) {
    const limit = aboveSteps(releaser, 'timeout-minutes', TIMEOUT_MINUTES);
    changes.push(change(`limit the time of the job ${job.id}`, [limit]));
  }
  return changes;
}

function lacksTimeout({ job }: Releaser): boolean {
  return get(job.definition, 'timeout-minutes') === undefined;
}

function refusedWithout(releaser: Releaser, missing: readonly Permission[]): string {
  const list = missing.map((name) => `${name}: write`).join(' and ');
  const { id } = releaser.job;
  return permissionsOf(releaser) === undefined
    ? `The job ${id} has no permissions: where the repository's default is to read, as in new ones, GitHub refuses the release. It needs ${list}.`
    : `The job ${id} has no ${list}: GitHub refuses the release.`;
}

function permissionOperations(
  releaser: Releaser,
  missing: readonly Permission[],
): readonly YamlOperation[] {
  if (missing.length === 0) return [];
  const route = ['jobs', releaser.job.id, 'permissions'];
  const granted = permissionsOf(releaser);
  // `read-all` with one exception has to be written out by a person.
  if (typeof granted === 'string') return [];
  if (granted === undefined) {
    const value = allPermissions(releaser.job, missing);
    if (value === undefined) return [];
    return [aboveSteps(releaser, 'permissions', value), ...reasons(route, Object.keys(value))];
  }
  if (isRecord(get(releaser.job.definition, 'permissions'))) {
    const added = missing.filter((name) => get(granted, name) === undefined);
    return [
      ...missing.map((name) => ({
        op: added.includes(name) ? ('ensure' as const) : ('set' as const),
        route: [...route, name],
        value: 'write',
      })),
      ...reasons(route, added),
    ];
  }
  // A job's permissions replace the workflow's: those are repeated.
  const inherited = Object.entries(granted).map(([name, value]) => [name, asText(value) ?? 'none']);
  const written = missing.map((name) => [name, 'write']);
  const value = Object.fromEntries([...inherited, ...written]) as Record<string, string>;
  return [aboveSteps(releaser, 'permissions', value), ...reasons(route, missing)];
}

const REASONS = new Map([
  ['contents', 'create the release'],
  ['packages', 'push the images'],
  ['pull-requests', 'open its pull request'],
]);

/** What each of the permissions is for, behind it. */
function reasons(route: readonly string[], names: readonly string[]): YamlOperation[] {
  return names.flatMap((name): YamlOperation[] => {
    const text = REASONS.get(name);
    return text === undefined ? [] : [{ op: 'remark', route: [...route, name], text }];
  });
}

/** Where a person would write it: steps are long. */
function aboveSteps({ job }: Releaser, key: string, value: YamlValue): YamlOperation {
  return { op: 'insert', where: 'before', route: ['jobs', job.id, 'steps'], key, value };
}
