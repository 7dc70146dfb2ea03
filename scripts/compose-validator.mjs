// Compiles the published Compose JSON Schema (compose-spec, as packaged by dclint) to plain code,
// so that validating a file at run time needs neither network nor a schema compiler.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** Drops what only people read, and what would be loaded with every run. */
function withoutProse(schema) {
  for (const [key, value] of Object.entries(schema)) {
    if (typeof value === 'object' && value !== null) withoutProse(value);
    else if (['description', 'title', 'deprecated', 'default'].includes(key)) delete schema[key];
  }
}

/** Writes the compiled validator, one ES module without imports, to `target`. */
export async function generateComposeValidator(target) {
  const packageRoot = dirname(require.resolve('dclint/package.json'));
  const schema = JSON.parse(readFileSync(join(packageRoot, 'schemas/compose.schema.json'), 'utf8'));
  schema.$schema = 'http://json-schema.org/draft-07/schema#';
  withoutProse(schema);
  const ajv = new Ajv.default({
    code: { source: true, esm: true },
    allErrors: true,
    // A third less code, which every run loads.
    inlineRefs: false,
    strict: false,
    // The specification's own format names ("ports", "expose", "duration") mean "a string of that
    // kind" and are checked by Compose itself.
    formats: { duration: true, ports: true, expose: true, subnet_ip_address: true },
  });
  addFormats.default(ajv, ['uri']);
  const code = standaloneCode.default(ajv, ajv.compile(schema));
  mkdirSync(dirname(target), { recursive: true });
  const bundled = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    minify: true,
    logLevel: 'error',
  });
  writeFileSync(target, bundled.outputFiles[0].text);
}
