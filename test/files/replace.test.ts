import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { overwriteFile } from '../../src/files/overwrite.js';
import { replaceFile } from '../../src/files/replace.js';
import { readTree, removeTrees, writeTree } from '../tree.js';

const [before, after] = [Buffer.from('old\n'), Buffer.from('new\n')];
const asRoot = process.getuid?.() === 0 ? it : it.skip; // who else can give a file away?

afterAll(removeTrees);

describe('replaceFile', () => {
  it('keeps the mode, also one that the umask would not allow', async () => {
    const root = writeTree({ 'a.yml': 'old\n' });
    chmodSync(join(root, 'a.yml'), 0o666);
    expect(await replaceFile(join(root, 'a.yml'), { before, after })).toBeUndefined();
    expect(statSync(join(root, 'a.yml')).mode & 0o7777).toBe(0o666);
    expect(readTree(root)).toEqual({ 'a.yml': 'new\n' });
  });

  asRoot('keeps the owner', async () => {
    const root = writeTree({ 'a.yml': 'old\n' });
    chownSync(join(root, 'a.yml'), 12345, 23456);
    await replaceFile(join(root, 'a.yml'), { before, after });
    expect(statSync(join(root, 'a.yml'))).toMatchObject({ uid: 12345, gid: 23456 });
  });

  it('leaves what is no regular file any more', async () => {
    const root = writeTree({ 'b.yml': 'old\n' });
    mkdirSync(join(root, 'directory'));
    expect(await replaceFile(join(root, 'directory'), { before, after })).toBe(
      'is no longer a regular file',
    );
    symlinkSync('b.yml', join(root, 'link'));
    await expect(replaceFile(join(root, 'link'), { before, after })).rejects.toThrow('ELOOP');
    expect(readTree(root)).toEqual({ 'b.yml': 'old\n' });
  });

  it('does not wait for a pipe', async () => {
    const root = writeTree();
    spawnSync('mkfifo', [join(root, 'pipe')]);
    expect(await replaceFile(join(root, 'pipe'), { before, after })).toBe(
      'is no longer a regular file',
    );
  });
});

describe('overwriteFile', () => {
  it('creates a file, and replaces one with its mode, through a link', async () => {
    const root = writeTree({ 'old.json': 'a' });
    chmodSync(join(root, 'old.json'), 0o600);
    symlinkSync('old.json', join(root, 'link.json'));
    await overwriteFile(join(root, 'link.json'), after);
    await overwriteFile(join(root, 'new.json'), after);
    expect(readTree(root)).toEqual({ 'old.json': 'new\n', 'new.json': 'new\n' });
    expect(statSync(join(root, 'old.json')).mode & 0o7777).toBe(0o600);
    expect(readdirSync(root).sort()).toEqual(['link.json', 'new.json', 'old.json']);
  });

  it('writes to a device instead of replacing it', async () => {
    await overwriteFile('/dev/null', after);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('says so where a pipe has no reader or a directory is in the way', async () => {
    const root = writeTree();
    spawnSync('mkfifo', [join(root, 'pipe')]);
    await expect(overwriteFile(join(root, 'pipe'), after)).rejects.toThrow('ENXIO');
    await expect(overwriteFile(root, after)).rejects.toThrow('EISDIR');
    rmSync(join(root, 'pipe'));
    expect(readdirSync(root)).toEqual([]);
  });
});
