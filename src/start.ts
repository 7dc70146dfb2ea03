import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import type * as Engine from './engine.js';
import { isCaching, readCached, writeCached } from './files/cache.js';

/** The last characters of the bundle, which scripts/build.mjs makes from all others. */
const FINGERPRINT = 64;

const bundle = fileURLToPath(new URL('engine.cjs', import.meta.url));

/**
 * Loads the engine with the bytecode that an earlier run of the same `command` left behind: much of a
 * short run is V8 reading source text. (Node has `module.enableCompileCache` for that from version 22
 * on.) The cache is written when the process ends, for the next one; where it cannot be read or
 * written, or NODE_DISABLE_COMPILE_CACHE is set, everything works without.
 */
export function loadEngine(command: string): typeof Engine {
  const source = readFileSync(bundle, 'utf8');
  const fingerprint = source.slice(-FINGERPRINT);
  const cache = isCaching() ? cacheName(command) : undefined;
  const cachedData = cache === undefined ? undefined : bytecode(readCached(cache), fingerprint);
  const script = new Script(source, { filename: bundle, ...(cachedData && { cachedData }) });
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
    // At the end, so that every function the command needed is in it.
    process.once('exit', () => {
      writeCached(cache, Buffer.concat([Buffer.from(fingerprint), script.createCachedData()]));
    });
  }
  const define = script.runInThisContext() as (
    require: NodeJS.Require,
    url: string,
  ) => typeof Engine;
  const { href } = pathToFileURL(bundle);
  return define(createRequire(href), href);
}

function cacheName(command: string): string {
  const known = /^[a-z-]+$/.test(command) ? command : 'other';
  return `${known}-${process.version}-${process.arch}.bin`;
}

/** What was kept for this very bundle: V8 does not notice every other one. */
function bytecode(content: Buffer | undefined, fingerprint: string): Buffer | undefined {
  return content?.toString('latin1', 0, FINGERPRINT) === fingerprint
    ? content.subarray(FINGERPRINT)
    : undefined;
}
