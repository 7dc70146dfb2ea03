import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { copyTree, removeTrees, writeTree } from '../tree.js';

const yo = join(dirname(createRequire(import.meta.url).resolve('yo/package.json')), 'lib/cli.js');
/** `yo` gives up root, so as root it is run as somebody who may do little. */
const isRoot = process.getuid?.() === 0;

afterAll(removeTrees);

/** Runs `yo rally-ext:<args> <rest>` on a copy of the sample, in bash; code is that of yo. */
function pipeline(args: string, rest: string): { code: string; err: string } {
  const [home, root] = [writeTree(), copyTree('examples/tombola')];
  mkdirSync(join(home, 'node_modules'));
  symlinkSync(resolve('.'), join(home, 'node_modules/generator-rally-ext'));
  if (isRoot) execFileSync('chown', ['-R', '-h', 'nobody', home, root]);
  const env = `env HOME='${home}' NODE_PATH='${home}/node_modules'`;
  const run = `${env} '${process.execPath}' '${yo}' --no-insight rally-ext:${args} ${rest}`;
  const script = `cd '${root}'; ${run}; echo "code \${PIPESTATUS[0]}" >&2`;
  const user = isRoot ? ['runuser', '-u', 'nobody', '--'] : [];
  const { stderr } = spawnSync('env', [...user, 'bash', '-c', script], { encoding: 'utf8' });
  const [, err = '', code = ''] = /^([^]*)code (\d+)\n$/.exec(stderr) ?? [];
  return { code, err };
}

describe('output of yo that nobody reads', () => {
  it('ends quietly, with the exit code it would have had', () => {
    expect(pipeline('harden --dry-run', '| true')).toEqual({ code: '0', err: '' });
    const { code, err } = pipeline('audit --min-score 9', '| true');
    expect(code).toBe('1');
    expect(err).toMatch(/^rally-ext: the score .* is below 9\n$/);
  });

  // A device that Linux has and other systems do not.
  const onFull = existsSync('/dev/full') ? it : it.skip;
  onFull('is said and exits 2 where the disk behind it is full', () => {
    expect(pipeline('audit', '> /dev/full')).toEqual({
      code: '2',
      err: 'rally-ext: the output cannot be written: no space is left on the disk\n',
    });
  });
});
