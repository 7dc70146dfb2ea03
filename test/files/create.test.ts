import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFile, placeWithoutLink } from '../../src/files/create.js';
import { readTree, removeTrees, writeTree } from '../tree.js';

const bytes = Buffer.from('new\r\n\u00e9');

afterAll(removeTrees);

describe('createFile', () => {
  it('creates the file and the directories it needs, exactly, and leaves nothing beside it', async () => {
    const root = writeTree({ 'a/there.txt': 'x' });
    await createFile(root, 'a/b/c/new.yml', bytes);
    expect(readTree(root)).toEqual({ 'a/there.txt': 'x', 'a/b/c/new.yml': 'new\r\n\u00e9' });
    expect(readdirSync(join(root, 'a/b/c'))).toEqual(['new.yml']);
  });

  it('leaves the mode to the umask, with execute bits for a script', async () => {
    const root = writeTree();
    const umask = process.umask(0o027);
    try {
      await createFile(root, 'plain', bytes);
      await createFile(root, 'script', bytes, { executable: true });
    } finally {
      process.umask(umask);
    }
    expect(statSync(join(root, 'plain')).mode & 0o7777).toBe(0o640);
    expect(statSync(join(root, 'script')).mode & 0o7777).toBe(0o750);
  });

  it('fails where the name is taken, by a file, an empty directory or a dangling link', async () => {
    const root = writeTree({ file: 'mine' });
    mkdirSync(join(root, 'directory'));
    symlinkSync('nowhere', join(root, 'link'));
    for (const path of ['file', 'directory', 'link']) {
      await expect(createFile(root, path, bytes)).rejects.toThrow('EEXIST');
    }
    expect(readTree(root)).toEqual({ file: 'mine' });
    expect(readdirSync(root).sort()).toEqual(['directory', 'file', 'link']);
  });

  it('never goes through a symbolic link, and removes the directories it made for nothing', async () => {
    const [root, outside] = [writeTree(), writeTree()];
    symlinkSync(outside, join(root, 'out'));
    await expect(createFile(root, 'out/new.yml', bytes)).rejects.toThrow(
      'its directory is a symbolic link: not followed',
    );
    writeFileSync(join(root, 'file'), '');
    await expect(createFile(root, 'file/new.yml', bytes)).rejects.toThrow(
      'a part of its path is not a directory',
    );
    await expect(createFile(root, `made/${'n'.repeat(300)}`, bytes)).rejects.toThrow(
      'ENAMETOOLONG',
    );
    expect(readdirSync(outside)).toEqual([]);
    expect(readdirSync(root).sort()).toEqual(['file', 'out']);
  });

  it.each(['../x', '/x', 'a/../../x', './x', 'a//x', '', 'a\\x', 'a\0x'])(
    'refuses the path %j, which is no plain path inside the root',
    async (path) => {
      const root = writeTree({ 'inside/keep': '' });
      await expect(createFile(join(root, 'inside'), path, bytes)).rejects.toThrow(
        'it is not a plain path inside the extension',
      );
      expect(readTree(root)).toEqual({ 'inside/keep': '' });
    },
  );
});

describe('placeWithoutLink', () => {
  it('moves the file to a free name, and fails where the name is taken', () => {
    const root = writeTree({ first: '1', second: '2' });
    placeWithoutLink(join(root, 'first'), join(root, 'target'));
    expect(() => {
      placeWithoutLink(join(root, 'second'), join(root, 'target'));
    }).toThrow('EEXIST');
    expect(readTree(root)).toEqual({ target: '1', second: '2' });
  });

  it('frees the name again where the move fails', () => {
    const root = writeTree();
    expect(() => {
      placeWithoutLink(join(root, 'missing'), join(root, 'target'));
    }).toThrow('ENOENT');
    expect(existsSync(join(root, 'target'))).toBe(false);
  });
});
