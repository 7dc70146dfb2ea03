import { posix } from 'node:path';
import { deployedTarget, isDevelopmentTarget } from '../../extension/compose/development-target.js';
import { withTarget } from '../../extension/dockerfile/index.js';
import { kept } from '../../extension/kept.js';
import type {
  ComposeFile,
  Dockerfile,
  Extension,
  Service,
  ServiceBuild,
} from '../../extension/model.js';

interface ImageBuild {
  readonly dockerfile: Dockerfile;
  readonly context: string;
  readonly target?: string;
  readonly args: ServiceBuild['args'];
}

/**
 * How the image of a service is built; undefined where it is not built from this extension. A
 * deployment that only names an image leaves the context open: it is the one with which another
 * compose file builds the Dockerfile, else the directory its COPY sources are found in.
 */
export function buildOf(
  extension: Extension,
  file: ComposeFile,
  service: Service,
): ImageBuild | undefined {
  if (service.dockerfile === undefined) return undefined;
  const dockerfile = deployedDockerfile(extension, file, service.dockerfile);
  const builds = extension.composeFiles
    .flatMap(({ services }) => services)
    .filter((other) => other.dockerfile?.path === dockerfile.path)
    .flatMap(({ build }) => build ?? []);
  const own = dockerfile === service.dockerfile ? service.build : undefined;
  const build = own ?? builds[0];
  if (build === undefined) {
    return { dockerfile, context: contextFromSources(extension, dockerfile), args: [] };
  }
  const { context, args } = build;
  const whole = extension.dockerfiles.find(({ path }) => path === dockerfile.path) ?? dockerfile;
  const target = deployedStage(file, whole, build.target);
  if (target === undefined) return { dockerfile: whole, context, args };
  return { dockerfile: withTarget(whole, target) ?? dockerfile, context, args, target };
}

/** A development file builds the stage that developers run; what is published is another one. */
function deployedStage(
  { kind }: ComposeFile,
  dockerfile: Dockerfile,
  target: string | undefined,
): string | undefined {
  const isForDevelopment = kind === 'development' && target !== undefined;
  return isForDevelopment && isDevelopmentTarget(target)
    ? deployedTarget(dockerfile, target)
    : target;
}

/**
 * A development file builds what developers run; what is published is `Dockerfile.prod` beside it, or
 * beside a `Dockerfile.dev` the one without such a word.
 */
function deployedDockerfile(
  extension: Extension,
  { kind }: ComposeFile,
  dockerfile: Dockerfile,
): Dockerfile {
  if (kind !== 'development') return dockerfile;
  const directory = posix.dirname(dockerfile.path);
  const name = posix.basename(dockerfile.path);
  const plain = name.replace(/[._-]?(dev|devel|development|local|debug)(?=[._-]|$)/i, '');
  return (
    [`${plain}.prod`, plain]
      .map((each) => posix.join(directory, each))
      .flatMap((each) => extension.dockerfiles.find(({ path }) => path === each) ?? [])[0] ??
    dockerfile
  );
}

/** The directory at or above the Dockerfile in which most of what it copies exists; its own on a tie. */
function contextFromSources(extension: Extension, dockerfile: Dockerfile): string {
  const sources = dockerfile.contextSources.map((source) => posix.normalize(source));
  let best = posix.dirname(dockerfile.path);
  let most = 0;
  for (const directory of ancestors(best)) {
    const found = sources.filter((source) =>
      exists(extension.paths, posix.join(directory, source)),
    ).length;
    if (found > most) [best, most] = [directory, found];
  }
  return best;
}

/** The directory and those above it, up to the extension's root. */
function ancestors(directory: string): string[] {
  return directory === '.' ? ['.'] : [directory, ...ancestors(posix.dirname(directory))];
}

/** Is there such a file or directory? A pattern (`package*.json`) counts by what precedes it. */
function exists(paths: ReadonlySet<string>, source: string): boolean {
  const [before = ''] = source.replace(/\/$/, '').split(/[*?[]/);
  const isPattern = before.length < source.replace(/\/$/, '').length;
  if (before === '' || before === '.') return false;
  if (!isPattern) return paths.has(before) || directoriesOf(paths).has(before);
  return [...paths].some((path) => path.startsWith(before));
}

const directoriesOf = kept(
  (paths: ReadonlySet<string>) =>
    new Set([...paths].flatMap((path) => ancestors(posix.dirname(path)))),
);
