import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { rallyExt } from '../command/rally-ext.js';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { pythonWith } from './python.js';

afterAll(removeTrees);

it('a new dependency is locked by uv, which raises no other version', () => {
  const bin = join(pythonWith('uv', ['uv']), '..');
  const PATH = `${bin}:${process.env.PATH ?? ''}`;
  const root = writeTree({
    'manifest.json': '{"name": "rally", "version": "1.0.0"}\n',
    'api-rally/pyproject.toml': `[project]
name = "api-rally"
version = "1.0.0"
requires-python = ">=3.10,<4"
dependencies = [
  "fastapi>=0.100",
]
`,
    'api-rally/app/__init__.py': '',
    'api-rally/app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  });
  const environment = { ...process.env, PATH };
  execFileSync('uv', ['lock'], { cwd: join(root, 'api-rally'), env: environment, stdio: 'pipe' });
  const before = readTree(root)['api-rally/uv.lock'] ?? '';

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
  const { code, out } = rallyExt(args, {
    env: { ...process.env, PATH, POETRY_VIRTUALENVS_CREATE: 'false' },
  });
  const after = readTree(root)['api-rally/uv.lock'] ?? '';

  expect(code).toBe(0);
  const report = JSON.parse(out) as { rules: { id: string; status: string }[] };
  expect(report.rules.find(({ id }) => id === 'metrics-endpoint')?.status).toBe('pass');
  expect(packages(after)).toEqual([...packages(before), 'prometheus-client'].sort());
  expect(versions(after)).toEqual(expect.arrayContaining(versions(before)));
});

function packages(lock: string): string[] {
  return [...lock.matchAll(/^name = "(.+)"$/gm)].map(([, name = '']) => name).sort();
}

function versions(lock: string): string[] {
  return [...lock.matchAll(/^name = ".+"\nversion = ".+"$/gm)].map(([text]) => text);
}
