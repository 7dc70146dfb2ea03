import { posix } from 'node:path';
import type { ComposeKind, Service } from '../model.js';
import { asText, get, isRecord } from '../records.js';
import { commandText } from './command.js';

const DEVELOPMENT_COMMAND =
  /--reload\b|\b(npm|pnpm|yarn|bun)( run)? (dev|start)\b|\bvite\b(?! build)|\bfastapi dev\b|\bnodemon\b|\bdev[_-]server\b|\bmanage\.py runserver\b|\bdebugpy\b/;

/** The stage of a Dockerfile with what only who develops needs. */
const DEVELOPMENT_TARGET = /^(dev|devel|development|debug|local)$/i;

/**
 * What a file is for whose name does not say (`compose.yml`): development if it runs from mounted
 * sources, with a reloading server or from the development images, or if production has a file of
 * its own; else the extension's standalone stack.
 */
export function bareKind(
  services: readonly Service[],
  directory: string,
  hasProductionFile: boolean,
  exists: (path: string) => boolean,
): ComposeKind {
  if (hasProductionFile) return 'development';
  const isDevelopment = services.some(
    ({ definition, dockerfile, role }) =>
      DEVELOPMENT_COMMAND.test(commandText(definition)) ||
      get(definition, 'develop') !== undefined ||
      DEVELOPMENT_TARGET.test(targetOf(definition)) ||
      (dockerfile !== undefined &&
        get(definition, 'build') !== undefined &&
        (/dev/i.test(posix.basename(dockerfile.path)) || exists(`${dockerfile.path}.prod`))) ||
      boundIn(definition, directory).some(
        (path) =>
          path === contextOf(definition, directory) ||
          ((role === 'api' || role === 'web') && isSources(path)),
      ),
  );
  return isDevelopment ? 'development' : 'standalone';
}

function targetOf(definition: Readonly<Record<string, unknown>>): string {
  const build = get(definition, 'build');
  return isRecord(build) ? (asText(get(build, 'target')) ?? '') : '';
}

/** The directory of the extension, or an api-* or web-* one: code from outside of the image. */
function isSources(path: string): boolean {
  return path === '.' || /^(api|web)-[^/]+(\/(src|app))?$/.test(path);
}

/** The directory of the repository that an image is built from. */
function contextOf(
  definition: Readonly<Record<string, unknown>>,
  directory: string,
): string | undefined {
  const build = get(definition, 'build');
  const context = asText(isRecord(build) ? get(build, 'context') : build);
  return context === undefined ? undefined : inRepository(directory, context);
}

function inRepository(directory: string, path: string): string {
  return posix.join(directory, path).replace(/\/$/, '') || '.';
}

/** What a service mounts of the repository, from its root. */
function boundIn(definition: Readonly<Record<string, unknown>>, directory: string): string[] {
  const volumes = get(definition, 'volumes');
  return (Array.isArray(volumes) ? volumes : []).flatMap((volume: unknown) => {
    const source = isRecord(volume)
      ? get(volume, 'type') === 'bind' && asText(get(volume, 'source'))
      : asText(volume)?.split(':')[0];
    if (typeof source !== 'string' || !/^\.{1,2}(\/|$)/.test(source)) return [];
    return [inRepository(directory, source)];
  });
}
