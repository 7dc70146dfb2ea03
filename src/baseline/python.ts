import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './programs.js';

/** How a Python with an API's dependencies is started: `poetry run python`. */
export type PythonCommand = readonly [program: string, ...args: string[]];

const PROBE = 'import alembic, sqlalchemy';

/** The first Python of a directory that has Alembic and SQLAlchemy; undefined where none has. */
export function pythonOf(directory: string): PythonCommand | undefined {
  return candidates(directory).find(([program, ...args]) => {
    const probe = [...args, '-c', PROBE];
    return spawnSync(program, probe, { cwd: directory, stdio: 'ignore' }).status === 0;
  });
}

/** The environments of the project itself, what its package manager would use, and the machine's own. */
function candidates(directory: string): PythonCommand[] {
  const inside = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const active = process.env.VIRTUAL_ENV;
  const environments = [
    ...['.venv', 'venv'].map((name) => join(directory, name, inside)),
    ...(active === undefined ? [] : [join(active, inside)]),
  ].filter((path) => existsSync(path));
  const managed = [
    { lock: 'poetry.lock', program: 'poetry', args: ['run', 'python'] },
    { lock: 'uv.lock', program: 'uv', args: ['run', 'python'] },
  ].flatMap(({ lock, program, args }): PythonCommand[] =>
    existsSync(join(directory, lock)) && onPath(program) !== undefined ? [[program, ...args]] : [],
  );
  const own = ['python3', 'python'].filter((name) => onPath(name) !== undefined);
  return [
    ...environments.map((path): PythonCommand => [path]),
    ...managed,
    ...own.map((name): PythonCommand => [name]),
  ];
}

/** What to type to get such a Python. */
export function howToInstall(directory: string): string {
  const has = (name: string): boolean => existsSync(join(directory, name));
  if (has('poetry.lock')) return 'poetry install';
  if (has('uv.lock')) return 'uv sync';
  const what = has('requirements.txt') ? '-r requirements.txt' : '.';
  return `python3 -m venv .venv && .venv/bin/pip install ${what}`;
}
