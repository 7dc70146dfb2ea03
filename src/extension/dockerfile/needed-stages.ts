import type { DockerStage, Dockerfile } from '../model.js';

/**
 * The stages that building the final one takes: itself, those it is built on and those it takes
 * files from. Docker builds no others.
 */
export function neededStages({ stages, final }: Dockerfile): DockerStage[] {
  const needed = new Set<DockerStage>();
  const queue = [final];
  for (let stage = queue.pop(); stage !== undefined; stage = queue.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    const parent = stage.parent === undefined ? undefined : stages[stage.parent];
    const lenders = stage.borrowed.flatMap(({ from }) => stageNamed(stages, from) ?? []);
    queue.push(...lenders, ...(parent === undefined ? [] : [parent]));
  }
  return stages.filter((stage) => needed.has(stage));
}

/** The stage that `--from` names, by name or number; undefined where that is an image. */
export function stageNamed(stages: readonly DockerStage[], from: string): DockerStage | undefined {
  const named = stages.findLast(({ name }) => name?.toLowerCase() === from.toLowerCase());
  return named ?? (/^\d+$/.test(from) ? stages[Number(from)] : undefined);
}
