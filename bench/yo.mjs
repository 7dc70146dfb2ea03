// `yo rally-ext:harden --yes` (goal ≤ 1.15×) and `yo rally-ext` up to the first commit (goal: 3 s more)
// against an empty generator, all through `yo`, in turn.
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
const seconds = [];
for (let run = -1; run < RUNS; run += 1) {
  const base = milliseconds(directory, 'nothing');
  const hardening = milliseconds(directory, 'rally-ext:harden', '--yes');
  const making = milliseconds(undefined, 'rally-ext', 'quiz', '--yes', '--git');
  if (run < 0) continue;
  ratios.push(hardening / base);
  seconds.push((making - base) / 1000);
}
console.log(`yo rally-ext:harden --yes  ${spread(ratios, '×')} an empty generator  goal ≤ 1.15×`);
console.log(
  `yo rally-ext --git         ${spread(seconds, ' s')} more than an empty generator  goal < 3 s`,
);
rmSync(work, { recursive: true, force: true });

function spread(values, unit) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (RUNS - 1))].toFixed(2);
  return `${at(0.5)}${unit} (${at(0)}–${at(1)})`;
}

/** How long `yo` takes in a copy of a directory, or in an empty one. */
function milliseconds(directory, ...args) {
  const cwd = mkdtempSync(join(work, 'extension-'));
  if (directory !== undefined) cpSync(directory, cwd, { recursive: true });
  const who = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.c' };
  const committer = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.c' };
  const env = { ...process.env, ...who, ...committer, NODE_PATH: modules };
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, [yo, '--no-insight', ...args], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`yo ${args.join(' ')} failed: ${stdout}${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
