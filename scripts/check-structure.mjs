// Holds the layering and the file sizes that docs/architecture.md promises.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import madge from 'madge';

const MAX_LINES = 250;
/** What each layer may import; everything else points upwards. */
const layers = {
  'src/files': ['src/files'],
  'src/edit': ['src/edit'],
  'src/extension': ['src/files', 'src/edit', 'src/extension'],
  'src/rules': ['src/assets', 'src/edit', 'src/extension', 'src/rules', 'src/generated'],
  'src/assets': ['src/assets', 'src/generated'],
  'src/format': ['src/files', 'src/extension', 'src/format'],
  'src/scaffold': [
    ...['src/assets', 'src/extension', 'src/format', 'src/plan', 'src/rules', 'src/scaffold'],
  ],
  'src/check': ['src/extension', 'src/rules', 'src/check'],
};

const problems = [];
const files = readdirSync('.', { recursive: true })
  .map(String)
  .filter((file) => /^(src|generators)\/.*\.ts$/.test(file));
for (const file of files) {
  const lines = readFileSync(file, 'utf8').split('\n').length - 1;
  if (lines > MAX_LINES) problems.push(`${file} has ${lines} lines, more than ${MAX_LINES}`);
}

const graph = await madge(['src', 'generators'], {
  baseDir: '.',
  fileExtensions: ['ts'],
  tsConfig: 'tsconfig.json',
  detectiveOptions: { ts: { skipTypeImports: false } },
});
for (const cycle of graph.circular()) problems.push(`circular import: ${cycle.join(' → ')}`);
for (const [file, imports] of Object.entries(graph.obj())) {
  const layer = Object.keys(layers).find((prefix) => file.startsWith(`${prefix}/`));
  if (layer === undefined) continue;
  for (const target of imports) {
    if (!layers[layer].some((prefix) => target.startsWith(`${prefix}/`))) {
      problems.push(`${file} imports ${target}, which is above ${layer}`);
    }
  }
}

// The generators take the engine from its bundle: a second copy of an error's class would not be known.
const running = await madge(['generators'], {
  baseDir: '.',
  fileExtensions: ['ts'],
  tsConfig: 'tsconfig.json',
  detectiveOptions: { ts: { skipTypeImports: true } },
});
for (const [file, imports] of Object.entries(running.obj())) {
  for (const target of file.startsWith('generators/') ? imports : []) {
    if (target.startsWith('generators/') || target === 'src/start.ts') continue;
    problems.push(`${file} imports ${target}; at run time the generators have the engine only`);
  }
}

for (const problem of problems) console.error(join('', problem));
process.exitCode = problems.length === 0 ? 0 : 1;
