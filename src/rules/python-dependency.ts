import { posix } from 'node:path';
import type { FileEdit } from '../edit/edit.js';
import type { Extension, SourceFile } from '../extension/model.js';
import { readPythonProject, type PythonProject } from '../extension/python-project.js';
import type { Finding } from './rule.js';

/** A package of PyPI that an API needs. */
export interface PythonPackage {
  /** The normalised name. */
  readonly name: string;
  /** Its versions, as Poetry's own table names them. */
  readonly poetryRange: string;
  /** The oldest version that will do. */
  readonly minimum: string;
  /** The first version that may not. */
  readonly below: string;
  /** A whole version, for requirements that name each exactly. */
  readonly exact: string;
}

const LOCKS = [
  { name: 'poetry.lock', command: 'poetry lock' },
  { name: 'uv.lock', command: 'uv lock' },
  { name: 'pdm.lock', command: 'pdm lock' },
];

/** A package missing from what an API installs, or from its lock file; `what` it lacks without it. */
export function missingDependency(
  extension: Extension,
  dir: string,
  wanted: PythonPackage,
  what: string,
): Finding[] {
  const files = projectFiles(extension, dir);
  const [first] = files;
  if (first === undefined) return [];
  if (!files.some((file) => asksFor(file, wanted))) {
    const message = `The image of ${dir} has no ${what}: "${requirement(wanted)}" is no dependency of the application.`;
    const [edit] = dependencyEdits(extension, dir, wanted);
    return [{ file: edit?.file ?? first.path, line: 1, column: 1, message }];
  }
  return staleLocks(extension, dir, wanted).map(({ path, command }) => {
    const message = `${posix.basename(path)} is older than pyproject.toml and has no ${wanted.name}, so what installs from it stops: run "${command}" in ${dir}.`;
    return { file: path, line: 1, column: 1, message };
  });
}

/** True where an API's dependencies name a package. */
export function hasDependency(extension: Extension, dir: string, wanted: PythonPackage): boolean {
  return projectFiles(extension, dir).some((file) => asksFor(file, wanted));
}

/** The lock files that do not know of a package yet that pyproject.toml names. */
export function staleLocks(
  { files }: Extension,
  dir: string,
  { name: wanted }: PythonPackage,
): { readonly path: string; readonly command: string }[] {
  const file = files.get(`${dir}/pyproject.toml`);
  const project = file && readPythonProject(file);
  if (project?.dependencies.has(wanted) !== true) return [];
  return LOCKS.flatMap(({ name, command }) => {
    // The others are left over from another package manager.
    if (project.style === 'poetry' && name !== 'poetry.lock') return [];
    const lock = files.get(`${dir}/${name}`);
    if (lock === undefined || new RegExp(`^name = "${wanted}"`, 'm').test(lock.text)) return [];
    return [{ path: lock.path, command }];
  });
}

/** Adds a package where the application's own dependencies are listed: pyproject.toml, else requirements.txt. */
export function dependencyEdits(
  extension: Extension,
  dir: string,
  wanted: PythonPackage,
): FileEdit[] {
  const files = projectFiles(extension, dir);
  if (files.length === 0 || files.some((file) => asksFor(file, wanted))) return [];
  const file = extension.files.get(`${dir}/pyproject.toml`);
  const project = file && readPythonProject(file);
  const operation = project && operationFor(project, wanted);
  if (file !== undefined && operation !== undefined) {
    return [{ kind: 'toml', file: file.path, operations: [operation] }];
  }
  const requirements = `${dir}/requirements.txt`;
  // A pyproject.toml that is not TOML may list them all the same.
  const isUnclear = file !== undefined && project === undefined;
  if (isUnclear || !extension.files.has(requirements)) return [];
  const { name, minimum, below, exact } = wanted;
  const require = { op: 'require', name, minimum, below, exact } as const;
  return [{ kind: 'requirements', file: requirements, operations: [require] }];
}

/** As a requirement (PyPA, "Dependency specifiers"). */
export function requirement({ name, minimum }: PythonPackage): string {
  return `${name}>=${minimum}`;
}

function operationFor({ style }: PythonProject, wanted: PythonPackage) {
  switch (style) {
    case 'poetry':
      return {
        op: 'ensure-key',
        table: ['tool', 'poetry', 'dependencies'],
        key: wanted.name,
        value: wanted.poetryRange,
      } as const;
    case 'standard':
      return {
        op: 'append-item',
        route: ['project', 'dependencies'],
        value: requirement(wanted),
      } as const;
    case undefined:
      return undefined;
  }
}

function projectFiles({ files }: Extension, dir: string): SourceFile[] {
  return [...files.values()].filter(
    ({ path }) =>
      posix.dirname(path) === dir &&
      /^(pyproject\.toml|requirements[\w.-]*\.txt)$/.test(posix.basename(path)),
  );
}

function asksFor(file: SourceFile, { name }: PythonPackage): boolean {
  if (file.path.endsWith('.txt')) {
    const line = new RegExp(`^["']?${name.replaceAll('-', '[-_.]')}(?![\\w.-])`, 'im');
    return !/dev|test/.test(posix.basename(file.path)) && line.test(file.text);
  }
  return readPythonProject(file)?.dependencies.has(name) === true;
}
