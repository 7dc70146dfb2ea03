// Editing YAML: time and lines clobbered, against other tools, on the same files with the same edits.
// `node bench/yaml/run.mjs [FOLDER…]`; without folders, on the YAML files of this project.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffLines } from 'diff';
import { withBundle } from '../../scripts/bundle.mjs';
import { manyServices, readFiles, targetsOf } from './files.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const TOOLS = ['this-editor', 'yaml-document', 'yaml-diff-patch', 'js-yaml'];
const folders = process.argv.length > 2 ? process.argv.slice(2) : ['examples', 'test'];
const files = readFiles(folders);
const work = mkdtempSync(join(tmpdir(), 'rally-ext-bench-'));

await withBundle({ entryPoints: ['src/edit/yaml/index.ts'], minify: true }, (editor) => {
  const job = write('files.json', files);
  console.log(
    `${files.length} files, ${files.reduce((sum, { targets }) => sum + targets.length, 0)} edits; ${RUNS} runs each`,
  );
  console.log(
    '\n| tool | files with changed lines | changed lines | refused | time to parse and print |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const tool of TOOLS) {
    const { changed, lines, refused } = clobbered(results(tool, editor, job));
    const time = ratio([tool, editor, job], ['parse-and-print', editor, job]);
    console.log(
      `| ${tool} | ${changed} of ${files.length} | ${lines} | ${refused.length} | ${time} |`,
    );
    for (const each of refused) console.error(`${tool}: ${each}`);
  }
  const [few, many] = [1000, 10_000].map((count) => {
    const text = manyServices(count);
    return write(`${count}.json`, [{ text, targets: targetsOf(text) }]);
  });
  const growth = ratio(['this-editor', editor, many], ['this-editor', editor, few]);
  console.log(`\n10,000 services take ${growth} the time of 1,000 (goal ≤ 12×)`);
});
rmSync(work, { recursive: true });

function write(name, value) {
  const path = join(work, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

function results(tool, editor, job) {
  const { stdout } = run([tool, editor, job], { REPORT: '1' });
  return JSON.parse(stdout);
}

/** Every edit only adds: a line of the original that is not in the result was clobbered. */
function clobbered(texts) {
  const refused = [];
  let [changed, lines] = [0, 0];
  texts.forEach((after, i) => {
    const { path, text } = files[i];
    if (typeof after !== 'string') refused.push(`${path}:${after.refused}`);
    else {
      const gone = diffLines(text, after, { ignoreNewlineAtEof: true }).reduce(
        (sum, part) => sum + (part.removed ? part.count : 0),
        0,
      );
      lines += gone;
      if (gone > 0) changed += 1;
      if (gone > 0 && process.env.SHOW) console.error(path);
    }
  });
  return { changed, lines, refused };
}

/** The median of the ratios of two whole processes, run in turn, without what any process takes. */
function ratio(ours, base) {
  const ratios = [];
  for (let i = -1; i < RUNS; i += 1) {
    const floor = milliseconds(['nothing', ...base.slice(1, 2), base[2]]);
    const [other, own] = [milliseconds(base), milliseconds(ours)];
    if (i >= 0) ratios.push((own - floor) / (other - floor));
  }
  return `${ratios.sort((a, b) => a - b)[Math.floor(RUNS / 2)].toFixed(2)}×`;
}

function milliseconds(args) {
  const start = process.hrtime.bigint();
  run(args);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function run(args, env) {
  const result = spawnSync(process.execPath, [join(import.meta.dirname, 'tools.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0) throw new Error(`${args[0]} failed: ${result.stderr}`);
  return result;
}
