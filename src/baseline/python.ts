import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { programEnvironment } from './program-environment.js';
import { onPath } from './programs.js';
import { run, type Program } from './run.js';

/** How a Python with an API's dependencies is started. */
export type PythonCommand = Program;

/** Where a virtual environment has its Python. */
export const INSIDE = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';

/** Says which of the packages that it is given are not installed. */
const PROBE = `import sys
import alembic, sqlalchemy
from importlib.metadata import PackageNotFoundError, version
for name in sys.argv[1:]:
    try:
        version(name)
    except PackageNotFoundError:
        print(name)
`;
const PROBE_SECONDS = 60;

/** A Python that is there, and what it lacks of an API's own dependencies. */
export interface FoundPython {
  readonly python: PythonCommand;
  readonly missing: readonly string[];
}

/**
 * The environments that are there for an API and have Alembic and SQLAlchemy, the API's own first: the
 * first of them that lacks none of `names`, else the first.
 */
export async function findPython(
  directory: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<FoundPython | undefined> {
  const found: FoundPython[] = [];
  for (const python of await candidates(directory, signal)) {
    const { isFine, out } = await run([...python, '-c', PROBE, ...names], {
      ...{ cwd: directory, env: programEnvironment(), seconds: PROBE_SECONDS, signal },
    });
    if (!isFine) continue;
    const missing = out.split(/\s+/).filter((name) => name !== '');
    if (missing.length === 0) return { python, missing };
    found.push({ python, missing });
  }
  return found[0];
}

/** The environments of the project itself, what its package manager made, and the machine's own. */
async function candidates(directory: string, signal: AbortSignal): Promise<PythonCommand[]> {
  const { VIRTUAL_ENV: active = '', UV_PROJECT_ENVIRONMENT: uv = '' } = process.env;
  const environments = [
    ...['.venv', 'venv', active, uv].filter((path) => path !== ''),
    ...(await poetryEnvironment(directory, signal)),
  ].map((environment) => resolve(directory, environment, INSIDE));
  const own = ['python3', 'python'].filter((name) => onPath(name) !== undefined);
  return [
    ...[...environments, ...pdmPython(directory)].filter((path) => existsSync(path)),
    ...own,
  ].map((path): PythonCommand => [path]);
}

/** Asked for its environment; `poetry run` would make one. */
async function poetryEnvironment(directory: string, signal: AbortSignal): Promise<string[]> {
  if (!existsSync(join(directory, 'poetry.lock')) || onPath('poetry') === undefined) return [];
  const { isFine, out } = await run(['poetry', 'env', 'info', '--path'], {
    ...{ cwd: directory, env: programEnvironment(), seconds: PROBE_SECONDS, signal },
  });
  const path = out.trim();
  return isFine && path !== '' ? [path] : [];
}

/** PDM keeps the path of the project's Python in a file. */
function pdmPython(directory: string): string[] {
  const file = join(directory, '.pdm-python');
  return existsSync(file) ? [readFileSync(file, 'utf8').trim()] : [];
}

/** What to type to get such a Python. */
export function howToInstall(directory: string): string {
  const has = (name: string): boolean => existsSync(join(directory, name));
  if (has('poetry.lock')) return 'poetry install';
  if (has('uv.lock')) return 'uv sync';
  if (has('pdm.lock')) return 'pdm sync';
  const what = has('requirements.txt') ? '-r requirements.txt' : '.';
  return `python3 -m venv .venv && .venv/bin/pip install ${what}`;
}
