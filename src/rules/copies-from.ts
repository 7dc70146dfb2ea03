import { posix } from 'node:path';
import type { Service } from '../extension/model.js';
import { isBelow } from '../extension/python/project.js';

/**
 * False where a service's image is built from files that are named, and none of them is of a directory:
 * another program of the repository. True where nothing tells.
 */
export function copiesFrom({ dockerfile, build }: Service, dir: string): boolean {
  const sources = dockerfile?.contextSources ?? [];
  if (build === undefined || sources.length === 0) return true;
  return sources
    .map((source) => posix.join(build.context, source.replace(/^\/+|\/+$/g, '')).replace(/\/$/, ''))
    .some((path) => path === dir || isBelow(path, dir) || isBelow(dir, path));
}
