import { renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePlan } from '../../src/plan/write.js';
import { readTree, removeTrees, writeTree } from '../tree.js';

const planned = (path: string) => ({
  path,
  before: 'old\n',
  after: 'new\n',
  rules: [],
});

afterAll(removeTrees);

describe('writePlan', () => {
  it('replaces each file and leaves nothing beside it', async () => {
    const root = writeTree({ 'a.yml': 'old\n', 'b.yml': 'old\n' });
    const result = await writePlan(root, [planned('a.yml'), planned('b.yml')]);
    expect(result).toEqual({ written: ['a.yml', 'b.yml'], failed: [], interrupted: false });
    expect(readTree(root)).toEqual({ 'a.yml': 'new\n', 'b.yml': 'new\n' });
  });

  it('leaves a file alone that changed since it was read, and writes the others', async () => {
    const root = writeTree({ 'a.yml': 'old\n', 'b.yml': 'old\n' });
    writeFileSync(join(root, 'a.yml'), 'edited meanwhile\n');
    const result = await writePlan(root, [planned('a.yml'), planned('b.yml')]);
    expect(result.failed).toEqual([
      { path: 'a.yml', reason: 'changed while the plan was being made' },
    ]);
    expect(readTree(root)).toEqual({ 'a.yml': 'edited meanwhile\n', 'b.yml': 'new\n' });
  });

  it('creates a new file, but not where something is by now', async () => {
    const root = writeTree({ 'b.sh': 'mine\n' });
    const script = { before: undefined, executable: true };
    const files = [
      { ...planned('scripts/a.sh'), ...script },
      { ...planned('b.sh'), ...script },
    ];
    const result = await writePlan(root, files);
    expect(result.written).toEqual(['scripts/a.sh']);
    expect(result.failed).toEqual([{ path: 'b.sh', reason: 'it exists already' }]);
    expect(readTree(root)).toEqual({ 'scripts/a.sh': 'new\n', 'b.sh': 'mine\n' });
    expect(statSync(join(root, 'scripts/a.sh')).mode & 0o111).not.toBe(0);
  });

  it('does not write through a directory that became a symbolic link', async () => {
    const root = writeTree({ 'api-x/a.yml': 'old\n' });
    renameSync(join(root, 'api-x'), join(root, 'moved'));
    symlinkSync('moved', join(root, 'api-x'));
    const result = await writePlan(root, [planned('api-x/a.yml')]);
    expect(result.failed).toEqual([
      { path: 'api-x/a.yml', reason: 'its directory is a symbolic link: not followed' },
    ]);
    expect(readTree(root)).toEqual({ 'moved/a.yml': 'old\n' });
  });

  it('stops between two files on Ctrl-C and says so', async () => {
    const root = writeTree({ 'a.yml': 'old\n', 'b.yml': 'old\n' });
    const files = [planned('a.yml'), planned('b.yml')];
    const interruptAfterFirst = function* () {
      yield files[0];
      process.emit('SIGINT');
      yield files[1];
    };
    const list = Object.assign([...files], { [Symbol.iterator]: interruptAfterFirst });
    const result = await writePlan(root, list);
    expect(result).toEqual({ written: ['a.yml'], failed: [], interrupted: true });
    expect(readTree(root)).toEqual({ 'a.yml': 'new\n', 'b.yml': 'old\n' });
    expect(process.listenerCount('SIGINT')).toBe(0);
  });
});
