import { readLockedVersions } from '../../src/baseline/locked-versions.js';

function read(file: string, text: string) {
  const { constraints, names, index } = readLockedVersions(file, text);
  return { constraints, names: [...names], index };
}

test('of a poetry.lock, what only development needs is left out', () => {
  const text = `
[[package]]
name = "SQLAlchemy"
version = "2.0.44"
groups = ["main", "test"]
markers = "python_version < \\"4\\""

[[package]]
name = "black"
version = "24.1"
groups = ["dev"]

[metadata]
lock-version = "2.1"
`;
  expect(read('poetry.lock', text)).toEqual({
    constraints: ['sqlalchemy==2.0.44'],
    names: ['sqlalchemy'],
    index: undefined,
  });
});

test('the same for the categories of old ones', () => {
  const text = `
[[package]]
name = "alembic"
version = "1.9"
category = "main"

[[package]]
name = "black"
version = "22.1"
category = "dev"
`;
  expect(read('poetry.lock', text).constraints).toEqual(['alembic==1.9']);
});

test('of several versions of a package, each keeps its marker', () => {
  const text = `
[[package]]
name = "numpy"
version = "1.24.4"
groups = ["main"]
markers = "python_version < \\"3.9\\""

[[package]]
name = "numpy"
version = "2.1.0"
groups = ["main", "dev"]
markers = {main = "python_version >= \\"3.9\\"", dev = "sys_platform == \\"linux\\""}

[[package]]
name = "odd"
version = "1"

[[package]]
name = "odd"
version = "2"
`;
  expect(read('poetry.lock', text)).toEqual({
    constraints: [
      'numpy==1.24.4 ; python_version < "3.9"',
      'numpy==2.1.0 ; python_version >= "3.9"',
    ],
    names: [],
    index: undefined,
  });
});

test('of a uv.lock, the project itself is left out, and one of several markers is enough', () => {
  const text = `
[[package]]
name = "api-quiz"
version = "1.0.0"
source = { virtual = "." }

[[package]]
name = "fastapi"
version = "0.115.6"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "numpy"
version = "2.2.6"
source = { registry = "https://pypi.org/simple" }
resolution-markers = ["python_full_version < '3.11'", "sys_platform == 'aix'"]

[[package]]
name = "numpy"
version = "2.3.5"
source = { registry = "https://pypi.org/simple" }
resolution-markers = ["python_full_version >= '3.11'"]
`;
  expect(read('uv.lock', text)).toEqual({
    constraints: [
      'fastapi==0.115.6',
      "numpy==2.2.6 ; (python_full_version < '3.11') or (sys_platform == 'aix')",
      "numpy==2.3.5 ; (python_full_version >= '3.11')",
    ],
    names: ['fastapi'],
    index: undefined,
  });
});

test('of a pdm.lock, the default group counts', () => {
  const text = `
[[package]]
name = "alembic"
version = "1.17.0"
groups = ["default"]
marker = "python_version >= \\"3.10\\""

[[package]]
name = "pytest"
version = "8.0"
groups = ["test"]
`;
  expect(read('pdm.lock', text).constraints).toEqual(['alembic==1.17.0']);
});

test('an index that all packages come from is the one to take them from', () => {
  const text = `
[[package]]
name = "fastapi"
version = "0.115.6"
source = { registry = "https://packages.example.org/simple" }
`;
  expect(read('uv.lock', text).index).toBe('https://packages.example.org/simple');
});

test('a package of another index is not looked for on PyPI, where anybody may have its name', () => {
  const text = `
[[package]]
name = "fastapi"
version = "0.115.6"

[[package]]
name = "ours"
version = "1.0"

[package.source]
type = "legacy"
url = "https://packages.example.org/simple"
reference = "ours"
`;
  expect(() => read('poetry.lock', text)).toThrow('poetry.lock has packages from several indexes');
});

test.each([
  ['poetry.lock', '[package.source]\ntype = "git"\nurl = "https://example.org/ours.git"\n'],
  ['uv.lock', 'source = { git = "https://example.org/ours.git" }\n'],
  ['uv.lock', 'source = { directory = "../ours" }\n'],
  ['pdm.lock', 'path = "./ours"\n'],
])('a package from outside of an index is not left out in silence: %s %j', (file, source) => {
  const text = `[[package]]\nname = "ours"\nversion = "1.0"\n${source}`;
  expect(() => read(file, text)).toThrow(`${file} has ours from outside of a package index`);
});

test('a file that is not TOML is named', () => {
  expect(() => read('poetry.lock', '<<<<<<< HEAD\n')).toThrow('poetry.lock is not valid TOML');
});
