import { posix } from 'node:path';
import type { Extension } from '../../extension/model.js';
import { readPyproject } from '../../extension/pyproject.js';
import { get, isRecord } from '../../extension/records.js';

const MARK = /#.*\bx-release-please-(start-)?version\b/;

/** A place that holds the version, as release-please addresses it (its config.json: `extra-files`). */
export type VersionFile =
  | { readonly type: 'json' | 'toml'; readonly path: string; readonly jsonpath: string }
  /** Where comments mark the version. */
  | { readonly type: 'generic'; readonly path: string };

/** Every place that holds the version of the extension: its manifest, its web clients, its APIs. */
export function versionFiles(extension: Extension): VersionFile[] {
  const manifest = { type: 'json', path: extension.manifest.file, jsonpath: '$.version' } as const;
  const packages = extension.webs.flatMap(({ dir }) => packageVersion(extension, dir));
  const projects = [...extension.files.keys()]
    .filter((path) => posix.basename(path) === 'pyproject.toml' && isApi(extension, path))
    .flatMap((path) => projectVersions(extension, path));
  return [manifest, ...packages, ...projects, ...marked(extension)];
}

/** The modules in which a comment asks release-please to raise a version (its updaters/generic.ts). */
function marked({ files }: Extension): VersionFile[] {
  return [...files.values()]
    .filter(({ path, text }) => path.endsWith('.py') && MARK.test(text))
    .map(({ path }) => ({ type: 'generic', path }));
}

function packageVersion({ files }: Extension, dir: string): VersionFile[] {
  const path = posix.join(dir, 'package.json');
  try {
    const data: unknown = JSON.parse(files.get(path)?.text ?? '');
    const version = isRecord(data) ? get(data, 'version') : undefined;
    return isVersion(version) ? [{ type: 'json', path, jsonpath: '$.version' }] : [];
  } catch {
    return [];
  }
}

function isApi({ apis }: Extension, path: string): boolean {
  return path.startsWith('api-') || apis.some(({ dir }) => posix.dirname(path) === dir);
}

function projectVersions({ files, paths }: Extension, path: string): VersionFile[] {
  const { project, poetry } = readPyproject(files.get(path)?.text ?? '');
  const found: VersionFile[] = [];
  if (isVersion(poetry.version)) {
    found.push({ type: 'toml', path, jsonpath: '$.tool.poetry.version' });
  }
  if (isVersion(project.version)) {
    found.push({ type: 'toml', path, jsonpath: '$.project.version' });
    const lock = posix.join(posix.dirname(path), 'uv.lock');
    // uv refuses a lock file that has another version of the project itself.
    if (project.name !== undefined && paths.has(lock)) {
      found.push({ type: 'toml', path: lock, jsonpath: lockedPackage(project.name) });
    }
  }
  return found;
}

/** The name as lock files write it (PyPA, "Names and normalization"). */
function lockedPackage(name: string): string {
  const normal = name.toLowerCase().replaceAll(/[-_.]+/g, '-');
  return `$.package[?(@.name.value=='${normal}')].version`;
}

/** Where there is no such text, release-please changes nothing and only warns. */
function isVersion(value: unknown): boolean {
  return typeof value === 'string' && /\d+\.\d+\.\d+/.test(value);
}
