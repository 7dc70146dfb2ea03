// Breaks an editor in every way Stryker knows, one at a time, and expects some test to fail:
// `npm run test:mutations -- EDITOR [PLACE…]`, where the editor is a folder or module of `src/edit`
// and a place the start of a line that this prints.
// What the named tests let pass is held against generated texts, always the same ones (GENERATED
// of them, 3000 by default), where `properties.ts` beside the tests exports them.
// What does not compile counts as killed.
// Mutants that change nothing anybody could see are listed with the reason in
// `equivalents/EDITOR.json`; one that is not listed, or is listed and fails a test, is an error.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { withBundle } from './bundle.mjs';
import { passedBy } from './mutant-processes.mjs';
import { typeChecker } from './mutant-types.mjs';

const [editor, ...places] = process.argv.slice(2);
const isFolder = existsSync(resolve(`src/edit/${editor}`));
const SOURCES = isFolder
  ? await modulesIn(`src/edit/${editor}`)
  : [resolve(`src/edit/${editor}.ts`)];
const TESTS = isFolder ? resolve(`test/edit/${editor}`) : resolve('test/edit');
const GENERATED = Number(process.env.GENERATED ?? 3000);
// Words of messages and comments are not logic.
const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [] };
const levels = ['debug', 'info', 'warn', 'error', 'trace', 'fatal'];
const logger = Object.fromEntries(levels.map((level) => [level, () => undefined]));
logger.isDebugEnabled = () => false;

const MEMORY_OF_ONE_RUN = `export function recent(make) {
  let known = new Map();
  let run;
  return (text) => {
    if (run !== globalThis.thisRun) [known, run] = [new Map(), globalThis.thisRun];
    if (!known.has(text)) known.set(text, make(text));
    return known.get(text);
  };
}`;

const sources = await Promise.all(
  SOURCES.map(async (name) => ({ name, mutate: true, content: await readFile(name, 'utf8') })),
);
const contents = new Map(sources.map(({ name, content }) => [name, content]));
const isRefused = typeChecker(contents);
const instrumented = await new Instrumenter(logger).instrument(sources, options);
// Those of an excluded kind are made, but marked.
const all = instrumented.mutants.filter(({ status }) => status !== 'Ignored').map(describe);
const isMeant = ({ file, place }) =>
  places.length === 0 || places.some((at) => `${file}:${place}`.startsWith(at));
const mutants = all.filter(isMeant);

const list = resolve(`scripts/equivalents/${editor}.json`);
const equivalents = existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) : [];
const listed = new Set(equivalents.map(keyOf));
const passed = await withBundle(await tests(instrumented.files), (bundle) =>
  passedBy(bundle, mutants, (mutant) => {
    if (isRefused(mutant)) return false;
    const { file, place, mutator, of, by } = mutant;
    if (!listed.has(keyOf(mutant))) console.log(`${file}:${place} ${mutator}: ${of} → ${by}`);
    return true;
  }),
);
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

async function modulesIn(folder) {
  const names = (await readdir(resolve(folder))).filter((name) => name.endsWith('.ts'));
  return names.map((name) => resolve(folder, name));
}

function describe({ id, fileName, location, mutatorName, replacement }) {
  const { start, end } = location;
  const ofFile = contents.get(fileName).split('\n');
  const of = ofFile.slice(start.line, end.line + 1);
  of[of.length - 1] = of.at(-1).slice(0, end.column);
  of[0] = of[0].slice(start.column);
  return {
    id,
    fileName,
    location,
    replacement,
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
  const properties = join(TESTS, 'properties.ts');
  const isGenerated = isFolder && existsSync(properties);
  const named = (await readdir(TESTS)).filter((file) =>
    isFolder
      ? file.endsWith('.test.ts') && !(isGenerated && file === 'property.test.ts')
      : file === `${editor}.test.ts`,
  );
  const contents = [
    `import { afterEach, describe, it, test } from 'jest-circus';`,
    `import { expect } from 'expect';`,
    `import fc from 'fast-check';`,
    `import { collectCases, serve } from './scripts/mutant-runner.mjs';`,
    `Object.assign(globalThis, { afterEach, describe, expect, it, test });`,
    ...named.map((file) => `await import(${JSON.stringify(join(TESTS, file))});`),
    `const { edits, holdToPromise } = ${isGenerated ? `await import(${JSON.stringify(properties)})` : '{}'};`,
    `const generated = edits ? fc.sample(edits, { numRuns: ${GENERATED}, seed: 1 }) : [];`,
    `await serve(collectCases(generated, holdToPromise));`,
  ].join('\n');
  const replaceSources = {
    name: 'broken-sources',
    setup: ({ onLoad }) => {
      onLoad({ filter: /src\/edit\/.*\.ts$/ }, ({ path }) => {
        const source = broken.find(({ name }) => name === path);
        if (source) return { contents: source.content, loader: 'ts' };
        // What one mutant made of a text must not be what the next one finds.
        const isMemory = path === resolve('src/edit/recent.ts');
        return isMemory ? { contents: MEMORY_OF_ONE_RUN } : undefined;
      });
    },
  };
  const stdin = { contents, resolveDir: resolve('.'), sourcefile: 'tests.mjs' };
  return { stdin, plugins: [replaceSources] };
}
