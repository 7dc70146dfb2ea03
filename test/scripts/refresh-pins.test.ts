import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTrees, writeTree } from '../tree.js';

afterAll(removeTrees);

const git = (directory: string, ...args: string[]): string =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    encoding: 'utf8',
  }).trim();

/** A repository of an action in a directory of them; `release` makes a commit and tags it. */
function makeAction(base: string, name: string) {
  const directory = join(base, name);
  mkdirSync(directory, { recursive: true });
  git(directory, 'init', '--quiet');
  return {
    release(...tags: string[]): string {
      git(directory, 'commit', '--quiet', '--allow-empty', '-m', tags.join());
      for (const tag of tags) git(directory, 'tag', '--force', '-a', tag, '-m', tag);
      return git(directory, 'rev-parse', 'HEAD');
    },
  };
}

function refresh(base: string, pins: object) {
  const file = join(base, 'pins.json');
  writeFileSync(file, JSON.stringify(pins));
  const run = spawnSync('node', ['scripts/refresh-pins.mjs', `file://${base}`, file], {
    encoding: 'utf8',
  });
  const after: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return { after, out: run.stdout, failed: run.status !== 0, error: run.stderr };
}

describe('refreshing the pins', () => {
  test('lists all version tags of a new action, oldest first, at their commits', () => {
    const base = writeTree();
    const action = makeAction(base, 'o/a');
    const ten = action.release('v1.10.0', 'v1', 'v1.10');
    const nine = action.release('v1.9.0', 'nightly', 'v2-beta');
    const { after } = refresh(base, { 'o/a': {} });
    expect(after).toEqual({ 'o/a': { v1: ten, 'v1.9.0': nine, 'v1.10': ten, 'v1.10.0': ten } });
    expect(JSON.stringify(after)).toMatch(/"v1":.*"v1\.9\.0":.*"v1\.10":.*"v1\.10\.0":/);
  });

  test('adds newer releases of each major and higher majors, and follows the tags that move', () => {
    const base = writeTree();
    const action = makeAction(base, 'o/a');
    const old = action.release('v1.0.0');
    action.release('v1.0.1');
    const first = action.release('v1.2.0', 'v1');
    const { after: before } = refresh(base, { 'o/a': { v1: first, 'v1.2.0': first } });
    expect(before).toEqual({ 'o/a': { v1: first, 'v1.2.0': first } });

    const patch = action.release('v1.2.1', 'v1');
    const next = action.release('v2.0.0', 'v2');
    const { after, out } = refresh(base, before as object);
    expect(after).toEqual({
      'o/a': { v1: patch, 'v1.2.0': first, 'v1.2.1': patch, v2: next, 'v2.0.0': next },
    });
    expect(out).toContain(`o/a: v1 moved to ${patch}\n`);
    expect(out).toContain('o/a: v1.2.1 is new\n');
    expect(JSON.stringify(after)).not.toContain(old);
  });

  test('stops at a release that was moved, and leaves the file as it is', () => {
    const base = writeTree();
    const action = makeAction(base, 'o/a');
    const was = action.release('v1.0.0');
    const is = action.release('v1.0.0');
    const pins = { 'o/a': { 'v1.0.0': was } };
    const { after, failed, error } = refresh(base, pins);
    expect(failed).toBe(true);
    expect(error).toContain(`o/a: the release v1.0.0 was moved from ${was} to ${is}`);
    expect(after).toEqual(pins);
  });
});
