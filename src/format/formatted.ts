import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Options } from 'prettier';
import { cachePath, readCached, writeCached } from '../files/cache.js';

const FOLDER = 'formatted';
/** A run makes some twenty; a person has a few extensions. */
const MAX_TEXTS = 1000;

/**
 * The text as `format` makes it, which need not be done where an earlier run did: loading prettier and
 * formatting the first text takes a tenth of a second. Kept by a hash of all that the result depends on: the
 * text, how it is to be formatted, and prettier's version.
 */
export async function formattedOnce(
  text: string,
  parser: string,
  style: Options,
  format: () => Promise<string>,
): Promise<string> {
  const name = `${FOLDER}/${hash(JSON.stringify([prettierVersion(), parser, style, text]))}`;
  const known = readCached(name);
  if (known !== undefined) return known.toString('utf8');
  const formatted = await format();
  makeRoom();
  writeCached(name, formatted);
  return formatted;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function prettierVersion(): string {
  const { version } = createRequire(import.meta.url)('prettier/package.json') as {
    readonly version: string;
  };
  return version;
}

function makeRoom(): void {
  try {
    const folder = cachePath(FOLDER);
    if (readdirSync(folder).length > MAX_TEXTS) rmSync(folder, { recursive: true });
  } catch {
    // There is none yet.
  }
}
