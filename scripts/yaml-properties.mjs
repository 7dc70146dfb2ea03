// Holds the YAML editor to its promise on many generated documents: `npm run test:yaml-properties`.
// RUNS (default 100000) and SEED, which repeats what a run printed, are taken from the environment.
// Runs outside jest, whose sandbox makes parsing three times slower, and on all processors.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const runs = Number(process.env.RUNS ?? 100_000);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const workers = Math.min(availableParallelism(), 8);

// Inside the project, so that the bundle finds its packages.
const folder = await mkdtemp(join(import.meta.dirname, '../node_modules/.yaml-properties-'));
try {
  const file = join(folder, 'properties.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../test/edit/yaml/properties.ts')],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const script = `
    import { checkOneOperation, checkTogether } from ${JSON.stringify(file)};
    const [numRuns, seed] = process.argv.slice(1).map(Number);
    console.log(JSON.stringify(checkOneOperation({ numRuns, seed })));
    checkTogether({ numRuns: Math.ceil(numRuns / 10), seed });`;
  const run = (number) =>
    new Promise((resolve, reject) => {
      const args = ['--input-type=module', '-e', script, String(Math.ceil(runs / workers))];
      const child = spawn(process.execPath, [...args, String(seed + number)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (data) => (output += data));
      child.on('close', (code) => {
        if (code === 0) resolve(JSON.parse(output));
        else reject(new Error(`failed with seed ${seed + number}`));
      });
    });
  const results = await Promise.all(Array.from({ length: workers }, (_, number) => run(number)));
  const total = (key) => results.reduce((sum, each) => sum + each[key], 0);
  console.log(
    `${total('changed')} operations made, ${total('same')} with nothing to do and ` +
      `${total('refused')} refused; the promise held (seed ${seed}, ${workers} processes)`,
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
