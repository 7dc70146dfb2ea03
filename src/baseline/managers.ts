import type { Program } from './run.js';

/** A command that installs what a lock file has for the application itself, and nothing else. */
export interface ManagerInstall {
  readonly command: Program;
  /** Undefined takes a variable away. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Package managers that can be told where an environment shall be, by their lock file. PDM writes a file
 * into the project and may take an environment that is there: pip does its work.
 */
export const MANAGERS = [
  { file: 'poetry.lock', program: 'poetry' },
  { file: 'uv.lock', program: 'uv' },
] as const;

/** An environment that is active is somebody's own: nothing is installed there. */
const NOT_THEIRS = {
  VIRTUAL_ENV: undefined,
  CONDA_PREFIX: undefined,
  CONDA_DEFAULT_ENV: undefined,
};

/** How each package manager is told to make its environment at, or in, a directory that is not there yet. */
export function managerInstall(
  program: (typeof MANAGERS)[number]['program'],
  environments: string,
): ManagerInstall {
  switch (program) {
    case 'poetry':
      return {
        command: ['poetry', 'install', '--only', 'main', '--no-root', '--no-interaction'],
        env: {
          ...NOT_THEIRS,
          POETRY_VIRTUALENVS_CREATE: 'true',
          POETRY_VIRTUALENVS_IN_PROJECT: 'false',
          POETRY_VIRTUALENVS_PATH: environments,
        },
      };
    case 'uv':
      return {
        // Frozen: a lock file that is behind is not written here.
        command: ['uv', 'sync', '--frozen', '--no-dev', '--no-install-project'],
        env: { ...NOT_THEIRS, UV_PROJECT_ENVIRONMENT: environments },
      };
  }
}
