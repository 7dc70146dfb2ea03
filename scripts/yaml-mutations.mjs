// Breaks the span and indent logic of the YAML editor in every way Stryker knows, one at a time, and
// expects some test to fail: `npm run test:yaml-mutations [FILE…]`. Takes some minutes; run by hand.
// Only the named tests count: generated ones find most of it too, but not every time.
// The mutants are switched on by a variable in one bundle, which is run outside jest's sandbox.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'esbuild';

const SOURCE = resolve('src/edit/yaml');
const TESTS = resolve('test/edit/yaml');
const FILES = [
  ...['lines', 'extent', 'splice', 'style', 'look', 'flow', 'comment-above'],
  ...['block-add', 'block-insert', 'block-put', 'block-put-lines', 'block-remove'],
];
// Words of messages and comments are not logic.
const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] };
const logger = Object.fromEntries(
  ['debug', 'info', 'warn', 'error', 'trace', 'fatal'].map((level) => [level, () => undefined]),
);
logger.isDebugEnabled = () => false;

const wanted = process.argv.slice(2).map((file) => basename(file, '.ts'));
const names = FILES.filter((name) => wanted.length === 0 || wanted.includes(name));
const files = await Promise.all(
  names.map(async (name) => {
    const file = join(SOURCE, `${name}.ts`);
    return { name: file, mutate: true, content: await readFile(file, 'utf8') };
  }),
);
const { files: broken, mutants: all } = await new Instrumenter(logger).instrument(files, options);
// Those of an excluded kind are made, but marked.
const mutants = all.filter(({ status }) => status !== 'Ignored');
const folder = await mkdtemp(resolve('node_modules/.yaml-mutations-'));
try {
  const bundle = await bundleTests(broken);
  if (await fails(bundle, undefined)) throw new Error('the tests fail without any mutant');
  const survivors = [];
  const queue = [...mutants];
  const worker = async () => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      if (!(await fails(bundle, mutant.id))) survivors.push(mutant);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  for (const { fileName, location, mutatorName, replacement } of survivors) {
    const { line, column } = location.start;
    console.log(
      `${basename(fileName)}:${line + 1}:${column + 1} ${mutatorName}: ${replacement.replace(/\s+/g, ' ')}`,
    );
  }
  console.log(`${mutants.length} mutants, ${survivors.length} survived`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}

/** All tests of the editor in one file, with the broken sources in place of the real ones. */
async function bundleTests(sources) {
  const tests = (await readdir(TESTS)).filter(
    (file) => file.endsWith('.test.ts') && file !== 'property.test.ts',
  );
  const contents = [
    `import { addEventHandler, afterAll, beforeAll, describe, it, run, test } from 'jest-circus';`,
    `import { expect } from 'expect';`,
    `Object.assign(globalThis, { afterAll, beforeAll, describe, expect, it, test });`,
    `addEventHandler(({ name, error }) => {`,
    `  if (name === 'test_fn_failure' || name === 'error') { if (process.env.SHOW) console.error(error); process.exit(1); }`,
    `});`,
    ...tests.map((file) => `await import(${JSON.stringify(join(TESTS, file))});`),
    `await run();`,
  ].join('\n');
  const outfile = join(folder, 'tests.mjs');
  await build({
    stdin: { contents, resolveDir: resolve('.'), sourcefile: 'tests.mjs' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [
      {
        name: 'broken-sources',
        setup: ({ onLoad }) => {
          onLoad({ filter: /src\/edit\/yaml\/.*\.ts$/ }, ({ path }) => {
            const source = sources.find(({ name }) => name === path);
            return source && { contents: source.content, loader: 'ts' };
          });
        },
      },
    ],
  });
  return outfile;
}

/** Whether the tests fail, or do not end, with a mutant switched on. */
function fails(bundle, id) {
  return new Promise((done) => {
    const env = { ...process.env, ...(id && { __STRYKER_ACTIVE_MUTANT__: id }) };
    const child = spawn(process.execPath, [bundle], {
      env,
      stdio: ['ignore', 'ignore', process.env.SHOW ? 'inherit' : 'ignore'],
      timeout: 10_000,
    });
    child.on('close', (code) => done(code !== 0));
  });
}
