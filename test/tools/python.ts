import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const environment = resolve('.cache/python');

/** The Python of a virtual environment with FastAPI and uvicorn, made on first use. */
export function fastapiPython(): string {
  const python = join(environment, 'bin/python');
  if (!existsSync(join(environment, 'bin/uvicorn'))) {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    execFileSync(python, [...install, 'fastapi', 'uvicorn'], { stdio: 'inherit' });
  }
  return python;
}
