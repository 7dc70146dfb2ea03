import { editToml } from '../../../src/edit/toml/index.js';
import type { TomlOperation } from '../../../src/edit/toml/operation.js';

const key: TomlOperation = {
  op: 'ensure-key',
  table: ['tool', 'poetry', 'dependencies'],
  key: 'alembic',
  value: '^1.13',
};
const item: TomlOperation = {
  op: 'append-item',
  route: ['project', 'dependencies'],
  value: 'alembic>=1.13',
};

const edit = (text: string, operation: TomlOperation): string => editToml(text, [operation]).text;

test.each([
  [
    'behind the last key of the table, whatever its value looks like',
    '[tool.poetry.dependencies]\npython = "^3.12" # [x]\na = { version = "1", extras = ["b]"] }\n\n[x]\n',
    '[tool.poetry.dependencies]\npython = "^3.12" # [x]\na = { version = "1", extras = ["b]"] }\nalembic = "^1.13"\n\n[x]\n',
  ],
  [
    'behind an array of several lines',
    '[tool.poetry.dependencies]\na = [\n  "1", # ]\n]\n',
    '[tool.poetry.dependencies]\na = [\n  "1", # ]\n]\nalembic = "^1.13"\n',
  ],
  [
    'into an empty table, without a newline at the end',
    '[tool.poetry.dependencies]',
    '[tool.poetry.dependencies]\nalembic = "^1.13"',
  ],
  [
    'with CRLF',
    '[tool.poetry.dependencies]\r\npython = "3"\r\n',
    '[tool.poetry.dependencies]\r\npython = "3"\r\nalembic = "^1.13"\r\n',
  ],
  [
    'indented as the last one is',
    '  [tool.poetry.dependencies]\n    # why\n\t python = "3"\n[x]\n',
    '  [tool.poetry.dependencies]\n    # why\n\t python = "3"\n\t alembic = "^1.13"\n[x]\n',
  ],
  [
    'without an indent below a header that has one',
    '  [tool.poetry.dependencies]\n  [x]\n',
    '  [tool.poetry.dependencies]\nalembic = "^1.13"\n  [x]\n',
  ],
  [
    'where an array of tables has a similar name',
    '[tool.poetry.dependencies]\n[[tool.poetry.group]]\na = "1"\n[tool]\nb = "2"\n',
    '[tool.poetry.dependencies]\nalembic = "^1.13"\n[[tool.poetry.group]]\na = "1"\n[tool]\nb = "2"\n',
  ],
  [
    'where a multi-line string holds what looks like a header',
    'd = """\n[tool.poetry.dependencies]\n"""\n[tool."poetry".dependencies]\na = "1"\n',
    'd = """\n[tool.poetry.dependencies]\n"""\n[tool."poetry".dependencies]\na = "1"\nalembic = "^1.13"\n',
  ],
])('adds a key %s', (_, before, after) => {
  expect(edit(before, key)).toBe(after);
  expect(edit(after, key)).toBe(after);
});

