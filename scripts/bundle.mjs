// Sources bundled for one run, next to the packages they need.
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript entry point (with esbuild's other options, if any), hands the file to `use`
 * and removes it again. Returns what `use` returns.
 */
export async function withBundle(options, use) {
  const folder = await mkdtemp(resolve('node_modules/.bundle-'));
  try {
    const outfile = join(folder, 'bundle.mjs');
    await build({
      ...options,
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
    return await use(outfile);
  } finally {
    await rm(folder, { recursive: true });
  }
}
