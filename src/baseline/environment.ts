import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planInstallation, type Installation, type ReadFile } from './installation.js';
import { findInterpreter } from './interpreter.js';
import { managerInstall, MANAGERS } from './managers.js';
import { programEnvironment } from './program-environment.js';
import { onPath } from './programs.js';
import { INSIDE, type PythonCommand } from './python.js';
import { run } from './run.js';
import { pipsReason, tellingLine } from './telling-line.js';
import { Unplannable } from './unplannable.js';

/** What a new environment is made of, and where. */
export interface EnvironmentRequest {
  /** The API's directory. Nothing is written there. */
  readonly directory: string;
  /** An empty directory for the environment and everything that making it leaves behind. */
  readonly scratch: string;
  /** The minor version of Python that the API's image has. */
  readonly preferred: string | undefined;
  readonly signal: AbortSignal;
}

const SECONDS = 600;

/**
 * Installs what an API needs into an environment of its own: with the package manager of its lock file
 * where that is installed, else with pip in the versions of the lock file.
 * @throws Unplannable where neither is possible, with the reason
 */
export async function makeEnvironment(request: EnvironmentRequest): Promise<PythonCommand> {
  const { directory } = request;
  const manager = MANAGERS.find(({ file }) => existsSync(join(directory, file)));
  const isThere = manager !== undefined && onPath(manager.program) !== undefined;
  const managed = isThere ? await withManager(request, manager.program) : undefined;
  return managed ?? withPip(request);
}

/** Undefined where it fails: a manager of another age than the lock file, for one. */
async function withManager(
  request: EnvironmentRequest,
  program: (typeof MANAGERS)[number]['program'],
): Promise<PythonCommand | undefined> {
  const { directory, scratch, signal } = request;
  const environments = join(scratch, program);
  const { command, env } = managerInstall(program, environments);
  const { isFine } = await run(command, {
    ...{ cwd: directory, env: { ...inScratch(scratch), ...env }, seconds: SECONDS, signal },
  });
  if (!isFine || !existsSync(environments)) return undefined;
  // Poetry gives the environment a name of its own.
  const places = ['.', ...readdirSync(environments)].map((name) =>
    join(environments, name, INSIDE),
  );
  const python = places.find((path) => existsSync(path));
  return python === undefined ? undefined : [python];
}

async function withPip(request: EnvironmentRequest): Promise<PythonCommand> {
  const { directory, scratch, preferred, signal } = request;
  const installation = planInstallation(reader(directory));
  const interpreter = await findInterpreter(installation.python, preferred, directory, signal);
  if (interpreter === undefined) {
    const which = installation.python === '' ? '' : ` ${installation.python}`;
    throw new Unplannable(`no Python${which} that can make a virtual environment is on PATH`);
  }
  const environment = join(scratch, 'pip');
  const python = join(environment, INSIDE);
  const options = { cwd: directory, env: inScratch(scratch), seconds: SECONDS, signal };
  const made = await run([interpreter, '-m', 'venv', environment], options);
  if (!made.isFine) {
    throw new Unplannable(`${interpreter} -m venv failed: ${tellingLine(made.out + made.err)}`);
  }
  const pip = [python, '-m', 'pip', 'install', ...pipArguments(installation, scratch)] as const;
  const { isFine, out, err } = await run(pip, options);
  if (!isFine) throw new Unplannable(`pip install failed: ${pipsReason(`${out}\n${err}`)}`);
  return [python];
}

function pipArguments(installation: Installation, scratch: string): string[] {
  const { requirements, listed, constraints, index } = installation;
  const write = (name: string, lines: readonly string[]): string => {
    const path = join(scratch, name);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    return path;
  };
  return [
    ...(requirements.length === 0 ? [] : ['-r', write('requirements.txt', requirements)]),
    ...(listed.length === 0 ? [] : ['-r', 'requirements.txt']),
    ...(constraints.length === 0 ? [] : ['-c', write('constraints.txt', constraints)]),
    ...(index === undefined ? [] : ['--index-url', index]),
  ];
}

/** Programs that are cut off leave their temporary files where all goes in the end. */
function inScratch(scratch: string): NodeJS.ProcessEnv {
  return programEnvironment({ TMPDIR: scratch });
}

/** Reads the files of a directory; whatever cannot be read counts as not there. */
export function reader(directory: string): ReadFile {
  return (name) => {
    try {
      return readFileSync(join(directory, name), 'utf8');
    } catch {
      return undefined;
    }
  };
}
