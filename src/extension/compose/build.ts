import { posix } from 'node:path';
import { withTarget } from '../dockerfile/index.js';
import { parseImage } from '../image-reference.js';
import { interpolate } from '../interpolate.js';
import type { ComposeKind, Dockerfile, GitFacts, ServiceBuild } from '../model.js';
import { sourceOf } from '../pushes/dockerfiles.js';
import type { PushedFrom } from '../pushes/dockerfiles.js';
import { asText, get, isRecord } from '../records.js';
import type { Data } from '../records.js';
import { readBuildArgs } from './build-args.js';

/** What is needed to find the Dockerfile behind a service. */
export interface BuildPlace {
  /** Directory of the compose file, relative to the extension's root (`.` for the root itself). */
  readonly composeDirectory: string;
  readonly override: boolean;
  /** Names the extension's folder under `extensions/` may have. */
  readonly folders: readonly string[];
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  /** The directories that hold an API. */
  readonly apiDirectories: readonly string[];
  /** What the repository's workflows push, and whose it is. */
  readonly pushed: readonly PushedFrom[];
  readonly git: GitFacts;
}

export interface Build {
  readonly dockerfile: Dockerfile | undefined;
  /** Set where the Dockerfile was found. */
  readonly build: ServiceBuild | undefined;
  /** The top directory of the extension it is built from. */
  readonly directory: string | undefined;
}

const NOTHING: Build = { dockerfile: undefined, build: undefined, directory: undefined };

/** The Dockerfile that a service's `build` names; nothing where it lies outside of the extension. */
export function resolveBuild(definition: Data, place: BuildPlace): Build {
  const build = get(definition, 'build');
  const map: Data = isRecord(build) ? build : { context: build };
  // Instructions in the compose file itself have no file to look at or to edit.
  if (build === undefined || get(map, 'dockerfile_inline') !== undefined) return NOTHING;
  const context = resolved(get(map, 'context') ?? '.');
  const file = resolved(get(map, 'dockerfile') ?? 'Dockerfile');
  if (context === undefined || file === undefined || isRemote(context)) return NOTHING;

  for (const directory of contextDirectories(context, place)) {
    const path = posix.join(directory, file);
    const dockerfile = place.dockerfiles.get(path);
    if (dockerfile === undefined) continue;
    const target = resolved(get(map, 'target'));
    const build = { context: directory, target, args: readBuildArgs(get(map, 'args')) };
    return { dockerfile: targeted(dockerfile, target), build, directory: topDirectory(path) };
  }
  const [directory] = contextDirectories(context, place);
  return { ...NOTHING, directory: directory && topDirectory(`${directory}/.`) };
}

/** The Dockerfile that a workflow of the repository builds an image from which Compose only pulls. */
export function resolvePushed(definition: Data, place: BuildPlace): Build {
  const image = asText(get(definition, 'image')) ?? '';
  const source = sourceOf(image, place.pushed, place.git);
  const dockerfile = place.dockerfiles.get(source?.dockerfile ?? '');
  if (source === undefined || dockerfile === undefined) return NOTHING;
  const directory = topDirectory(source.dockerfile);
  return { dockerfile: targeted(dockerfile, source.target), build: undefined, directory };
}

/** Is an image built from one of these directories: by its context, its Dockerfile, or what that copies? */
export function isBuiltFrom(directories: readonly string[], { dockerfile, build }: Build): boolean {
  if (dockerfile === undefined) return false;
  const { contextSources, path } = dockerfile;
  const context = build?.context ?? '.';
  const places = [context, posix.dirname(path)];
  const copied = contextSources.map((source) => posix.join(context, source).replace(/\/$/, ''));
  return directories.some((directory) =>
    [...places, ...copied].some(
      (place) => place === directory || place.startsWith(`${directory}/`),
    ),
  );
}

/** The Dockerfile an image without `build` was most likely published from. */
export function inferDockerfile(
  name: string,
  role: 'api' | 'web',
  definition: Data,
  kind: ComposeKind | 'undecided',
  dockerfiles: ReadonlyMap<string, Dockerfile>,
): Dockerfile | undefined {
  const image = parseImage(interpolate(asText(get(definition, 'image')) ?? '').text);
  // `nginx:alpine` under the name web_rally is nginx, not what web-rally/Dockerfile builds.
  if (image.name !== '' && image.official) return undefined;
  const directories = [...new Set([...dockerfiles.keys()].map((path) => posix.dirname(path)))];
  const candidates = directories.filter((directory) => directory.startsWith(`${role}-`));
  const directory =
    candidates.find((candidate) => candidate === name.replaceAll('_', '-').toLowerCase()) ??
    candidates.find((candidate) => candidate === image.name) ??
    (isGeneric(name, image.name, role) && candidates.length === 1 ? candidates[0] : undefined);
  if (directory === undefined) return undefined;
  const development = kind === 'development' && image.name === '';
  const names = development ? ['Dockerfile', 'Dockerfile.prod'] : ['Dockerfile.prod', 'Dockerfile'];
  return names.flatMap((file) => dockerfiles.get(`${directory}/${file}`) ?? [])[0];
}

/** `…/rally/api` or a service plainly called `api`: the extension's only API is meant. */
function isGeneric(name: string, image: string, role: string): boolean {
  return image === role || image.endsWith(`-${role}`) || (image === '' && name === role);
}

function resolved(value: unknown): string | undefined {
  const { text, complete } = interpolate(asText(value) ?? '');
  return complete && text !== '' ? text : undefined;
}

function isRemote(context: string): boolean {
  return /^[a-z+]+:\/\/|^git@|^github\.com\/|^[/~]/i.test(context);
}

/**
 * Where a context may lie, most likely first. Overrides resolve from the Platform's root, as
 * `extensions/<name>/…`; other files from their own directory.
 */
function contextDirectories(context: string, place: BuildPlace): string[] {
  const own = posix.join(place.composeDirectory, context).replace(/\/$/, '');
  const fromPlatform = posix.normalize(context).replace(/\/$/, '');
  const [, folder = '', rest = ''] = /^extensions\/([^/]+)(?:\/(.*))?$/.exec(fromPlatform) ?? [];
  const inside = place.folders.includes(folder) ? rest || '.' : undefined;
  const candidates = place.override ? [inside, own] : [own, inside];
  return candidates.filter(
    (path): path is string => path !== undefined && path !== '..' && !path.startsWith('../'),
  );
}

/** The file built up to `target`; a target that is not there fails in Docker and tells us nothing. */
function targeted(dockerfile: Dockerfile, target: string | undefined): Dockerfile | undefined {
  return target === undefined ? dockerfile : withTarget(dockerfile, target);
}

function topDirectory(path: string): string | undefined {
  const [top, ...rest] = path.split('/');
  return rest.length === 0 || top === '.' ? undefined : top;
}
