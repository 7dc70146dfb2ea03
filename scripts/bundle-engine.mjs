// dist/engine.cjs: all that the command line runs as one script, which src/start.ts loads with
// V8's code cache.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** Packages that sources load when they need them are bundled too, and still run only then. */
const bundleRequired = {
  name: 'bundle-required',
  setup({ onLoad, onResolve }) {
    // The whole of it is only needed to read people's configuration.
    onResolve({ filter: /^prettier$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(
        /createRequire\(import\.meta\.url\)\(('[^']+')\)/g,
        'require($1)',
      );
      return { contents, loader: 'ts' };
    });
  },
};

/** What takes Node long to load, and most runs call nothing of: loaded by the first call. */
const lateModules = {
  name: 'late-modules',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:(child_process|crypto|net|timers\/promises)$/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'late' },
    );
    onLoad({ filter: /./, namespace: 'late' }, async ({ path }) => {
      const functions = Object.entries(await import(path)).filter(
        ([, value]) => typeof value === 'function',
      );
      const lines = functions.map(
        ([name]) => `export const ${name} = (...args) => require('${path}').${name}(...args);`,
      );
      return { contents: lines.join('\n') };
    });
  },
};

/** Bundles `src/engine.ts` to `target`, with esbuild's other options. */
export async function bundleEngine(target, options) {
  await build({
    ...options,
    entryPoints: ['src/engine.ts'],
    outfile: target,
    format: 'iife',
    globalName: 'engine',
    plugins: [bundleRequired, lateModules],
    define: { 'import.meta.url': 'url' },
    // A script cannot import: what stays outside is required.
    supported: { 'dynamic-import': false },
    banner: { js: '(function (require, url) {' },
    footer: { js: 'return engine; })' },
  });
  const text = asciiOnly(readFileSync(target, 'utf8'));
  writeFileSync(target, `${text}//${createHash('sha256').update(text).digest('hex')}`);
}

/**
 * V8 keeps a text with one wider character in twice the memory, and it takes longer to read. esbuild
 * leaves such characters in regular expressions only.
 */
function asciiOnly(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
