import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The Python of a virtual environment with FastAPI and uvicorn, made on first use. */
export function fastapiPython(): string {
  return environment('python', 'uvicorn', ['fastapi', 'uvicorn']);
}

/** The Python of a virtual environment with Alembic, SQLAlchemy and PostgreSQL's drivers. */
export function alembicPython(): string {
  return environment('alembic', 'alembic', [
    'alembic',
    'sqlalchemy[asyncio]',
    'psycopg[binary]',
    'asyncpg',
  ]);
}

/** A virtual environment of this name; complete where the program of its last package is there. */
function environment(name: string, program: string, packages: readonly string[]): string {
  const directory = resolve('.cache', name);
  const python = join(directory, 'bin/python');
  if (!existsSync(join(directory, 'bin', program))) {
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    execFileSync(python, [...install, ...packages], { stdio: 'inherit' });
  }
  return python;
}