test.each([
  [
    'to one line',
    '[project]\ndependencies = ["a", "b"]\n',
    '[project]\ndependencies = ["a", "b", "alembic>=1.13"]\n',
  ],
  [
    'behind others in no order',
    '[project]\ndependencies = ["b", "a", "c"]\n',
    '[project]\ndependencies = ["b", "a", "c", "alembic>=1.13"]\n',
  ],
  [
    'in order, behind one that differs in its capitals only',
    '[project]\ndependencies = ["a", "A", "Alembic>=1.13", "b"]\n',
    '[project]\ndependencies = ["a", "A", "Alembic>=1.13", "alembic>=1.13", "b"]\n',
  ],
  [
    'to an empty array',
    '[project]\ndependencies = []\n',
    '[project]\ndependencies = ["alembic>=1.13"]\n',
  ],
  [
    'on a line of its own, behind a comma and a comment',
    "[project]\ndependencies = [\n    'a[x]>=1', # why\n]\n",
    "[project]\ndependencies = [\n    'a[x]>=1', # why\n    'alembic>=1.13',\n]\n",
  ],
  [
    'behind a comma with a space',
    '[project]\ndependencies = [\n\t"a" ,\n]\nx = [1, 2]\n',
    '[project]\ndependencies = [\n\t"a" ,\n\t"alembic>=1.13",\n]\nx = [1, 2]\n',
  ],
  [
    'to one of several tables, with CRLF',
    '[x]\r\ndependencies = ["x"]\r\n[project]\r\ny = 1\r\ndependencies = [\r\n  "a"\r\n]\r\nz = [1, 2]\r\n',
    '[x]\r\ndependencies = ["x"]\r\n[project]\r\ny = 1\r\ndependencies = [\r\n  "a",\r\n  "alembic>=1.13"\r\n]\r\nz = [1, 2]\r\n',
  ],
  [
    'on a line of its own, where no comma is',
    '[project]\ndependencies = [\n  "a",\n  "b" # last\n]\n',
    '[project]\ndependencies = [\n  "a",\n  "b",\n  "alembic>=1.13" # last\n]\n',
  ],
])('adds an item %s', (_, before, after) => {
  expect(edit(before, item)).toBe(after);
  expect(edit(after, item)).toBe(after);
});

test.each([
  [
    'on a line of its own',
    '[project]\ndependencies = [\n  "SQLAlchemy>=2", # ORM\n  "structlog",\n  "uvicorn",\n]\n',
    '[project]\ndependencies = [\n  "alembic>=1.13",\n  "SQLAlchemy>=2", # ORM\n  "structlog",\n  "uvicorn",\n]\n',
  ],
  [
    'in a line',
    "[project]\ndependencies = ['aiosqlite', 'fastapi', 'uvicorn']\n",
    "[project]\ndependencies = ['aiosqlite', 'alembic>=1.13', 'fastapi', 'uvicorn']\n",
  ],
  [
    'behind the last one, where that is its place',
    "[project]\ndependencies = ['a', 'aa', 'ab']\n",
    "[project]\ndependencies = ['a', 'aa', 'ab', 'alembic>=1.13']\n",
  ],
])('among items that are in order: %s', (_, before, after) => {
  expect(edit(before, item)).toBe(after);
});

test('what is there already wins', () => {
  const text = '[tool.poetry.dependencies]\nalembic = "1.4"\n';
  expect(editToml(text, [key])).toEqual({ text, spans: [] });
});

test('returns the spans that are new', () => {
  const { text, spans } = editToml('[project]\ndependencies = ["a"]\n', [item]);
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([', "alembic>=1.13"']);
});

test('several changes, each on what the one before left', () => {
  const text = '\uFEFF[project]\ndependencies = []\n[tool.poetry.dependencies]\n';
  const { text: after, spans } = editToml(text, [key, item, { ...key, key: 'b' }]);
  expect(after).toBe(
    '\uFEFF[project]\ndependencies = ["alembic>=1.13"]\n[tool.poetry.dependencies]\nalembic = "^1.13"\nb = "^1.13"\n',
  );
  expect(spans.map(({ start, end }) => after.slice(start, end))).toEqual([
    '"alembic>=1.13"',
    'alembic = "^1.13"\nb = "^1.13"\n',
  ]);
});

test('refuses what would not be read as it is meant', () => {
  const text = '[project]\ndependencies = ["a"]\n';
  expect(() => edit(text, { ...item, value: 'a"b' })).toThrow();
  expect(() => edit('[project]\nother = "x"\n', item)).toThrow('it has no project.dependencies');
  expect(() => edit('[[tool.poetry.dependencies]]\na = 1\n', key)).toThrow('of its own to add to');
});

test.each([
  ['no such table', '[project]\n', 'it has no tool.poetry.dependencies of its own to add to'],
  [
    'an inline table',
    'tool = { poetry = { dependencies = { a = "1" } } }\n',
    'of its own to add to',
  ],
  ['a text that is not TOML', 'a = \n', 'it is not valid TOML'],
])('refuses %s, and changes nothing', (_, text, reason) => {
  expect(() => edit(text, key)).toThrow(reason);
});
