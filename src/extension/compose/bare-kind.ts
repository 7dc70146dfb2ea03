import { posix } from 'node:path';
import type { ComposeKind, Service } from '../model.js';
import { asText, get, isRecord } from '../records.js';
import { commandText, whatItRuns } from './command.js';
import { isDevelopmentTarget } from './development-target.js';

const DEVELOPMENT_COMMAND =
  /--reload\b|\b(npm|pnpm|yarn|bun)( run)? (dev|start)\b|\bvite\b(?! build)|\bfastapi dev\b|\bnodemon\b|\bdev[_-]server\b|\bmanage\.py runserver\b|\bdebugpy\b/;

/** The same as the program of an image, which may well be started with `npm start` in production. */
const DEVELOPMENT_IMAGE =
  /--reload\b|\b(npm|pnpm|yarn|bun)( run)? dev\b|\bfastapi dev\b|\bnodemon\b/;

/**
 * What a file is for whose name does not say (`compose.yml`): development if it runs from mounted
 * sources, with a reloading server or from the development images, or if that is known already: production has
 * a file of its own, or nothing runs the application; else the extension's standalone stack.
 */
export function bareKind(
  services: readonly Service[],
  directory: string,
  isKnownAsSuch: boolean,
  exists: (path: string) => boolean,
): ComposeKind {
  if (isKnownAsSuch) return 'development';
  const isDevelopment = services.some(
    ({ definition, dockerfile, role }) =>
      DEVELOPMENT_COMMAND.test(commandText(definition)) ||
      (commandText(definition) === '' && DEVELOPMENT_IMAGE.test(whatItRuns({}, dockerfile))) ||
      get(definition, 'develop') !== undefined ||
      isDevelopmentTarget(targetOf(definition)) ||
      (dockerfile !== undefined &&
        get(definition, 'build') !== undefined &&
        (/dev/i.test(posix.basename(dockerfile.path)) || exists(`${dockerfile.path}.prod`))) ||
      (isPart(role) && mounted(definition, directory).some(isSource)),
  );
  return isDevelopment || mostMountContexts(services, directory) ? 'development' : 'standalone';
}

const isPart = (role: Service['role']): boolean => role === 'api' || role === 'web';

/** Sources at the top of the extension, or those of an api-* or web-* directory. */
const isSource = (path: string): boolean =>
  path === '.' || /^(api|web)-[^/]+(\/(src|app))?$/.test(path);

/** Do most of those that are built mount what they are built from? One alone may be left over. */
function mostMountContexts(services: readonly Service[], directory: string): boolean {
  const built = services.flatMap(({ definition }) => {
    const context = contextOf(definition, directory);
    return context === undefined ? [] : [{ definition, context }];
  });
  const mounting = built.filter(({ definition, context }) => {
    const parts = [context, ...['src', 'app'].map((part) => posix.join(context, part))];
    return mounted(definition, directory).some((path) => parts.includes(path));
  });
  return mounting.length * 2 > built.length;
}

/** The directory of the repository that an image is built from. */
function contextOf(
  definition: Readonly<Record<string, unknown>>,
  directory: string,
): string | undefined {
  const build = get(definition, 'build');
  const context = isRecord(build) ? (asText(get(build, 'context')) ?? '.') : asText(build);
  return context === undefined ? undefined : inRepository(directory, context);
}

function inRepository(directory: string, path: string): string {
  return posix.join(directory, path).replace(/\/$/, '') || '.';
}

function targetOf(definition: Readonly<Record<string, unknown>>): string {
  const build = get(definition, 'build');
  return isRecord(build) ? (asText(get(build, 'target')) ?? '') : '';
}

/** What it mounts of the extension, relative to its root. */
function mounted(definition: Readonly<Record<string, unknown>>, directory: string): string[] {
  const volumes = get(definition, 'volumes');
  return (Array.isArray(volumes) ? volumes : []).flatMap((volume: unknown) => {
    const source = isRecord(volume)
      ? get(volume, 'type') === 'bind' && asText(get(volume, 'source'))
      : asText(volume)?.split(':')[0];
    if (typeof source !== 'string' || !/^\.{1,2}(\/|$)/.test(source)) return [];
    return [inRepository(directory, source)];
  });
}
