import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

const sample = 'examples/tombola';
const asRoot = process.getuid?.() === 0 ? it : it.skip; // who else can give a directory away?

afterAll(removeTrees);

function git(cwd: string, ...args: readonly string[]): void {
  execFileSync('git', args, { cwd });
}

function committedCopy(): string {
  const root = copyTree(sample);
  git(root, 'init', '-q');
  git(root, 'add', '.');
  git(root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'start');
  return root;
}

/** Expects that nothing is written, for this reason, and that --force writes all the same. */
function expectRefusal(root: string, reason: string, env = process.env): void {
  const before = readTree(root);
  const { code, out, err } = rallyExt(['harden', root, '--yes'], { env });
  expect(err).toMatch(
    /^rally-ext: git cannot tell whether there are uncommitted changes \(.+\): repair that, or pass --force\n$/,
  );
  expect(err).toContain(reason);
  expect(code).toBe(2);
  expect(out).not.toContain('written');
  expect(readTree(root)).toEqual(before);
  expect(rallyExt(['harden', root, '--yes', '--force'], { env }).code).toBe(0);
  expect(readTree(root)).not.toEqual(before);
}

describe('where git cannot tell what is committed', () => {
  it('writes nothing without --force when .git is broken', () => {
    const root = copyTree(sample);
    mkdirSync(join(root, '.git'));
    expectRefusal(root, 'not a git repository (or any of the parent directories): .git');
  });

  it('writes nothing without --force when the index is broken', () => {
    const root = committedCopy();
    writeFileSync(join(root, '.git/index'), 'DIRC broken');
    expectRefusal(root, 'index file smaller than expected');
  });

  it('writes nothing without --force when git is not installed', () => {
    const env = { ...process.env, PATH: writeTree() };
    expectRefusal(committedCopy(), 'git is not installed', env);
  });

  asRoot('writes nothing without --force when git does not trust the owner', () => {
    const root = committedCopy();
    chownSync(root, 12345, 12345);
    chownSync(join(root, '.git'), 12345, 12345);
    const env = { ...process.env, HOME: writeTree(), SUDO_UID: undefined };
    expectRefusal(root, `detected dubious ownership in repository at '${root}'`, env);
  });

  it('does not need git where nothing is kept in it', () => {
    const env = { ...process.env, PATH: writeTree() };
    expect(rallyExt(['harden', copyTree(sample), '--yes'], { env }).code).toBe(0);
  });
});

describe('uncommitted changes', () => {
  it('are all there is in a file that git is told to ignore', () => {
    const root = copyTree(sample);
    writeFileSync(join(root, '.gitignore'), 'compose.override.yml\n');
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'start');
    expect(rallyExt(['harden', root, '--yes']).err).toBe(
      'rally-ext: uncommitted changes in compose.override.yml: commit or stash them, or pass --force\n',
    );
  });

  it('are looked for without running the program that a repository names', () => {
    const root = committedCopy();
    const program = join(writeTree(), 'monitor');
    writeFileSync(program, `#!/bin/sh\ntouch '${program}.ran'\n`);
    chmodSync(program, 0o755);
    git(root, 'config', 'core.fsmonitor', program);
    appendFileSync(join(root, 'manifest.json'), '\n');
    expect(rallyExt(['harden', root, '--yes']).code).toBe(0);
    expect(existsSync(`${program}.ran`)).toBe(false);
  });
});
