import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rallyExt } from './rally-ext.js';

let caches: string;

beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), 'rally-ext-cache-'));
});

afterEach(() => {
  rmSync(caches, { recursive: true });
});

const explain = (env: NodeJS.ProcessEnv = {}) =>
  rallyExt(['explain', 'compose-logging'], {
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: caches, ...env },
  });
const files = (): string[] => readdirSync(caches, { recursive: true }).map(String).sort();
const cacheOf = (command: string): string =>
  join('generator-rally-ext', `${command}-${process.version}-${process.arch}.bin`);

describe('compiled code is kept for the next run', () => {
  it('of the same command, in a file of its own', () => {
    const first = explain();
    expect(first.code).toBe(0);
    expect(files()).toEqual(['generator-rally-ext', cacheOf('explain')]);
    const kept = readFileSync(join(caches, cacheOf('explain')));
    expect(explain()).toEqual(first);
    expect(readFileSync(join(caches, cacheOf('explain'))).equals(kept)).toBe(true);
  });

  it('and made anew where it is damaged or of another version of this program', () => {
    const first = explain();
    const file = join(caches, cacheOf('explain'));
    const { length } = readFileSync(file);
    truncateSync(file, length - 1000);
    expect(explain()).toEqual(first);
    expect(readFileSync(file).length).toBeGreaterThan(length - 1000);
    writeFileSync(file, 'x'.repeat(1000));
    expect(explain()).toEqual(first);
    expect(readFileSync(file).length).toBeGreaterThan(1000);
  });

  it('but not with NODE_DISABLE_COMPILE_CACHE', () => {
    expect(explain({ NODE_DISABLE_COMPILE_CACHE: '1' }).code).toBe(0);
    expect(files()).toEqual([]);
  });

  it('and nothing is said where it cannot be kept', () => {
    writeFileSync(join(caches, 'generator-rally-ext'), '');
    expect(explain()).toMatchObject({ code: 0, err: '' });
    rmSync(join(caches, 'generator-rally-ext'));
    mkdirSync(join(caches, cacheOf('explain')), { recursive: true });
    expect(explain()).toMatchObject({ code: 0, err: '' });
    expect(files()).toEqual(['generator-rally-ext', cacheOf('explain')]);
  });

  const withProc = existsSync('/proc/self') ? it : it.skip; // only Linux has it
  withProc('and a home that takes no directories holds nothing up', () => {
    const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: '/proc' };
    const run = rallyExt(['explain', 'compose-logging'], { env, timeout: 20_000 });
    expect(run).toMatchObject({ code: 0, err: '' });
  });

  it('never in the directory that people work in', () => {
    for (const nowhere of [{ HOME: '' }, { HOME: 'here' }, { HOME: '', XDG_CACHE_HOME: 'here' }]) {
      const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: undefined, XDG_CACHE_HOME: '' };
      const run = rallyExt(['explain', 'compose-logging'], {
        cwd: caches,
        env: { ...env, ...nowhere },
      });
      expect(run).toMatchObject({ code: 0, err: '' });
      expect(files()).toEqual([]);
    }
  });

  it('under a name that no argument can choose', () => {
    expect(rallyExt(['../x'], { env: { ...process.env, XDG_CACHE_HOME: caches } }).code).toBe(2);
    expect(files()).toEqual(['generator-rally-ext', cacheOf('other')]);
  });
});
