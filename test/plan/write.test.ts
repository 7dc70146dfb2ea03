import { readdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
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

  it('finishes what is being written on Ctrl-C, leaves the rest and says so', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.yml`);
    const root = writeTree(Object.fromEntries(names.map((name) => [name, 'old\n'])));
    const writing = writePlan(root, names.map(planned));
    setImmediate(() => process.emit('SIGINT'));
    const { written, failed, interrupted } = await writing;
    expect({ failed, interrupted }).toEqual({ failed: [], interrupted: true });
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(40);
    const texts = names.map((name) => [name, written.includes(name) ? 'new\n' : 'old\n']);
    expect(readTree(root)).toEqual(Object.fromEntries(texts));
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('removes a directory that several files needed and none could be written to', async () => {
    const root = writeTree();
    const files = ['first', 'second'].map((name) => ({
      ...planned(`made/for/${name}/${'n'.repeat(300)}`),
      before: undefined,
    }));
    const { failed } = await writePlan(root, [
      ...files,
      { ...planned('made/a'), before: undefined },
    ]);
    expect(failed).toHaveLength(2);
    expect(readTree(root)).toEqual({ 'made/a': 'new\n' });
    expect(readdirSync(join(root, 'made'))).toEqual(['a']);
  });
});
