import { posix } from 'node:path';
import { homeOf } from '../python-dependency.js';
import type { ApiApp, Extension } from '../../extension/model.js';

const UNKNOWN: readonly [number, number] = [3, 0];

/**
 * The oldest Python an API must run on: what its pyproject.toml allows, else its image's. An unknown
 * one counts as old: what runs there runs everywhere.
 */
export function lowestPython(extension: Extension, app: ApiApp): readonly [number, number] {
  const project =
    extension.files.get(posix.join(homeOf(extension.files, app.dir), 'pyproject.toml'))?.text ?? '';
  // Poetry's `python = "^3.10"` and the standard's `requires-python = ">=3.10,<4"`.
  const constraint = /^\s*(?:requires-python|python)\s*=\s*["']([^"']*)["']/m.exec(project)?.[1];
  if (constraint !== undefined) return lowest(constraint) ?? UNKNOWN;
  const versions = extension.dockerfiles
    .filter(({ path }) => path.startsWith(`${app.dir}/`))
    .map(({ final }) => lowest(/python-?(.*)$/.exec(final.baseImage)?.[1] ?? '') ?? UNKNOWN);
  return versions.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0] ?? UNKNOWN;
}

/** The lowest version a constraint names as lower bound or by itself. */
function lowest(constraint: string): readonly [number, number] | undefined {
  const bounds = [...constraint.matchAll(/(<=?|!=)?\s*(\d+)(?:\.(\d+))?/g)]
    .filter(([, excluded]) => excluded === undefined)
    .map(([, , major, minor]): [number, number] => [Number(major), Number(minor ?? 0)]);
  return bounds[0];
}
