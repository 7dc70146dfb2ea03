import { parse } from 'smol-toml';
import { poetryHash } from '../../src/extension/poetry-hash.js';

const hash = (text: string, countsGroups = true): string | undefined =>
  poetryHash(parse(text), countsGroups);

// The hashes are those that Poetry itself makes of these texts: 2.2.1, and 2.5.1, which counts groups.
const CLASSIC = `[tool.poetry]
name = "x"
version = "0.1.0"
description = ""
authors = ["Zoë <z@example.org>"]

[tool.poetry.dependencies]
python = "^3.10"
fastapi = { version = "^0.115", extras = ["standard"], optional = true }

[tool.poetry.extras]
"größe" = ["fastapi"]

[tool.poetry.group.dev.dependencies]
pytest = "^8"
`;
const STANDARD = `[project]
name = "x"
version = "0.1.0"
requires-python = ">=3.11,<4"
dependencies = ["fastapi>=0.115", "sqlalchemy>=2"]

[project.optional-dependencies]
docs = ["mkdocs>=1"]

[dependency-groups]
dev = ["pytest>=8", { include-group = "lint" }]
lint = ["ruff"]

[tool.poetry]
package-mode = false

[tool.poetry.dependencies]
fastapi = { source = "own" }
`;

test('the hash of dependencies in a table of Poetry’s own', () => {
  expect(hash(CLASSIC)).toBe('75faadb84fff07106b2b6f5a0f704b471dec3bf22aa254ad0c4f519b98e023ad');
});

test('the hash of dependencies as the standard has them', () => {
  expect(hash(STANDARD, false)).toBe(
    'b5349f0278b756c06ee62cbdef963029423a04bf0645564a90f1e759ae1a0d4d',
  );
  expect(hash(STANDARD)).toBe('6451e4b961236bc4d5d0fd0b0befd4b6e5673d65e436dbc09d7fe244dae2d574');
});

test('what says nothing about dependencies does not count', () => {
  const other = CLASSIC.replace('"0.1.0"', '"9.9.9"');
  expect(hash(`${other}\n[tool.ruff]\nline-length = 100\n`)).toBe(hash(CLASSIC));
  expect(hash(CLASSIC.replace('^8', '^9'))).not.toBe(hash(CLASSIC));
});

test('none of what JSON does not know', () => {
  expect(hash('[tool.poetry.dependencies]\nx = 2026-01-01\n')).toBeUndefined();
});
