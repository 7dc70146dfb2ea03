import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The Python of a virtual environment with FastAPI and uvicorn, made on first use. */
export function fastapiPython(): string {
  return pythonWith('python', ['fastapi', 'uvicorn']);
}

/** The Python of a virtual environment in .cache/ with these packages from PyPI, made on first use. */
export function pythonWith(name: string, packages: readonly string[]): string {
  const environment = resolve('.cache', name);
  const python = join(environment, 'bin/python');
  const marker = join(environment, 'complete');
  if (!existsSync(marker)) {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    execFileSync(python, [...install, ...packages], { stdio: 'inherit' });
    execFileSync('touch', [marker]);
  }
  return python;
}

/** The Python of a virtual environment with what a monitored API needs, and what reads its code. */
export function monitoringPython(): string {
  return pythonWith('monitoring', [
    ...['fastapi', 'uvicorn', 'gunicorn', 'prometheus-client', 'loguru', 'ruff', 'mypy'],
    ...['sqlalchemy[asyncio]', 'psycopg[binary]', 'asyncpg', 'motor', 'httpx'],
  ]);
}

/** The Python of a virtual environment with Alembic, SQLAlchemy and PostgreSQL's drivers. */
export function alembicPython(): string {
  return pythonWith('alembic', ['alembic', 'sqlalchemy[asyncio]', 'psycopg[binary]', 'asyncpg']);
}
