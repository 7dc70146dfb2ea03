// Breaks the YAML editor in every way Stryker knows, one at a time, and expects some test to fail:
// `npm run test:yaml-mutations [-- PLACE…]`, where a place is the start of a line that it prints.
// What the named tests let pass is held against generated documents, always the same ones
// (GENERATED of them, 3000 by default).
// Mutants that change nothing anybody could see are listed with the reason in
// `yaml-equivalents.json`; one that is not listed, or is listed and fails a test, is an error.
import { fork } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { withBundle } from './bundle.mjs';

const SOURCE = resolve('src/edit/yaml');
const TESTS = resolve('test/edit/yaml');
const GENERATED = Number(process.env.GENERATED ?? 3000);
/** Milliseconds for the tests to be loaded and run once without a mutant. */
const START = 120_000;
/** Milliseconds for one mutant, where the tests take so many without: on a busy machine, more. */
const timeoutFor = (took) => 10_000 + 10 * took;
// Words of messages and comments are not logic.
const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] };
const levels = ['debug', 'info', 'warn', 'error', 'trace', 'fatal'];
const logger = Object.fromEntries(levels.map((level) => [level, () => undefined]));
logger.isDebugEnabled = () => false;

const sources = await Promise.all(
  (await readdir(SOURCE)).map(async (name) => {
    const content = await readFile(join(SOURCE, name), 'utf8');
    return { name: join(SOURCE, name), mutate: true, content };
  }),
);
const lines = new Map(sources.map(({ name, content }) => [name, content.split('\n')]));
const instrumented = await new Instrumenter(logger).instrument(sources, options);
// Those of an excluded kind are made, but marked.
const all = instrumented.mutants.filter(({ status }) => status !== 'Ignored').map(describe);
const places = process.argv.slice(2);
const isMeant = ({ file, place }) =>
  places.length === 0 || places.some((at) => `${file}:${place}`.startsWith(at));
const mutants = all.filter(isMeant);

const equivalents = JSON.parse(await readFile(resolve('scripts/yaml-equivalents.json'), 'utf8'));
const listed = new Set(equivalents.map(keyOf));
const passed = await withBundle(await tests(instrumented.files), passedBy);
const survivors = passed.filter((mutant) => !listed.has(keyOf(mutant)));
const passedKeys = new Set(passed.map(keyOf));
const allKeys = new Set(all.map(keyOf));
const meantKeys = new Set(mutants.map(keyOf));
const stale = equivalents.filter((each) => {
  const key = keyOf(each);
  return !allKeys.has(key) || (meantKeys.has(key) && !passedKeys.has(key));
});
for (const { file, line, of, by } of stale) {
  console.log(`${file}: not an equivalent mutant (any more): ${of} → ${by} in ${line}`);
}
console.log(
  `${mutants.length} mutants, ${mutants.length - passed.length} killed, ` +
    `${passed.length - survivors.length} equivalent (listed), ${survivors.length} survived`,
);
process.exitCode = survivors.length + stale.length > 0 ? 1 : 0;

function describe({ id, fileName, location, mutatorName, replacement }) {
  const { start, end } = location;
  const ofFile = lines.get(fileName);
  const of = ofFile.slice(start.line, end.line + 1);
  of[of.length - 1] = of.at(-1).slice(0, end.column);
  of[0] = of[0].slice(start.column);
  return {
    id,
    file: basename(fileName),
    place: `${start.line + 1}:${start.column + 1}`,
    line: ofFile[start.line].trim(),
    mutator: mutatorName,
    of: oneLine(of.join('\n')),
    by: oneLine(replacement),
  };
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ');
}

function keyOf({ file, line, mutator, of, by }) {
  return JSON.stringify([file, line, mutator, of, by]);
}

/** All tests of the editor in one file, with the broken sources in place of the real ones. */
async function tests(broken) {
  const named = (await readdir(TESTS)).filter(
    (file) => file.endsWith('.test.ts') && file !== 'property.test.ts',
  );
  const contents = [
    `import { describe, it, test } from 'jest-circus';`,
    `import { expect } from 'expect';`,
    `import fc from 'fast-check';`,
    `import { collectCases, serve } from './scripts/yaml-mutant-runner.mjs';`,
    `Object.assign(globalThis, { describe, expect, it, test });`,
    `const { edits } = await import(${JSON.stringify(join(TESTS, 'properties.ts'))});`,
    `const { holdToPromise } = await import(${JSON.stringify(join(TESTS, 'promise.ts'))});`,
    ...named.map((file) => `await import(${JSON.stringify(join(TESTS, file))});`),
    `const generated = fc.sample(edits, { numRuns: ${GENERATED}, seed: 1 });`,
    `serve(collectCases(generated, holdToPromise));`,
  ].join('\n');
  const replaceSources = {
    name: 'broken-sources',
    setup: ({ onLoad }) => {
      onLoad({ filter: /src\/edit\/yaml\/.*\.ts$/ }, ({ path }) => {
        const source = broken.find(({ name }) => name === path);
        return source && { contents: source.content, loader: 'ts' };
      });
    },
  };
  const stdin = { contents, resolveDir: resolve('.'), sourcefile: 'tests.mjs' };
  return { stdin, plugins: [replaceSources] };
}

/** The mutants with which all tests of the bundle pass. */
async function passedBy(bundle) {
  const result = [];
  const queue = [...mutants];
  const work = async () => {
    let runner = await startSound(bundle);
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const { id } = mutant;
      // One that is reached while the modules are loaded needs a process of its own.
      const own = runner.inLoading.includes(id) ? await start(bundle, id) : undefined;
      if (runner.inLoading.includes(id) && !own) continue;
      const answer = await ask(own ?? runner, id, timeoutFor(runner.took));
      if (own) own.child.kill();
      else if (!answer) runner = await startSound(bundle);
      if (answer?.killed !== false) continue;
      result.push(mutant);
      const { file, place, mutator, of, by } = mutant;
      if (!listed.has(keyOf(mutant))) console.log(`${file}:${place} ${mutator}: ${of} → ${by}`);
    }
    runner.child.kill();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return result;
}

async function startSound(bundle) {
  const runner = await start(bundle);
  if (runner?.sound) return runner;
  throw new Error('the tests fail, or take too long, without any mutant');
}

/** A process that runs the tests, once it is ready; undefined when a mutant keeps it from that. */
async function start(bundle, id) {
  const env = { ...process.env, ...(id && { __STRYKER_ACTIVE_MUTANT__: id }) };
  const child = fork(bundle, { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const answer = await answerOf(child, START);
  return answer && { child, ...answer };
}

function ask({ child }, id, timeout) {
  child.send(id);
  return answerOf(child, timeout);
}

/** What a process sends next; undefined when it ends or takes too long, which ends it. */
function answerOf(child, timeout) {
  return new Promise((done) => {
    const finish = (answer) => {
      clearTimeout(timer);
      child.removeAllListeners();
      if (!answer) child.kill('SIGKILL');
      done(answer);
    };
    const timer = setTimeout(finish, timeout);
    child.once('message', finish);
    child.once('exit', () => finish());
  });
}
