import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type * as engine from './engine.js';
import { isCaching, readCached, writeCached } from './files/cache.js';

/** What the engine's bundle exports. */
export type Engine = typeof engine;

/** The last characters of the bundle, which scripts/build.mjs makes from all others. */
const FINGERPRINT = 64;

/**
 * A run of a second is over before much of what V8's optimising compiler makes of it pays off, and that
 * takes a third of its processor time. So functions have to be some five times as hot as V8 wants by
 * itself (bytecode executed, or calls, before it looks again); in long runs, they still are. By the major
 * version of V8, which complains of an option that it does not know: of Node 20, and of 22 and 23. Later
 * ones have a compiler in between, and gain nothing.
 */
const PATIENCE: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=350000',
  12: '--invocation-count-for-turbofan=12000',
};

/** One for the whole process: what two of them threw would not be known to each other. */
let loaded: Engine | undefined;

const require = createRequire(import.meta.url);
/** Found by the package's name, wherever this code was bundled to. */
const bundle = join(
  dirname(require.resolve('generator-rally-ext/package.json')),
  'dist/engine.cjs',
);

/**
 * Loads the engine with the bytecode that an earlier run of the same `command` left behind: much of a
 * short run is V8 reading source text. (Node has `module.enableCompileCache` for that from version 22
 * on.) The cache is written when the process ends, for the next one; where it cannot be read or
 * written, or NODE_DISABLE_COMPILE_CACHE is set, everything works without.
 */
export function loadEngine(command: string): Engine {
  loaded ??= load(command);
  return loaded;
}

function load(command: string): Engine {
  const patience = PATIENCE[/^\d+/.exec(process.versions.v8)?.[0] ?? ''];
  if (patience !== undefined) setFlagsFromString(patience);
  // scripts/bundle-engine.mjs leaves nothing but ASCII in it.
  const source = readFileSync(bundle, 'latin1');
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
  const define = script.runInThisContext() as (require: NodeJS.Require, url: string) => Engine;
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
