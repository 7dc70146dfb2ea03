import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyTree, readTree, removeTrees } from '../tree.js';
import { program, rallyExt } from './rally-ext.js';

afterAll(removeTrees);

/** Runs `rally-ext ARGS <rest>` in bash, and prints its exit code (not that of the pipeline). */
function pipeline(args: string, rest: string): { code: string; err: string } {
  const script = `"$0" "$1" ${args} ${rest}; echo "code \${PIPESTATUS[0]}" >&2`;
  const { stderr } = spawnSync('bash', ['-c', script, process.execPath, program], {
    encoding: 'utf8',
  });
  const [, err = '', code = ''] = /^([^]*)code (\d+)\n$/.exec(stderr) ?? [];
  return { code, err };
}

describe('output that nobody reads', () => {
  it('ends quietly, with the exit code it would have had', () => {
    expect(pipeline('audit examples/tombola', '| true')).toEqual({ code: '0', err: '' });
    expect(pipeline('audit examples/tombola', '2>&1 >/dev/null | true').code).toBe('0');
    const { code, err } = pipeline('audit examples/tombola --min-score 9', '| true');
    expect(code).toBe('1');
    expect(err).toMatch(/^rally-ext: the score .* is below 9\n$/);
  });

  it('does not stop the files from being written', () => {
    const copy = copyTree('examples/tombola');
    expect(pipeline(`harden '${copy}' --yes`, '| true')).toEqual({ code: '0', err: '' });
    const heard = copyTree('examples/tombola');
    expect(rallyExt(['harden', heard, '--yes']).code).toBe(0);
    expect(readTree(copy)).toEqual(readTree(heard));
    expect(readTree(copy)).not.toEqual(readTree('examples/tombola'));
  });

  const onFull = existsSync('/dev/full') ? it : it.skip; // only Linux has it
  onFull('is said and exits 2 where the disk behind it is full', () => {
    expect(pipeline('audit examples/tombola', '> /dev/full')).toEqual({
      code: '2',
      err: 'rally-ext: the output cannot be written: no space is left on the disk\n',
    });
  });
});
