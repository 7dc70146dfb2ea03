import type { Hardening } from './harden.js';
import type { PlannedFile } from './plan.js';
import type { WriteResult } from './write.js';

/** Two hardenings, the second of what the first had left, as if they had been one. */
export function joinHardenings(first: Hardening, second: Hardening): Hardening {
  const files = new Map<string, PlannedFile>(first.plan.files.map((file) => [file.path, file]));
  for (const file of second.plan.files) {
    const earlier = files.get(file.path);
    files.set(file.path, earlier === undefined ? file : joinFiles(earlier, file));
  }
  const plan = {
    ...second.plan,
    steps: [...first.plan.steps, ...second.plan.steps],
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    nextSteps: [...new Set([...first.plan.nextSteps, ...second.plan.nextSteps])],
  };
  return { ...second, extension: first.extension, before: first.before, plan };
}

function joinFiles(first: PlannedFile, second: PlannedFile): PlannedFile {
  const rules = [...new Set([...first.rules, ...second.rules])];
  return { ...first, ...second, before: first.before, rules };
}

/** What two rounds of writing came to. */
export function joinResults(first: WriteResult, second: WriteResult): WriteResult {
  return {
    written: [...new Set([...first.written, ...second.written])],
    failed: [...first.failed, ...second.failed],
    interrupted: first.interrupted || second.interrupted,
  };
}
