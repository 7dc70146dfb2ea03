import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Options } from 'prettier';
import { cachePath, readCached, writeCached } from '../files/cache.js';

const FOLDER = 'formatted';
/** A run makes some twenty; a person has a few extensions. */
const MAX_TEXTS = 1000;

/**
 * The text as `format` makes it, which need not be done where an earlier run did: loading prettier and
 * formatting the first text takes a tenth of a second. Kept with all that the result depends on: the
 * text, how it is to be formatted, and prettier's version.
 */
export async function formattedOnce(
  text: string,
  parser: string,
  style: Options,
  format: () => Promise<string>,
): Promise<string> {
  const request = JSON.stringify([prettierVersion(), parser, style, text]);
  const name = `${FOLDER}/${nameOf(request)}`;
  const known = readCached(name)?.toString('utf8');
  if (known?.startsWith(request + END) === true) return known.slice(request.length + END.length);
  const formatted = await format();
  makeRoom();
  writeCached(name, request + END + formatted);
  return formatted;
}

/** JSON, as it is made here, is one line. */
const END = '\n';
const STEP = 16;

/**
 * A short name that seldom two requests have: they are compared, so that loading a cryptographic hash,
 * which takes longer than all else here, is not needed (FNV-1a of every 16th character).
 */
function nameOf(request: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < request.length; at += STEP) {
    hash = Math.imul(hash ^ request.charCodeAt(at), 0x01000193);
  }
  return `${request.length}-${(hash >>> 0).toString(36)}`;
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
