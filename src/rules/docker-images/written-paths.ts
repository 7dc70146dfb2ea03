import { posix } from 'node:path';
import { environmentOf } from '../../extension/compose/environment.js';
import { shellCommands } from '../../extension/dockerfile/words.js';
import type { DockerStage, Extension, StageRun } from '../../extension/model.js';
import { asText } from '../../extension/records.js';
import { mountsOf } from '../compose/mounts.js';
import { codePaths } from './code-paths.js';
import type { DeployedImage } from './deployed-images.js';

/** What a program writes to in its image, as absolute paths. */
export interface WrittenPaths {
  /** Directories that belong to it with all that is in them. */
  readonly trees: readonly string[];
  /** Those of them that the image may not have yet. */
  readonly missing: readonly string[];
  /** Directories in which it makes files and directories; what is there already is not its own. */
  readonly directories: readonly string[];
  /** Where the code writes to places that only running it tells, as `file:line`. */
  readonly elsewhere: readonly string[];
}

/** Everybody may write here, or it is no place of an image. */
const SHARED = /^\/(tmp|var\/tmp|dev|proc|sys|run\/secrets)(\/|$)/;
/** Directories of the system and of installed software that a RUN may make for its own needs. */
const SYSTEM = /^\/(etc|usr|bin|sbin|lib|lib64|root|boot|var\/(lib\/(apt|dpkg)|cache\/apt))(\/|$)/;

/** A path that means itself to a shell; `VOLUME ['/data']` is no JSON, and names `/[/data]`. */
const PLAIN = /^[\w./@+-]+$/;

/** The multiprocess mode of prometheus-client keeps its files there; the old name is still read. */
const METRICS = new Set(['PROMETHEUS_MULTIPROC_DIR', 'prometheus_multiproc_dir']);

/** What the program of an image writes to, as far as Dockerfile, compose files and code tell. */
export function writtenPaths(extension: Extension, image: DeployedImage): WrittenPaths {
  const { final } = image.dockerfile;
  const code = codePaths(extension, image);
  const made = madeDirectories(final);
  const found = [
    ...made,
    ...final.volumes,
    ...image.services.flatMap(({ definition }) =>
      mountsOf(definition)
        .filter(({ kind, readOnly }) => kind === 'volume' && !readOnly)
        .map(({ target }) => target),
    ),
    ...metricsDirectories(image),
    ...code.trees,
  ];
  const all = [...new Set(found.map((path) => posix.resolve(final.workdir, path)))].filter(
    (path) => path !== '/' && path !== final.workdir && !SHARED.test(path) && PLAIN.test(path),
  );
  const trees = all.filter((path) => !all.some((other) => path.startsWith(`${other}/`)));
  const makesFiles = code.elsewhere.length > 0 || writesConfiguration(final);
  return {
    trees,
    missing: trees.filter((path) => !made.includes(path)),
    directories: makesFiles && final.workdir !== '/' ? [final.workdir] : [],
    elsewhere: code.elsewhere,
  };
}

/** Directories that a RUN makes and nothing fills: `RUN mkdir static`. */
function madeDirectories({ runs, copies, workdir }: DockerStage): string[] {
  const filled = copies.map((copy) => posix.resolve(copy.workdir, copy.destination));
  return runs
    .flatMap(madeBy)
    .filter(
      (path) =>
        !SYSTEM.test(path) && !isIn(workdir, path) && !filled.some((place) => isIn(place, path)),
    );
}

function madeBy({ script, workdir }: StageRun): string[] {
  return shellCommands(script)
    .filter(([program]) => program === 'mkdir')
    .flatMap(([, ...words]) =>
      words.filter((word, index) => !word.startsWith('-') && words[index - 1] !== '-m'),
    )
    .filter((word) => /^[\w./-]+$/.test(word))
    .map((word) => posix.resolve(workdir, word));
}

function metricsDirectories({ dockerfile, services }: DeployedImage): string[] {
  const given = services.flatMap(({ definition }) =>
    environmentOf(definition).map(({ name, value }) => [name, asText(value) ?? ''] as const),
  );
  const own = [...dockerfile.final.environment].map(([name, { value }]) => [name, value] as const);
  return [...own, ...given]
    .filter(([name, value]) => METRICS.has(name) && value !== '' && !value.includes('$'))
    .map(([, value]) => value);
}

/** Vite and Next write beside their configuration, also where they only serve. */
function writesConfiguration({ command }: DockerStage): boolean {
  return /\b(vite|next|npm (run )?(dev|preview|start)|(pnpm|yarn) (run )?(dev|preview))\b/.test(
    (command ?? []).join(' '),
  );
}

function isIn(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
