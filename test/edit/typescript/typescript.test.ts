import { EditRefusal } from '../../../src/edit/refusal.js';
import type { Circumstances } from '../../../src/edit/typescript/index.js';
import { editTypescript } from '../../../src/edit/typescript/index.js';
import { runConfig } from './run-config.js';

const production: Circumstances = {
  argument: { command: 'build', mode: 'production', isSsrBuild: false, isPreview: false },
  environment: (name) => (name === 'NODE_ENV' ? 'production' : undefined),
};

const noMaps = {
  op: 'set',
  route: ['build', 'sourcemap'],
  value: false,
  circumstances: production,
} as const;
const base = { op: 'set', route: ['base'], value: '/rally/', circumstances: production } as const;

type Case = readonly [name: string, before: string, after: string];

/** Every edit is run before and after: only the one value may differ. */
function checkMaps(before: string, after: string): void {
  const { text, spans } = editTypescript(before, [noMaps]);
  expect(text).toBe(after);
  expect(editTypescript(text, [noMaps]).text).toBe(after);
  expect(outside(text, spans)).toBe(outside(before, editSpans(before, spans)));
  const was = runConfig(before) as { build: { sourcemap: unknown } };
  const is = runConfig(after);
  expect(was.build.sourcemap).toBeTruthy();
  expect(is).toEqual({ ...was, build: { ...was.build, sourcemap: false } });
}

