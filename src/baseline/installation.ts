import { nameOf, readDirectRequirements } from './direct-requirements.js';
import { readLockedVersions, type LockedVersions } from './locked-versions.js';
import { Unplannable } from './unplannable.js';
import type { Specifiers } from './version-range.js';

/** The files of an API's directory by name; undefined for one that is not there. */
export type ReadFile = (name: string) => string | undefined;

/** What pip has to install so that an API can be imported. */
export interface Installation {
  /** What pyproject.toml names, for a requirements file. */
  readonly requirements: readonly string[];
  /** The lines of requirements.txt, where that is to be installed as well; it is read where it is. */
  readonly listed: readonly string[];
  /** For a constraints file: the versions that a lock file has. */
  readonly constraints: readonly string[];
  /** The index to take everything from; undefined for the one that pip is set up with. */
  readonly index: string | undefined;
  /** The versions of Python it is for. */
  readonly python: Specifiers;
}

/** The first that is there counts. */
const LOCK_FILES = ['poetry.lock', 'uv.lock', 'pdm.lock'];

const NOTHING: LockedVersions = { constraints: [], names: new Set(), index: undefined };

/**
 * Works out what to install: what pyproject.toml names, in the versions of the lock file; without a
 * lock file also what requirements.txt names.
 * @throws Unplannable where that is nothing, or nothing that pip alone can get
 */
export function planInstallation(readFile: ReadFile): Installation {
  const pyproject = readFile('pyproject.toml');
  const lock = pyproject === undefined ? undefined : lockFile(readFile);
  const locked = lock === undefined ? NOTHING : readLockedVersions(lock.file, lock.text);
  const direct =
    pyproject === undefined
      ? { requirements: [], python: '' }
      : readDirectRequirements(pyproject, locked.names);
  const listed = lock === undefined ? listedRequirements(readFile('requirements.txt')) : [];
  if (direct.requirements.length + listed.length === 0) {
    throw new Unplannable('neither pyproject.toml nor requirements.txt names what it needs');
  }
  // With hashes, pip takes nothing that has none.
  const isHashed = listed.some((line) => line.includes('--hash='));
  const requirements = isHashed ? [] : direct.requirements;
  const { constraints, index } = locked;
  return { requirements, listed, constraints, index, python: direct.python };
}

/** The names of the packages an environment must have; not those that a marker may leave out. */
export function wantedNames(readFile: ReadFile): string[] {
  try {
    const { requirements, listed } = planInstallation(readFile);
    return [...requirements, ...listed]
      .filter((line) => !line.includes(';') && !line.startsWith('-'))
      .map(nameOf)
      .filter((name) => name !== '');
  } catch (error) {
    if (error instanceof Unplannable) return [];
    throw error;
  }
}

function lockFile(readFile: ReadFile): { file: string; text: string } | undefined {
  for (const file of LOCK_FILES) {
    const text = readFile(file);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

/** The lines of a requirements.txt (pip, "Requirements File Format"), continuation lines joined. */
function listedRequirements(text: string | undefined): string[] {
  const lines = (text ?? '')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
  if (lines.some((line) => /^(-e|--editable)\b/.test(line))) {
    throw new Unplannable(
      'requirements.txt installs something as editable, which writes beside it',
    );
  }
  return lines;
}
