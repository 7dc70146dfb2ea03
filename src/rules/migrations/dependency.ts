import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import type { Database } from '../../extension/database/model.js';
import type { Extension, SourceFile } from '../../extension/model.js';
import { readPythonProject, type PythonProject } from '../../extension/python-project.js';
import type { Finding } from '../rule.js';

const ALEMBIC = /^["']?alembic\b/im;
const POETRY_RANGE = '^1.13';
const REQUIREMENT = 'alembic>=1.13';
/** `exact` runs on every Python from 3.9 on (PyPI, alembic). */
const VERSIONS = { name: 'alembic', minimum: '1.13', below: '2', exact: '1.16.5' } as const;
const LOCKS = [
  { name: 'poetry.lock', command: 'poetry lock' },
  { name: 'uv.lock', command: 'uv lock' },
  { name: 'pdm.lock', command: 'pdm lock' },
];

/** Alembic missing from what the API installs, or from its lock file. */
export function missingDependency(extension: Extension, database: Database): Finding[] {
  const { dir } = database;
  const files = projectFiles(extension, dir);
  const [first] = files;
  if (first === undefined) return [];
  if (!files.some((file) => asksForAlembic(file))) {
    const message = `The image of ${dir} has no Alembic: "${REQUIREMENT}" is no dependency of the application.`;
    const [edit] = dependencyEdits(extension, database);
    return [{ file: edit?.file ?? first.path, line: 1, column: 1, message }];
  }
  return staleLocks(extension, dir).map(({ path, command }) => {
    const message = `${posix.basename(path)} is older than pyproject.toml and has no alembic, so what installs from it stops: run "${command}" in ${dir}.`;
    return { file: path, line: 1, column: 1, message };
  });
}

/** The lock files that do not know of Alembic yet. */
export function staleLocks(
  { files }: Extension,
  dir: string,
): { readonly path: string; readonly command: string }[] {
  const file = files.get(`${dir}/pyproject.toml`);
  const project = file && readPythonProject(file);
  if (project?.dependencies.has('alembic') !== true) return [];
  return LOCKS.flatMap(({ name, command }) => {
    // The others are left over from another package manager.
    if (project.style === 'poetry' && name !== 'poetry.lock') return [];
    const lock = files.get(`${dir}/${name}`);
    if (lock === undefined || /^name = "alembic"/m.test(lock.text)) return [];
    return [{ path: lock.path, command }];
  });
}

/** Adds it where the application's own dependencies are listed: pyproject.toml, else requirements.txt. */
export function dependencyEdits(extension: Extension, { dir }: Database): FileEdit[] {
  const files = projectFiles(extension, dir);
  if (files.length === 0 || files.some((file) => asksForAlembic(file))) return [];
  const file = extension.files.get(`${dir}/pyproject.toml`);
  const project = file && readPythonProject(file);
  const operation = project && operationFor(project);
  if (file !== undefined && operation !== undefined) {
    return [{ kind: 'toml', file: file.path, operations: [operation] }];
  }
  const requirements = `${dir}/requirements.txt`;
  // A pyproject.toml that is not TOML may list them all the same.
  if ((file !== undefined && project === undefined) || !extension.files.has(requirements))
    return [];
  return [
    { kind: 'requirements', file: requirements, operations: [{ op: 'require', ...VERSIONS }] },
  ];
}

function operationFor({ style }: PythonProject) {
  switch (style) {
    case 'poetry':
      return {
        op: 'ensure-key',
        table: ['tool', 'poetry', 'dependencies'],
        key: 'alembic',
        value: POETRY_RANGE,
      } as const;
    case 'standard':
      return { op: 'append-item', route: ['project', 'dependencies'], value: REQUIREMENT } as const;
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

function asksForAlembic(file: SourceFile): boolean {
  if (file.path.endsWith('.txt'))
    return !/dev|test/.test(posix.basename(file.path)) && ALEMBIC.test(file.text);
  return readPythonProject(file)?.dependencies.has('alembic') === true;
}