function outside(text: string, spans: readonly { start: number; end: number }[]): string {
  return [...spans]
    .reverse()
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** Where one span was before: what stands around it is the same. */
function editSpans(
  before: string,
  spans: readonly { start: number; end: number }[],
): readonly { start: number; end: number }[] {
  const [span] = spans;
  if (span === undefined || spans.length > 1) throw new Error('one edit is expected');
  const { text } = editTypescript(before, [noMaps]);
  return [{ start: span.start, end: before.length - (text.length - span.end) }];
}

const shapes: readonly Case[] = [
  [
    'an object that a condition chooses',
    'export default { build: (true ? { sourcemap: true } : {}) };\n',
    'export default { build: (true ? { sourcemap: false } : {}) };\n',
  ],
  [
    'a plain object',
    'export default { build: { sourcemap: true, outDir: "x" } };\n',
    'export default { build: { sourcemap: false, outDir: "x" } };\n',
  ],
  [
    'defineConfig, comments, CRLF and no newline at the end',
    "import { defineConfig } from 'vite'\r\nexport default defineConfig({\r\n\tbuild: {\r\n\t\t// sourcemap: true\r\n\t\tsourcemap :  'hidden' , // for Sentry\r\n\t},\r\n})",
    "import { defineConfig } from 'vite'\r\nexport default defineConfig({\r\n\tbuild: {\r\n\t\t// sourcemap: true\r\n\t\tsourcemap :  false , // for Sentry\r\n\t},\r\n})",
  ],
  [
    'an arrow with a block, and a branch for serve',
    "import { defineConfig } from 'vite'\nexport default defineConfig(({ command, mode }) => {\n  if (command === 'serve') {\n    return { build: { sourcemap: true } }\n  }\n  return { build: { sourcemap: 'inline' } }\n})\n",
    "import { defineConfig } from 'vite'\nexport default defineConfig(({ command, mode }) => {\n  if (command === 'serve') {\n    return { build: { sourcemap: true } }\n  }\n  return { build: { sourcemap: false } }\n})\n",
  ],
  [
    'an arrow with an expression, and a type',
    "import { defineConfig, type UserConfig } from 'vite'\nexport default defineConfig(async ({ mode }): Promise<UserConfig> => ({ build: { sourcemap: mode !== 'test' } }))\n",
    "import { defineConfig, type UserConfig } from 'vite'\nexport default defineConfig(async ({ mode }): Promise<UserConfig> => ({ build: { sourcemap: false } }))\n",
  ],
  [
    'a condition: only the part for production',
    "export default ({ mode }) => ({ build: { sourcemap: mode === 'production' ? 'hidden' : 'inline' } })\n",
    "export default ({ mode }) => ({ build: { sourcemap: mode === 'production' ? false : 'inline' } })\n",
  ],
  [
    'a condition that is a constant, of an environment that is not destructured',
    "export default function (env) {\n  const isBuild = env.command === 'build'\n  const dev = !isBuild\n  return { build: { sourcemap: dev ? false : `hidden` } }\n}\n",
    "export default function (env) {\n  const isBuild = env.command === 'build'\n  const dev = !isBuild\n  return { build: { sourcemap: dev ? false : false } }\n}\n",
  ],
  [
    'a configuration in a variable that satisfies its type',
    "import type { UserConfig } from 'vite'\nconst config = { build: { sourcemap: true } } satisfies UserConfig\nexport default config as UserConfig\n",
    "import type { UserConfig } from 'vite'\nconst config = { build: { sourcemap: false } } satisfies UserConfig\nexport default config as UserConfig\n",
  ],
  [
    'a shorthand property',
    "const sourcemap: boolean = process.env.NODE_ENV === 'production'\nexport default { build: { sourcemap } }\n",
    "const sourcemap: boolean = process.env.NODE_ENV === 'production'\nexport default { build: { sourcemap: false } }\n",
  ],
  [
    'a constant that others use too',
    'const on = true\nexport default { json: { stringify: on }, build: { sourcemap: on } }\n',
    'const on = true\nexport default { json: { stringify: on }, build: { sourcemap: false } }\n',
  ],
  [
    'a configuration that is merged: the later one',
    "import { mergeConfig } from 'vite'\nconst shared = { build: { sourcemap: false, outDir: 'x' } }\nexport default mergeConfig(shared, { build: { sourcemap: true } })\n",
    "import { mergeConfig } from 'vite'\nconst shared = { build: { sourcemap: false, outDir: 'x' } }\nexport default mergeConfig(shared, { build: { sourcemap: false } })\n",
  ],
  [
    'a configuration that is merged: the earlier one',
    "import { mergeConfig } from 'vite'\nexport default mergeConfig({ build: { 'sourcemap': true } }, { build: { outDir: 'x' } })\n",
    "import { mergeConfig } from 'vite'\nexport default mergeConfig({ build: { 'sourcemap': false } }, { build: { outDir: 'x' } })\n",
  ],
  [
    'a spread, and a name exported as default',
    "const shared = { sourcemap: true }\nconst config = { build: { outDir: 'x', ...shared } }\nexport { config as default }\n",
    "const shared = { sourcemap: false }\nconst config = { build: { outDir: 'x', ...shared } }\nexport { config as default }\n",
  ],
  [
    'module.exports',
    'module.exports = { build: { sourcemap: null ?? (true) } }\n',
    'module.exports = { build: { sourcemap: null ?? (false) } }\n',
  ],
];

test('a shorthand whose name stands for several values is written out once', () => {
  const text = (build: string): string =>
    `const sourcemap = import.meta.x ? (import.meta.y ? true : 'inline') : false;\nexport default { build: { ${build} } };\n`;
  expect(editTypescript(text('sourcemap'), [noMaps]).text).toBe(text('sourcemap: false'));
});

test('what only a condition that is not known replaces is changed, too', () => {
  const text = (map: boolean): string =>
    `import { x } from './x';\nexport default { build: { sourcemap: ${map} }, ...(x && { build: { sourcemap: ${map} } }) };\n`;
  expect(editTypescript(text(true), [noMaps]).text).toBe(text(false));
});

describe('a value that is set', () => {
  test.each(shapes.filter(([, before]) => !before.includes('async')))('%s', (_, before, after) => {
    checkMaps(before, after);
  });

  test('in what an asynchronous function hands back', () => {
    const [, before = '', after = ''] = shapes.find(([, text]) => text.includes('async')) ?? [];
    expect(editTypescript(before, [noMaps]).text).toBe(after);
  });

  test.each([
    'const a = b; const b = a; export default { build: { sourcemap: a } };\n',
    `const x0 = '';${Array.from({ length: 40 }, (_, i) => `const x${i + 1} = x${i} + x${i};`).join('')}export default { build: { sourcemap: x40 ? 1 : true } };\n`,
  ])('constants that lead nowhere are given up', (text) => {
    const started = performance.now();
    try {
      editTypescript(text, [noMaps]);
    } catch (error) {
      expect(error).toBeInstanceOf(EditRefusal);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('only in the circumstances that are asked for', () => {
    const text =
      "export default ({ mode }) => ({ build: { sourcemap: mode === 'staging' ? true : false } })\n";
    expect(editTypescript(text, [noMaps])).toEqual({ text, spans: [] });
  });
});

describe('a value that is not set yet', () => {
  test.each<Case>([
    [
      'goes first, on a line of its own',
      "import { defineConfig } from 'vite'\n\nexport default defineConfig({\n    plugins: ['a'],\n})\n",
      "import { defineConfig } from 'vite'\n\nexport default defineConfig({\n    base: '/rally/',\n    plugins: ['a'],\n})\n",
    ],
    [
      'goes first on the line, in double quotes where those are used',
      'export default { mode: "x" };\r\n',
      'export default { base: "/rally/", mode: "x" };\r\n',
    ],
    [
      'behind a comment of the first property',
      'export default {\n  // plugins\n  plugins: [],\n};\n',
      "export default {\n  // plugins\n  base: '/rally/',\n  plugins: [],\n};\n",
    ],
    ['into an object of a blank', 'export default { }\n', "export default { base: '/rally/' }\n"],
    [
      'in the indent of the first property',
      'export default {\n// plugins\n    plugins: [],\n};\n',
      "export default {\n// plugins\n    base: '/rally/',\n    plugins: [],\n};\n",
    ],
    ['into an empty object', 'export default {}\n', "export default { base: '/rally/' }\n"],
    [
      'into an object with nothing but a comment',
      'export default { /* soon */ }\n',
      "export default { base: '/rally/' /* soon */ }\n",
    ],
    [
      'into every object that may be exported',
      'export default ({ mode }) => {\n  if (process.argv) return { a: 1 }\n  return { b: 2 }\n}\n',
      "export default ({ mode }) => {\n  if (process.argv) return { base: '/rally/', a: 1 }\n  return { base: '/rally/', b: 2 }\n}\n",
    ],
  ])('%s', (_, before, after) => {
    const { text } = editTypescript(before, [base]);
    expect(text).toBe(after);
    expect(editTypescript(text, [base]).text).toBe(after);
    expect(runConfig(after)).toMatchObject({ base: '/rally/' });
  });
});

describe('refuses', () => {
  test.each([
    ['what is no TypeScript', 'export default {\n  base: }\n', 2, 9],
    ['a configuration that is imported', "import c from './c'\nexport default c\n", 1, 1],
    [
      'a value that an import may replace',
      "import c from './c'\nexport default { base: '/x/', ...c }\n",
      1,
      1,
    ],
    ['nothing exported', 'const a = 1\n', 1, 1],
  ])('%s', (_, text, line, column) => {
    const attempt = (): unknown => editTypescript(text, [base]);
    expect(attempt).toThrow(EditRefusal);
    try {
      attempt();
    } catch (error) {
      expect((error as EditRefusal).position).toEqual({ line, column });
    }
  });
});
