import type { PythonPackage } from '../python-dependency.js';

/** What migrations are made and applied with. */
export const ALEMBIC: PythonPackage = {
  name: 'alembic',
  poetryRange: '^1.13',
  requirement: 'alembic>=1.13',
};
