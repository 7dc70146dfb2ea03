import { planInstallation, wantedNames } from '../../src/baseline/installation.js';

const poetry = `[tool.poetry.dependencies]
python = "^3.10"
SQLAlchemy = { version = "^2.0", extras = ["asyncio"] }
alembic = "^1.17"
prometheus-client = ">=0.20,<1"
tomli = { version = "^2", python = "<3.11", markers = "sys_platform != 'win32'" }
redis = { version = "^5", optional = true }

[tool.poetry.group.dev.dependencies]
black = "^24"
`;
const lock = `[[package]]
name = "sqlalchemy"
version = "2.0.44"
groups = ["main"]

[[package]]
name = "alembic"
version = "1.17.0"
groups = ["main"]
`;

function reading(files: Readonly<Record<string, string>>) {
  return (name: string): string | undefined => files[name];
}

test('locked versions win, and what a stale lock file lacks is taken in its range', () => {
  const readFile = reading({
    'pyproject.toml': poetry,
    'poetry.lock': lock,
    'requirements.txt': 'left-over\n',
  });
  expect(planInstallation(readFile)).toEqual({
    requirements: [
      'SQLAlchemy[asyncio]',
      'alembic',
      'prometheus-client>=0.20,<1',
      `tomli>=2,<3 ; (python_version < "3.11") and (sys_platform != 'win32')`,
    ],
    listed: [],
    constraints: ['sqlalchemy==2.0.44', 'alembic==1.17.0'],
    index: undefined,
    python: '>=3.10,<4',
  });
});

test("the standard's own table is taken as it is, for its own versions of Python", () => {
  const readFile = reading({
    'pyproject.toml':
      '[project]\nrequires-python = ">=3.12"\ndependencies = ["fastapi>=0.115", "tomli; python_version < \'3.11\'"]\n',
  });
  expect(planInstallation(readFile)).toEqual({
    requirements: ['fastapi>=0.115', "tomli; python_version < '3.11'"],
    listed: [],
    constraints: [],
    index: undefined,
    python: '>=3.12',
  });
});

test('requirements.txt is read with comments, options and continued lines', () => {
  const readFile = reading({
    'requirements.txt':
      '\uFEFF# what it needs\r\nfastapi==0.115.6 \\\r\n  --hash=sha256:00\r\n-r more.txt\r\nPsycopg[binary]>=3 # driver\r\n',
  });
  expect(planInstallation(readFile).listed).toEqual([
    'fastapi==0.115.6    --hash=sha256:00',
    '-r more.txt',
    'Psycopg[binary]>=3',
  ]);
  expect(wantedNames(readFile)).toEqual(['fastapi', 'psycopg']);
});

test('a pyproject.toml that only configures tools does not hide requirements.txt', () => {
  const readFile = reading({
    'pyproject.toml': '[tool.ruff]\nline-length = 100\n',
    'requirements.txt': 'alembic\n',
  });
  expect(planInstallation(readFile)).toMatchObject({ requirements: [], listed: ['alembic'] });
});

test('with hashes pip takes nothing that has none: then requirements.txt says it all', () => {
  const readFile = reading({
    'pyproject.toml': '[project]\ndependencies = ["alembic"]\n',
    'requirements.txt': 'alembic==1.17.0 --hash=sha256:00\n',
  });
  expect(planInstallation(readFile)).toMatchObject({
    requirements: [],
    listed: ['alembic==1.17.0 --hash=sha256:00'],
  });
});

test('what an environment may lack by a marker is not looked for in it', () => {
  expect(wantedNames(reading({ 'pyproject.toml': poetry, 'poetry.lock': lock }))).toEqual([
    'sqlalchemy',
    'alembic',
    'prometheus-client',
  ]);
});

test.each([
  [{}, 'neither pyproject.toml nor requirements.txt names what it needs'],
  [{ 'pyproject.toml': 'a = ' }, 'pyproject.toml is not valid TOML'],
  [
    { 'requirements.txt': '-e .\n' },
    'requirements.txt installs something as editable, which writes beside it',
  ],
  [
    { 'pyproject.toml': '[tool.poetry.dependencies]\nours = { git = "https://example.org" }\n' },
    'ours comes from outside of the usual package index',
  ],
  [
    {
      'pyproject.toml':
        '[project]\ndependencies = ["Ours"]\n[tool.uv.sources]\nours = { workspace = true }\n',
    },
    'ours comes from outside of the usual package index',
  ],
])('%j: %s', (files, reason) => {
  const readFile = reading(files);
  expect(() => planInstallation(readFile)).toThrow(reason);
  expect(wantedNames(readFile)).toEqual([]);
});
