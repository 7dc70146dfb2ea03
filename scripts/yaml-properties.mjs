// Holds the YAML editor to its promise on many generated documents: `npm run test:yaml-properties`.
// RUNS (default 100000) and SEED, which repeats what a run printed, are taken from the environment.
// Runs outside jest, whose sandbox makes parsing three times slower, and on all processors.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { withBundle } from './bundle.mjs';

const runs = Number(process.env.RUNS ?? 100_000);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const workers = Math.min(availableParallelism(), 8);

const results = await withBundle({ entryPoints: ['test/edit/yaml/properties.ts'] }, (file) =>
  Promise.allSettled(Array.from({ length: workers }, (_, number) => run(file, seed + number))),
);
for (const { reason } of results) if (reason) console.error(reason.message);
if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
else {
  const total = (key) => results.reduce((sum, { value }) => sum + value[key], 0);
  console.log(
    `${total('changed')} operations made, ${total('same')} with nothing to do and ` +
      `${total('refused')} refused; the promise held (seed ${seed}, ${workers} processes)`,
  );
}

function run(file, ownSeed) {
  const script = `
    import { checkOneOperation, checkTogether } from ${JSON.stringify(file)};
    const [numRuns, seed] = process.argv.slice(1).map(Number);
    console.log(JSON.stringify(checkOneOperation({ numRuns, seed })));
    checkTogether({ numRuns: Math.ceil(numRuns / 10), seed });`;
  const args = ['--input-type=module', '-e', script, String(Math.ceil(runs / workers))];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, String(ownSeed)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Error(`failed with SEED=${ownSeed}`));
    });
  });
}
