import { posix } from 'node:path';
import type { DockerStage, Extension } from '../../extension/model.js';

/** Where the nginx image looks for scripts to run before it starts. */
const START_SCRIPTS = '/docker-entrypoint.d';

/** A redirection into a file, or a program that changes files. */
const WRITES =
  /(?:^|[^0-9&>])>{1,2}\s*(?!\/dev\/)[^&\s]|\bsed\b[^\n]*\s-[a-z]*i|(?:^|[;&|]|\s)(?:tee|cp|mv|mkdir|touch|ln|chmod|envsubst)\s/m;

/**
 * A script that nginx's image runs when it starts and that writes somewhere, or that nobody has read: a
 * page's settings, mostly, among files that root has copied. Undefined where there is none.
 */
export function writingStartScript(
  extension: Extension,
  { copies }: DockerStage,
): string | undefined {
  return copies
    .filter(({ workdir, destination }) =>
      `${posix.resolve(workdir, destination)}/`.startsWith(`${START_SCRIPTS}/`),
    )
    .flatMap(({ sources, from }) => (from === undefined ? sources : sources.slice(0, 1)))
    .map((source) => posix.basename(source))
    .find((name) => {
      const paths = [...extension.paths].filter((path) => posix.basename(path) === name);
      const texts = paths.map((path) => extension.files.get(path)?.text);
      return texts.length === 0 || texts.some((text) => text === undefined || WRITES.test(text));
    });
}
