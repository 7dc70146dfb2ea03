import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readTree } from '../tree.js';

/** The oldest versions that `engines` in package.json promises, and one of each later line. */
const VERSIONS = ['20.17.0', '22.9.0', '22.23.3', '24.21.0'];
const program = resolve('bin/rally-ext.js');
const work = mkdtempSync(join(tmpdir(), 'rally-ext-nodes-'));

afterAll(() => {
  rmSync(work, { recursive: true });
});

/** A Node of a version, made on first use. */
function nodeOf(version: string): string {
  const directory = resolve('.cache', `node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  const node = join(directory, 'node_modules', name, 'bin/node');
  if (!existsSync(node)) {
    const install = ['install', '--no-save', '--ignore-scripts', '--prefix', directory];
    execFileSync('npm', [...install, `${name}@${version}`], { stdio: 'ignore' });
  }
  return node;
}

/** What a run says and makes of a copy of the sample. */
function run(node: string, name: string, [command = '', ...args]: readonly string[]) {
  const root = join(work, 'tombola');
  rmSync(root, { recursive: true, force: true });
  cpSync('examples/tombola', root, { recursive: true });
  const env = { ...process.env, XDG_CACHE_HOME: join(work, name) };
  const { status, stdout, stderr } = spawnSync(node, [program, command, root, ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, files: readTree(root) };
}

describe('the command line says and does the same', () => {
  it.each(VERSIONS)('under Node %s, in its first run and with what that left', (version) => {
    const node = nodeOf(version);
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toBe(`v${version}\n`);
    for (const args of [['audit'], ['harden', '--yes']]) {
      const expected = run(process.execPath, 'own', args);
      expect(expected).toMatchObject({ status: 0, stderr: '' });
      expect(run(node, version, args)).toEqual(expected);
      expect(run(node, version, args)).toEqual(expected);
    }
  });
});
