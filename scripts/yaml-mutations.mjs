// Breaks the span and indent logic of the YAML editor in every way Stryker knows, one at a time, and
// expects some test to fail. Takes about a quarter of an hour, so it is run by hand:
// `npm run test:yaml-mutations [-- PLACE…]`, where a place is the start of a line that it prints.
// What the named tests let pass is held against generated documents, always the same ones.
// The mutants are switched on by a variable in one bundle, which is run outside jest's sandbox.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { withBundle } from './bundle.mjs';

const SOURCE = resolve('src/edit/yaml');
const TESTS = resolve('test/edit/yaml');
const FILES = [
  ...['lines', 'extent', 'splice', 'style', 'look', 'flow', 'comment-above'],
  ...['block-add', 'block-insert', 'block-put', 'block-put-lines', 'block-remove'],
];
// Words of messages and comments are not logic.
const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] };
const levels = ['debug', 'info', 'warn', 'error', 'trace', 'fatal'];
const logger = Object.fromEntries(levels.map((level) => [level, () => undefined]));
logger.isDebugEnabled = () => false;

const files = await Promise.all(
  FILES.map(async (name) => {
    const file = join(SOURCE, `${name}.ts`);
    return { name: file, mutate: true, content: await readFile(file, 'utf8') };
  }),
);
const instrumented = await new Instrumenter(logger).instrument(files, options);
const places = process.argv.slice(2);
const mutants = instrumented.mutants
  // Those of an excluded kind are made, but marked.
  .filter(({ status }) => status !== 'Ignored')
  .filter((mutant) => places.length === 0 || places.some((at) => describe(mutant).startsWith(at)));

const survivors = await withBundle(await tests(instrumented.files), async (bundle) => {
  if ((await fails(bundle, {})) || (await fails(bundle, { GENERATED: '1' }))) {
    throw new Error('the tests fail without any mutant');
  }
  const found = [];
  const queue = [...mutants];
  const worker = async () => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const active = { __STRYKER_ACTIVE_MUTANT__: mutant.id };
      if (await fails(bundle, active)) continue;
      if (await fails(bundle, { ...active, GENERATED: '1' })) continue;
      found.push(mutant);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return found;
});
for (const mutant of survivors) console.log(describe(mutant));
console.log(`${mutants.length} mutants, ${survivors.length} survived`);
process.exitCode = survivors.length > 0 ? 1 : 0;

function describe({ fileName, location, mutatorName, replacement }) {
  const { line, column } = location.start;
  const text = replacement.replace(/\s+/g, ' ');
  return `${basename(fileName)}:${line + 1}:${column + 1} ${mutatorName}: ${text}`;
}

/** All tests of the editor in one file, with the broken sources in place of the real ones. */
async function tests(sources) {
  const named = (await readdir(TESTS)).filter(
    (file) => file.endsWith('.test.ts') && file !== 'property.test.ts',
  );
  const contents = [
    `import { addEventHandler, afterAll, beforeAll, describe, it, run, test } from 'jest-circus';`,
    `import { expect } from 'expect';`,
    `Object.assign(globalThis, { afterAll, beforeAll, describe, expect, it, test });`,
    `addEventHandler(({ name }) => {`,
    `  if (name === 'test_fn_failure' || name === 'error') process.exit(1);`,
    `});`,
    `if (process.env.GENERATED) {`,
    `  const { checkOneOperation } = await import(${JSON.stringify(join(TESTS, 'properties.ts'))});`,
    `  checkOneOperation({ numRuns: 3000, seed: 1 });`,
    `} else {`,
    ...named.map((file) => `  await import(${JSON.stringify(join(TESTS, file))});`),
    `  await run();`,
    `}`,
  ].join('\n');
  const replaceSources = {
    name: 'broken-sources',
    setup: ({ onLoad }) => {
      onLoad({ filter: /src\/edit\/yaml\/.*\.ts$/ }, ({ path }) => {
        const source = sources.find(({ name }) => name === path);
        return source && { contents: source.content, loader: 'ts' };
      });
    },
  };
  const stdin = { contents, resolveDir: resolve('.'), sourcefile: 'tests.mjs' };
  return { stdin, plugins: [replaceSources] };
}

/** Whether the tests fail, or do not end, with some variables set. */
function fails(bundle, variables) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [bundle], {
      env: { ...process.env, ...variables },
      stdio: 'ignore',
      timeout: 20_000,
    });
    child.on('close', (code) => done(code !== 0));
  });
}
