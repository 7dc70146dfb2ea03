import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrationApp } from '../tools/migration-apps.js';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

afterAll(removeTrees);

const app = migrationApp({ isAsync: false, schema: undefined });
const COMMAND = 'make the first one with "rally-ext alembic --autogenerate"';
const ANNOUNCED =
  'api-quiz: its first migration would be made by Alembic, which runs its code; --no-autogenerate leaves that out\n';

/** An extension whose code says so when it is run. */
function tattling(): { root: string; hasRun: () => boolean } {
  const root = writeTree();
  const mark = join(root, 'has-run');
  const code = `import sqlalchemy\n\nopen(${JSON.stringify(mark)}, "w")\n`;
  const path = 'extension';
  const files = Object.entries({ ...app, 'api-quiz/app/__init__.py': code });
  const written = writeTree(
    Object.fromEntries(files.map(([name, text]) => [`${path}/${name}`, text])),
  );
  return { root: join(written, path), hasRun: () => existsSync(mark) };
}

describe.each(['--dry-run', '--check'])('harden --review %s', (flag) => {
  test('says that the first migration would be made, and runs nothing of theirs', () => {
    const { root, hasRun } = tattling();
    const before = readTree(root);
    const { code, out } = rallyExt(['harden', root, '--review', flag]);
    expect(code).toBe(flag === '--check' ? 1 : 0);
    expect(out).toContain(ANNOUNCED);
    expect(readTree(root)).toEqual(before);
    expect(hasRun()).toBe(false);
  });
});

test('as JSON, that is said beside the report', () => {
  const { root } = tattling();
  const { out, err } = rallyExt(['harden', root, '--review', '--dry-run', '--format', 'json']);
  expect(err).toBe(ANNOUNCED);
  expect(JSON.parse(out)).toHaveProperty('files');
});

test.each([
  ['without --review', ['--yes']],
  ['with --no-autogenerate', ['--yes', '--review', '--no-autogenerate']],
  ['with --skip', ['--yes', '--review', '--skip', 'alembic-baseline']],
])('harden %s makes none, runs nothing of theirs and names the command', (_, flags) => {
  const { root, hasRun } = tattling();
  const { code, out, err } = rallyExt(['harden', root, ...flags]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(COMMAND);
  expect(out).not.toContain(ANNOUNCED);
  expect(hasRun()).toBe(false);
});

test('harden --yes offers it, among what --review goes on with', () => {
  const { root } = tattling();
  const { out } = rallyExt(['harden', root, '--yes']);
  expect(out).toMatch(/^harden --review goes on with: .*alembic-baseline/m);
});

test('--check finds a first migration that is all there is to do', () => {
  const { root } = tattling();
  rallyExt(['harden', root, '--yes', '--review', '--no-autogenerate']);
  expect(rallyExt(['harden', root, '--check', '--review']).code).toBe(1);
  expect(rallyExt(['harden', root, '--check', '--review', '--no-autogenerate']).code).toBe(0);
});

test('with nobody there to ask, nothing is run without --yes', () => {
  const { root, hasRun } = tattling();
  rallyExt(['harden', root, '--yes', '--review', '--no-autogenerate']);
  const { code, err } = rallyExt(['harden', root, '--review']);
  expect({ code, err }).toEqual({
    code: 2,
    err: 'rally-ext: nobody is here to confirm: pass --yes to write, --dry-run to only look\n',
  });
  expect(hasRun()).toBe(false);
});
