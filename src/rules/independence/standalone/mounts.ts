import { posix } from 'node:path';
import { interpolate } from '../../../extension/interpolate.js';
import type { Extension } from '../../../extension/model.js';
import type { HardenedService } from '../../compose/hardened-services.js';
import { mountsOf, type Mount } from '../../compose/mounts.js';

/** A file of the host that a container reads: somebody has to provide it. */
export interface HostFile {
  /** Its name in the compose file. */
  readonly name: string;
  readonly target: string;
  /** Where it lies, as Compose reads it: `${JWT_KEY_PUB:-/deploy/keys/jwt.key.pub}`. */
  readonly file: string;
}

/** What a service mounts, in a stack of its own. */
export interface Mounts {
  /** Entries of `volumes`, as they are written. */
  readonly volumes: readonly string[];
  /** The named volumes among them that hold what people leave behind. */
  readonly kept: readonly string[];
  readonly files: readonly HostFile[];
}

/**
 * What a service mounts in the Platform, for a machine without it: its directories become volumes,
 * its files are asked for.
 */
export function stackMounts(extension: Extension, target: HardenedService): Mounts {
  const volumes: string[] = [];
  const kept: string[] = [];
  const files: HostFile[] = [];
  for (const mount of mountsOf(target.definition)) {
    if (mount.kind === 'tmpfs' || mount.source === '') continue;
    const written = (source: string): string =>
      `${source}:${mount.target}${mount.readOnly ? ':ro' : ''}`;
    const own = ownPath(extension, target, mount.source);
    if (own !== undefined) volumes.push(written(own));
    else if (mount.kind === 'volume') {
      volumes.push(written(mount.source));
      if (!mount.readOnly) kept.push(mount.source);
    } else if (isSocket(mount.source)) volumes.push(written(mount.source));
    else if (isFile(mount)) files.push(hostFile(mount));
    else if (mount.readOnly) volumes.push(written(absolute(mount.source)));
    else {
      const volume = slug(`${target.service.name}_${posix.basename(mount.target)}`);
      volumes.push(`${volume}:${mount.target}`);
      kept.push(volume);
    }
  }
  return { volumes, kept, files };
}

/** A file or directory of the repository, as it is reached from deploy/. */
function ownPath(
  extension: Extension,
  { file }: HardenedService,
  source: string,
): string | undefined {
  if (!/^\.{0,2}[\w.-]*\//.test(source) || source.startsWith('/')) return undefined;
  const path = posix.normalize(source);
  const folder = extension.platformFolder ?? extension.manifest.name;
  const inside = file.override
    ? path.startsWith(`extensions/${folder}/`) && path.slice(`extensions/${folder}/`.length)
    : posix.join(posix.dirname(file.path), path);
  if (inside === false || inside.startsWith('../')) return undefined;
  const isThere = [...extension.paths].some(
    (each) => each === inside || each.startsWith(`${inside}/`),
  );
  return isThere ? posix.relative('deploy', inside) : undefined;
}

function isSocket(source: string): boolean {
  return interpolate(source).text.endsWith('.sock');
}

/** `/jwt.key.pub`: what has an ending is a file, as far as a name tells. */
function isFile({ target }: Mount): boolean {
  return /\.\w+$/.test(posix.basename(target));
}

function hostFile({ source, target }: Mount): HostFile {
  const name = slug(posix.basename(interpolate(source).text));
  const file = source.includes('$') ? source : `\${${name.toUpperCase()}:-${absolute(source)}}`;
  return { name, target, file };
}

/** Below the Platform's root there is nothing on another machine. */
function absolute(source: string): string {
  return source.startsWith('/') || source.includes('$')
    ? source
    : `/deploy/${posix.normalize(source).replace(/^(\.\.\/)+/, '')}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
