import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../src/baseline/run.js';
import { withScratch } from '../../src/baseline/scratch.js';
import { removeTrees, writeTree } from '../tree.js';

afterAll(removeTrees);

function options(cwd: string, seconds = 20, signal = new AbortController().signal) {
  return { cwd, env: process.env, seconds, signal };
}

test('what a program says and how it ends', async () => {
  const said = run(['sh', '-c', 'echo out; echo err >&2; exit 3'], options('.'));
  expect(await said).toEqual({ isFine: false, out: 'out\n', err: 'err\n' });
  expect(await run(['true'], options('.'))).toEqual({ isFine: true, out: '', err: '' });
});

test('a program that is not there is a failure with a reason', async () => {
  const { isFine, err } = await run(['no-such-program-here'], options('.'));
  expect({ isFine, err }).toEqual({ isFine: false, err: 'spawn no-such-program-here ENOENT' });
});

/** Writes `late` unless it is ended with the program that started it. */
const LATE = '(sleep 2; echo late > late) & echo started; wait';

test('after its time it is ended, with everything that it started', async () => {
  const cwd = writeTree();
  const { isFine, out, err } = await run(['sh', '-c', LATE], options(cwd, 0.5));
  expect({ isFine, out, err }).toEqual({
    isFine: false,
    out: 'started\n',
    err: '\nit took longer than 0.5 seconds\n',
  });
  await sleep(2500);
  expect(existsSync(join(cwd, 'late'))).toBe(false);
});

test('an interruption ends it, and lets nothing start after it', async () => {
  const cwd = writeTree();
  const interruption = new AbortController();
  const running = run(['sh', '-c', LATE], options(cwd, 20, interruption.signal));
  await sleep(300);
  interruption.abort();
  expect((await running).isFine).toBe(false);
  const next = await run(['sh', '-c', 'echo late > late'], options(cwd, 20, interruption.signal));
  expect(next.isFine).toBe(false);
  await sleep(2500);
  expect(existsSync(join(cwd, 'late'))).toBe(false);
});

test('a scratch directory goes with the work in it, also where that fails', async () => {
  let directory = '';
  const work = withScratch((scratch) => {
    directory = scratch;
    writeFileSync(join(scratch, 'file'), '');
    return Promise.reject(new Error('no'));
  });
  await expect(work).rejects.toThrow('no');
  expect(directory).not.toBe('');
  expect(existsSync(directory)).toBe(false);
});
