// Builds dist/: our own sources bundled into few chunks, so that the command starts fast.
import { readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundleEngine } from './bundle-engine.mjs';
import { compileTemplates } from './compile-templates.mjs';
import { generateComposeValidator } from './compose-validator.mjs';

rmSync('dist', { recursive: true, force: true });
await generateComposeValidator('src/generated/compose-validator.js');
compileTemplates('src/generated/templates.js');

const generators = readdirSync('generators', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map((entry) => `generators/${entry.name}/index.ts`);

const options = {
  bundle: true,
  // The package's ES module build; bundling its CommonJS one would need a require() at run time.
  alias: { yaml: resolve('node_modules/yaml/browser/index.js') },
  minify: true,
  platform: 'node',
  target: 'node20.17',
  logLevel: 'warning',
};

// Our few small dependencies are bundled, which halves the start-up time; Yeoman stays outside.
await build({
  ...options,
  entryPoints: ['src/start.ts', ...generators],
  outbase: '.',
  outdir: 'dist',
  splitting: true,
  external: ['yeoman-generator', 'prettier', 'generator-rally-ext'],
  format: 'esm',
  chunkNames: 'chunks/[name]-[hash]',
  entryNames: '[dir]/[name]',
});
// The command line's: a script that is no module is started sooner.
await build({
  ...options,
  entryPoints: ['src/start.ts'],
  outfile: 'dist/start.cjs',
  external: ['generator-rally-ext'],
  format: 'cjs',
  banner: { js: "const url = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'url' },
});
await bundleEngine('dist/engine.cjs', {
  ...options,
  // Only a file that no earlier run formatted needs them: every run would load what is bundled.
  external: ['prettier/standalone', 'prettier/plugins/*'],
});
