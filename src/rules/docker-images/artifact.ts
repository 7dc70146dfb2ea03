import { posix } from 'node:path';
import type { DockerStage, Dockerfile } from '../../extension/model.js';

/** A built web client in a stage that only holds files. */
export interface Artifact {
  /** Counted from 0. */
  readonly stage: number;
  readonly name: string | undefined;
  /** The directory of the client in that stage, absolute. */
  readonly directory: string;
}

/** What builders call their results (Vite, Create React App, Next, SvelteKit). */
const RESULT = /(^|\/)(dist|build|out|public|www|html)(\/[\w.-]+)?\/?\.?$/;

/** Where the final stage of a Dockerfile has the built client; undefined where that is not plain. */
export function artifactOf({ stages, final }: Dockerfile): Artifact | undefined {
  const copies = final.copies.filter(({ sources }) => sources.length === 1);
  const results = copies.filter(({ sources: [source = ''], from }) => {
    return from !== undefined && RESULT.test(source);
  });
  const [copy, second] = results.length > 0 ? results : copies;
  if (copy === undefined || second !== undefined) return undefined;
  const [source = ''] = copy.sources;
  const place = posix.resolve(copy.workdir, copy.destination);
  if (/[*?]/.test(source) || place.includes('$')) return undefined;
  return { stage: stages.indexOf(final), name: final.name, directory: place };
}

/** A name for a new stage that none has yet. */
export function freeName(stages: readonly DockerStage[], names: readonly string[]): string {
  const taken = new Set(stages.map(({ name }) => name?.toLowerCase()));
  const free = names.find((name) => !taken.has(name));
  return free ?? `${names[0] ?? 'stage'}-${stages.length}`;
}
