import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editIgnore, isIgnored, lastMatch } from '../../../src/edit/ignore/index.js';
import { removeTrees, writeTree } from '../../tree.js';

const EXAMPLE = '.env.production.example';

const files: readonly string[] = [
  '',
  '\n\n# .env.*\n',
  '.env\n.env.*\n',
  '.env\r\n.env.*\r\n',
  '.env.*',
  '.env.*\n!.env.example\n',
  '.env.*\n!.env.production.example\n',
  '!.env.production.example\n.env.*\n',
  '*\n!.gitignore\n',
  '/.env*\n',
  '.env*/\n',
  '**/.env.*\n',
  'deploy/.env.*\n',
  '.ENV.*\n',
  '.env.production\n',
  '.env.p[r]oduction*\n',
  '.env.production.example   \n',
  '.env.production.example\\ \n',
  '\\#.env.*\n#.env.*\n',
  '\\!.env.*\n',
  '.env.production?example\n',
  '*.example\n!*.example\n*.example\n',
  '.env.{production,staging}.example\n',
  '*.md\n!README.md\n',
];

/** What git itself says. */
function gitIgnores(text: string, path: string): boolean {
  const root = writeTree();
  spawnSync('git', ['init', '-q'], { cwd: root });
  writeFileSync(join(root, '.gitignore'), text);
  const { status } = spawnSync('git', ['check-ignore', '-q', '--no-index', path], { cwd: root });
  return status === 0;
}

afterEach(removeTrees);

describe.each(files)('%j', (text) => {
  test.each([EXAMPLE, '.env.production'])('says of %s what git says', (path) => {
    expect(isIgnored(text, path)).toBe(gitIgnores(text, path));
  });

  test('after the edits git tracks the template and ignores the real file', () => {
    const { text: after, spans } = editIgnore(text, [
      { op: 'track', path: EXAMPLE },
      { op: 'ignore', path: '.env.production' },
    ]);
    expect(gitIgnores(after, EXAMPLE)).toBe(false);
    expect(gitIgnores(after, '.env.production')).toBe(true);
    const kept = [...spans]
      .sort((a, b) => b.start - a.start)
      .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), after);
    expect(kept).toBe(text);
  });
});

test('the exception stands behind the line that catches the file', () => {
  const text = '# Env\n.env\n.env.*\n\n# Logs\n*.log\n';
  const { text: after, spans } = editIgnore(text, [{ op: 'track', path: EXAMPLE }]);
  expect(after).toBe('# Env\n.env\n.env.*\n!.env.production.example\n\n# Logs\n*.log\n');
  expect(spans.map(({ start, end }) => after.slice(start, end))).toEqual([
    '!.env.production.example\n',
  ]);
});

test('the exception stands below others to the same pattern, with what is said of them', () => {
  const track = (text: string): string => editIgnore(text, [{ op: 'track', path: EXAMPLE }]).text;
  const added = '!.env.production.example\n';
  expect(track('.env.*\n!.env.a\n# b\n!.env.b\n# Logs\n*.log\n!x.log\n')).toBe(
    `.env.*\n!.env.a\n# b\n!.env.b\n${added}# Logs\n*.log\n!x.log\n`,
  );
  expect(track('.env.*\n# b!\n')).toBe(`.env.*\n${added}# b!\n`);
  expect(track('.env.*\n*.log!\n!x\n')).toBe(`.env.*\n${added}*.log!\n!x\n`);
  expect(track('.env.*\nx#\n!y\n')).toBe(`.env.*\n${added}x#\n!y\n`);
});

test('a line of a mixture ends as the first one does; a mark stays in front', () => {
  const ignore = (text: string): string =>
    editIgnore(text, [{ op: 'ignore', path: '.env.production' }]).text;
  expect(ignore('a\nb\r\n')).toBe('a\nb\r\n.env.production\n');
  expect(ignore('\uFEFF')).toBe('\uFEFF.env.production\n');
  expect(ignore('\uFEFF.env.production\n')).toBe('\uFEFF.env.production\n');
});

test('a line of spaces, a comment and a pattern like one match what git says they do', () => {
  for (const [text, path, expected] of [
    ['x\n \n', ' ', false],
    ['#x\n', '#x', false],
    ['x#\n', 'x#', true],
    ['X\n', 'x', false],
  ] as const) {
    expect(isIgnored(text, path)).toBe(expected);
  }
});

test('newlines are those of the file, also where the last one is missing', () => {
  const track = (text: string): string => editIgnore(text, [{ op: 'track', path: EXAMPLE }]).text;
  expect(track('.env.*\r\n*.log\r\n')).toBe('.env.*\r\n!.env.production.example\r\n*.log\r\n');
  expect(track('*.log\n.env.*')).toBe('*.log\n.env.*\n!.env.production.example');
});

test('a new pattern goes to its like, else to the end', () => {
  const ignore = (text: string): string =>
    editIgnore(text, [{ op: 'ignore', path: '.env.production', near: /^\/?\.env/ }]).text;
  expect(ignore('.env\n\n*.log\n')).toBe('.env\n.env.production\n\n*.log\n');
  expect(ignore('*.log\n')).toBe('*.log\n.env.production\n');
  expect(ignore('')).toBe('.env.production\n');
});

test('what is as wanted is left alone', () => {
  const text = '.env.*\n!.env.production.example\n';
  expect(editIgnore(text, [{ op: 'track', path: EXAMPLE }])).toEqual({ text, spans: [] });
  expect(editIgnore(text, [{ op: 'ignore', path: '.env.production' }])).toEqual({
    text,
    spans: [],
  });
});

test('the last matching line is found, negated or not', () => {
  expect(lastMatch('.env.*\n!.env.*\n*.log\n', EXAMPLE)).toEqual({ index: 1, negated: true });
  expect(lastMatch('*.log\n', EXAMPLE)).toBeUndefined();
});
