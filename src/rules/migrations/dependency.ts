import type { PythonPackage } from '../python-dependency.js';

/** What migrations are made and applied with. */
export const ALEMBIC: PythonPackage = {
  name: 'alembic',
  poetryRange: '^1.13',
  minimum: '1.13',
  below: '2',
  // Runs on every Python from 3.9 on (PyPI, alembic).
  exact: '1.16.5',
};
