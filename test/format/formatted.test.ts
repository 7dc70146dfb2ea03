import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options } from 'prettier';
import { formattedOnce } from '../../src/format/formatted.js';

const before = { ...process.env };
let caches: string;
let formatted: string[];

beforeEach(() => {
  caches = mkdtempSync(join(tmpdir(), 'rally-ext-formatted-'));
  process.env.XDG_CACHE_HOME = caches;
  delete process.env.NODE_DISABLE_COMPILE_CACHE;
  formatted = [];
});

afterEach(() => {
  process.env = { ...before };
  rmSync(caches, { recursive: true });
});

const folder = () => join(caches, 'generator-rally-ext', 'formatted');

function format(text: string, parser = 'yaml', style: Options = {}): Promise<string> {
  return formattedOnce(text, parser, style, () => {
    formatted.push(text);
    return Promise.resolve(`${text.trim()}\n`);
  });
}

describe('a text that an earlier run formatted', () => {
  test('is not formatted again', async () => {
    expect(await format(' a: é ')).toBe('a: é\n');
    expect(await format(' a: é ')).toBe('a: é\n');
    expect(formatted).toEqual([' a: é ']);
  });

  test('is formatted anew in another style, as another kind of file, or with another letter', async () => {
    await format('a');
    await format('a', 'yaml', { singleQuote: true });
    await format('a', 'markdown');
    await format('b');
    expect(formatted).toEqual(['a', 'a', 'a', 'b']);
  });

  test('is formatted anew where nothing is to be kept, or cannot be', async () => {
    process.env.NODE_DISABLE_COMPILE_CACHE = '1';
    await format('a');
    expect(readdirSync(caches)).toEqual([]);
    delete process.env.NODE_DISABLE_COMPILE_CACHE;
    writeFileSync(join(caches, 'generator-rally-ext'), '');
    expect(await format('a')).toBe('a\n');
    expect(formatted).toEqual(['a', 'a']);
  });

  test('is forgotten with all others where there are too many', async () => {
    mkdirSync(folder(), { recursive: true });
    for (let index = 0; index <= 1000; index += 1) writeFileSync(join(folder(), `${index}`), '');
    await format('a');
    expect(readdirSync(folder())).toHaveLength(1);
  });
});
