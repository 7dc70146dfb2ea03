import { programEnvironment } from './program-environment.js';
import { onPath } from './programs.js';
import { run } from './run.js';
import { isAmong, type Specifiers } from './version-range.js';

const NEWEST = 14;
const OLDEST = 8;
const SECONDS = 20;

/** A Python of this machine for a new environment: as in the API's image if there is one, else the usual one. */
export async function findInterpreter(
  specifiers: Specifiers,
  preferred: string | undefined,
  directory: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const minors = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => NEWEST - index);
  const names = [
    ...(preferred === undefined ? [] : [`python${preferred}`]),
    ...['python3', 'python'],
    ...minors.map((minor) => `python3.${minor}`),
  ];
  for (const name of names) {
    if (onPath(name) === undefined) continue;
    const ask = 'import sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3])';
    const { isFine, out } = await run([name, '-c', ask], {
      ...{ cwd: directory, env: programEnvironment(), seconds: SECONDS, signal },
    });
    if (isFine && isAmong(out.trim(), specifiers)) return name;
  }
  return undefined;
}
