// `yo rally-ext:harden --yes` against an empty generator, both through `yo`, in turn; goal ≤ 1.15×.
// Run as an unprivileged user: `yo` gives up root and then cannot write to root's directories.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { makeRallySized } from './rally-sized.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const yo = join(dirname(createRequire(import.meta.url).resolve('yo/package.json')), 'lib/cli.js');

if (process.getuid?.() === 0) {
  console.log('yo: skipped: run this benchmark as an unprivileged user, yo does not work as root');
  process.exit(0);
}

const work = mkdtempSync(join(tmpdir(), 'rally-ext-bench-'));
const directory = resolve(process.argv[2] ?? join(work, 'original'));
if (process.argv[2] === undefined) makeRallySized(directory);
const modules = join(work, 'node_modules');
mkdirSync(join(modules, 'generator-nothing/generators/app'), { recursive: true });
const manifest = { name: 'generator-nothing', version: '1.0.0', type: 'module' };
writeFileSync(join(modules, 'generator-nothing/package.json'), JSON.stringify(manifest));
writeFileSync(
  join(modules, 'generator-nothing/generators/app/index.js'),
  "import Generator from 'yeoman-generator';\nexport default class extends Generator { nothing() {} }\n",
);
symlinkSync(resolve('node_modules/yeoman-generator'), join(modules, 'yeoman-generator'));
symlinkSync(resolve('.'), join(modules, 'generator-rally-ext'));

const ratios = [];
for (let run = -1; run < RUNS; run += 1) {
  const base = milliseconds('nothing');
  const ours = milliseconds('rally-ext:harden', '--yes');
  if (run >= 0) ratios.push(ours / base);
}
ratios.sort((a, b) => a - b);
const [low, middle, high] = [0, 0.5, 1].map((p) => ratios[Math.round(p * (RUNS - 1))].toFixed(2));
console.log(
  `yo rally-ext:harden --yes  ${middle}× an empty generator (${low}–${high})  goal ≤ 1.15×`,
);
rmSync(work, { recursive: true, force: true });

function milliseconds(...args) {
  const cwd = mkdtempSync(join(work, 'extension-'));
  cpSync(directory, cwd, { recursive: true });
  const env = { ...process.env, NODE_PATH: modules };
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, [yo, '--no-insight', ...args], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`yo ${args.join(' ')} failed: ${stdout}${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
