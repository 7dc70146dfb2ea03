import { removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

afterAll(removeTrees);

it('says what to run where the package manager of a stale lock file is not installed', () => {
  const root = writeTree({
    'manifest.json': '{"name": "rally", "version": "1.0.0"}\n',
    'api-rally/pyproject.toml': `[tool.poetry]
name = "api-rally"

[tool.poetry.dependencies]
python = "^3.11"
fastapi = "^0.115"
`,
    'api-rally/poetry.lock': '[[package]]\nname = "fastapi"\nversion = "0.115.0"\n',
    'api-rally/app/__init__.py': '',
    'api-rally/app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  });
  const args = [
    'harden',
    root,
    '--only',
    'metrics-endpoint',
    '--yes',
    '--review',
    '--format',
    'json',
  ];
  const { code, out, err } = rallyExt(args, { env: { PATH: '/nowhere' } });
  expect(err).toBe(
    `api-rally: poetry lock …
poetry is not installed: run "poetry lock" (with Poetry 1: "poetry lock --no-update") in api-rally; what installs from api-rally/poetry.lock stops until then
`,
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toHaveProperty('files');
});
