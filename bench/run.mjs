// Whole-process times, as ratios against a floor measured in the same run, in turn (A B A B …).
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeRallySized } from './rally-sized.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 15);
const directory = process.argv[2];
const work = mkdtempSync(join(tmpdir(), 'rally-ext-bench-'));
const copy = join(work, 'extension');
if (directory === undefined) makeRallySized(copy);
else cpSync(directory, copy, { recursive: true });

const floor = [process.execPath, '-e', '0'];
const cli = resolve('bin/rally-ext.js');
const cases = [
  { name: 'audit', goal: 5, command: [process.execPath, cli, 'audit', copy] },
  {
    name: 'harden --dry-run',
    goal: 8,
    command: [process.execPath, cli, 'harden', copy, '--dry-run'],
  },
];

console.log(
  `${directory ?? 'a Rally-sized extension'}, ${RUNS} runs each, median of the ratios to \`node -e 0\``,
);
for (const { name, goal, command } of cases) {
  const ratios = [];
  // The first run, which is not counted, leaves its compiled code for the others, as it does for people.
  for (let run = -1; run < RUNS; run += 1) {
    const base = milliseconds(floor);
    const ours = milliseconds(command);
    if (run >= 0) ratios.push(ours / base);
  }
  ratios.sort((a, b) => a - b);
  const [low, middle, high] = [0, 0.5, 1].map((p) => ratios[Math.round(p * (RUNS - 1))].toFixed(2));
  console.log(`${name.padEnd(18)} ${middle}× (${low}–${high})  goal ≤ ${goal}×`);
}
rmSync(work, { recursive: true, force: true });

function milliseconds([program, ...args]) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args);
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
