import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { program } from './rally-ext.js';

afterAll(removeTrees);

/** Runs the program where no file may get larger than this: the system takes a part of a write. */
function limited(blocks: number, ...args: readonly string[]) {
  const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
  return spawnSync('sh', ['-c', script, process.execPath, program, ...args], { encoding: 'utf8' });
}

describe('where the disk takes only a part of a file', () => {
  it('leaves the file as it was, says so, and leaves nothing behind', () => {
    const copy = copyTree('examples/tombola');
    const before = readTree(copy);
    const names = readdirSync(copy).sort();
    // 512 or 1024 bytes, as the shell counts: below what compose.override.prod.yml becomes.
    const { status, stdout } = limited(1, 'harden', copy, '--yes', '--only', 'compose-logging');
    const after = readTree(copy);
    const file = 'compose.override.prod.yml';
    expect(stdout).toContain(`not written ${file}: it would be larger than a file may be here\n`);
    expect(status).toBe(2);
    expect(after[file]).toBe(before[file]);
    expect(readdirSync(copy).sort()).toEqual(names);
  });

  it('leaves no part of a report', () => {
    const root = writeTree({ 'report.json': 'old' });
    const output = join(root, 'report.json');
    const args = ['audit', 'examples/tombola', '--format', 'json', '--output', output];
    const { status, stderr } = limited(1, ...args);
    expect(stderr).toBe(
      `rally-ext: --output ${output} cannot be written: it would be larger than a file may be here\n`,
    );
    expect(status).toBe(2);
    expect(readTree(root)).toEqual({ 'report.json': 'old' });
  });
});
