import { editToml } from '../../../src/edit/toml/index.js';
import type { TomlOperation } from '../../../src/edit/toml/operation.js';

const TEXT = '[[package]]\nname = "m"\nfiles = [\n    "a",\n]\n\n[package.extras]\nx = ["y"]\n';
const insert: TomlOperation = { op: 'insert-table', array: 'package', text: TEXT };
const hash: TomlOperation = {
  op: 'set-string',
  table: ['metadata'],
  key: 'content-hash',
  value: 'new',
};

const before = (...names: readonly string[]): string =>
  names.map((name) => `[[package]]\nname = "${name}"\n\n[package.extras]\nz = []\n\n`).join('');
const END = '[metadata]\ncontent-hash = "old" # of pyproject.toml\n';

test.each([
  ['between those it is sorted between', ['a'], ['z']],
  ['before all others', [], ['n', 'z']],
  ['behind all others', ['a', 'b'], []],
])('a table goes %s', (_, smaller, larger) => {
  const text = before(...smaller, ...larger) + END;
  const { text: after, spans } = editToml(text, [insert]);
  expect(after).toBe(`${before(...smaller)}${TEXT}\n${before(...larger)}${END}`);
  expect(spans.map(({ start, end }) => after.slice(start, end))).toEqual([`${TEXT}\n`]);
  expect(editToml(after, [insert])).toEqual({ text: after, spans: [] });
});

test('a table is sorted among those of its own array only', () => {
  const other = '[[other]]\nname = "x"\n\n';
  const { text } = editToml(other + before('a', 'z') + END, [insert]);
  expect(text).toBe(`${other}${before('a')}${TEXT}\n${before('z')}${END}`);
});

test('a table has the line ends of the text', () => {
  const text = `${before('a')}${END}`.replaceAll('\n', '\r\n');
  const { text: after } = editToml(text, [insert]);
  expect(after).toBe(`${before('a')}${TEXT}\n${END}`.replaceAll('\n', '\r\n'));
});

test('a string is replaced, and nothing around it', () => {
  const text = before('a') + END;
  const { text: after, spans } = editToml(text, [insert, hash]);
  expect(after).toBe(
    `${before('a')}${TEXT}\n[metadata]\ncontent-hash = "new" # of pyproject.toml\n`,
  );
  expect(spans.map(({ start, end }) => after.slice(start, end))).toEqual([`${TEXT}\n`, '"new"']);
  expect(editToml(after, [insert, hash])).toEqual({ text: after, spans: [] });
});

test.each([
  ['no such array', END, insert, 'it has no package of its own to add to'],
  ['no such key', before('a'), hash, 'it has no metadata of its own to add to'],
  ['no string', '[metadata]\ncontent-hash = 5\n', hash, 'it has no metadata of its own to add to'],
])('%s: it is refused', (_, text, operation, reason) => {
  expect(() => editToml(text, [operation])).toThrow(reason);
});
