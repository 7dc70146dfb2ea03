import { get, isRecord } from '../records.js';
import type { Data } from '../records.js';
import type { WorkflowJob } from '../workflows/model.js';

/**
 * The combinations a job runs with, without those that are computed (GitHub, "Running variations of
 * jobs in a workflow"); one empty combination for a job without a matrix.
 */
export function combinations({ definition }: WorkflowJob): Data[] {
  const strategy = get(definition, 'strategy');
  const matrix = isRecord(strategy) ? get(strategy, 'matrix') : undefined;
  if (!isRecord(matrix)) return [{}];
  let combined: Data[] = [{}];
  for (const [key, values] of Object.entries(matrix)) {
    if (key === 'include' || key === 'exclude' || !Array.isArray(values)) continue;
    combined = combined.flatMap((one) =>
      values.map((value: unknown) => ({ ...one, [key]: value })),
    );
  }
  const hasKeys = combined.length > 1 || Object.keys(combined[0] ?? {}).length > 0;
  const include = get(matrix, 'include');
  const extra = (Array.isArray(include) ? include : []).filter(isRecord);
  if (!hasKeys) return extra.length > 0 ? extra : [{}];
  return extra.reduce<Data[]>((all, one) => withIncluded(all, one, Object.keys(matrix)), combined);
}

/** Added to the combinations it does not contradict; else a combination of its own. */
function withIncluded(all: readonly Data[], extra: Data, keys: readonly string[]): Data[] {
  const fits = (one: Data): boolean =>
    keys.every((key) => get(extra, key) === undefined || get(one, key) === get(extra, key));
  return all.some(fits)
    ? all.map((one) => (fits(one) ? { ...one, ...extra } : one))
    : [...all, extra];
}
