import { parseModule, settingAt, unknown } from '../../../src/edit/typescript/index.js';
import { runConfig } from './run-config.js';

/** `x` in what a module exports: its values, and whether it may be missing or come from elsewhere. */
function said(text: string): string {
  const module = parseModule(text);
  expect(module.error).toBeUndefined();
  const { given, absent, open } = settingAt(module, ['x'], {
    argument: { command: 'build', mode: 'production', isPreview: false },
    environment: () => unknown,
  });
  const values = given.map(({ value }) => (value === unknown ? '?' : JSON.stringify(value)));
  return [...values, ...(absent ? ['absent'] : []), ...(open ? ['open'] : [])].join(' ');
}

const inFunction = (body: string): string => `export default () => { ${body} }`;

/** Read without running; `other` is anything, and what each comes to is run with both. */
const texts: readonly (readonly [text: string, expected: string])[] = [
  ['export default { x: 1 }', '1'],
  ['export default { "x": 1, y: 2 }', '1'],
  ['export default { y: 1 }', 'absent'],
  ['export default <any>{ x: 1 }', '1'],
  ['const c = { x: 1 }\nexport default c!', '1'],
  ['export default ({ x: 1 } as object) satisfies object', '1'],
  ['export default other ? { x: 1 } : { x: 2 }', '1 2'],
  ['export default other ? { x: 1 } : { y: 2 }', '1 absent'],
  ['export default true ? { x: 1 } : { x: 2 }', '1'],
  ['export default "" ? { x: 1 } : { x: 2 }', '2'],
  ['export default null ?? { x: 1 }', '1'],
  ['export default undefined ?? { x: 1 }', '1'],
  ['export default 0 || { x: 1 }', '1'],
  ['export default true && { x: 1 }', '1'],
  ['export default { x: 1, ...{ x: 2 } }', '2'],
  ['export default { ...{ x: 2 }, x: 1 }', '1'],
  ['export default { x: 1, ...null }', '1'],
  ['export default { x: 1, ...false }', '1'],
  ['export default { x: 1, ...undefined }', '1'],
  ['export default { x: 1, ...(false ?? { x: 2 }) }', '1'],
  ['export default { x: 1, ...(other && { x: 2 }) }', '2 1'],
  ['export default { x: 1, ...(other ? { x: 2 } : {}) }', '2 1'],
  ['export default { x: 1, ...(other ? { x: 2 } : { x: 3 }) }', '2 3'],
  ['export default { ...(other && { x: 2 }) }', '2 absent'],
  ['const c = other\nexport default { x: 1, ...(c && { x: 2 }) }', '2 1'],
  ['const x = 1, { y } = { y: 2 }\nexport default { x }', '1'],
  ['const x = 1\nexport default { x }', '1'],
  ['const x = other ? 1 : 2\nexport default { x }', '1 2'],
  ['const c = { x: 1 }\nexport { c  as  default }', '1'],
  ['export const c = { x: 1 }, d = 2\nexport default c', '1'],
  ['const a: number = 1, c: object = { x: 2 }\nexport default c', '2'],
  ['function make() { return { x: 1 } }\nexport default make', '1'],
  ['export default function () { return { x: 1 } }', '1'],
  ['export default function make() { return { x: 1 } }', '1'],
  ['module.exports = { x: 1 }', '1'],
  ['export default (env) => ({ x: env.mode })', '"production"'],
  ['export default ({ mode: m, command }) => ({ x: m + command })', '"productionbuild"'],
  ['export default ({ isPreview }) => ({ x: isPreview })', 'false'],
  ['import { mergeConfig } from "vite"\nexport default mergeConfig({ x: 1 }, { y: 2 })', '1'],
  ['import { mergeConfig } from "vite"\nexport default mergeConfig({ x: 1 }, { x: 2 })', '2'],
  [inFunction('if (other) { return { x: 1 } } else return { x: 2 }\nreturn { x: 3 }'), '1 2'],
  [inFunction('if (other) return { x: 1 }; return { x: 2 }; return { x: 3 }'), '1 2'],
  [inFunction('if (other) return { x: 1 }; else { const y = 1; }\nreturn { x: 2 }'), '1 2'],
  [inFunction('if (true) return { x: 1 }\nreturn { x: 2 }'), '1'],
  [inFunction('if (false) return { x: 1 }\nreturn { x: 2 }'), '2'],
  [inFunction('if (false) return { x: 1 }; else { return { x: 2 } }\nreturn { x: 3 }'), '2'],
  [inFunction('const y = 1; y;\nreturn { x: 1 };'), '1'],
  [inFunction('{ return { x: 1 } }\nreturn { x: 2 }'), '1'],
  [inFunction('const f = () => 1\nreturn { x: 1 }'), '1'],
];

describe('what a configuration says', () => {
  test.each(texts)('%j: %s', (text, expected) => {
    expect(said(text)).toBe(expected);
    for (const other of [true, false]) {
      const real = runConfig(`const other = ${other}\n${text.replace('<any>', '')}`).x;
      expect(expected.split(' ')).toContain(real === undefined ? 'absent' : JSON.stringify(real));
    }
  });

  test.each([
    ['export default async () => await { x: 1 }', '1'],
    ['export default -{ x: 1 }', 'absent open'],
    ['export default { x: 1, ...other }', '1 open'],
    ['export default { x: 1, [other]: 2 }', '1 open'],
    ['export default { [other]: 2, x: 1 }', '1'],
    ['export default { [other]: 1, ...{ x: 2 } }', '2'],
    ['export default { x: other && 1 }', '1'],
    ['export default { x: defineConfig(1) }', '?'],
    ['export default { "x"() {} }', '?'],
    [inFunction('if (other) return; return { x: 1 }'), '1'],
    ['export default { x: other }', '?'],
    ['export default { x() {} }', '?'],
    ['export default other', 'absent open'],
    ['export default other()', 'absent open'],
    ['export default other({ x: 1 }, { x: 2 })', 'absent open'],
    ['export default other || { x: 1 }', '1 absent open'],
    ['export default ({ x: 2 }) || { x: 1 }', '2 1'],
    ['let c = { x: 1 }\nexport default c', 'absent open'],
    ['export let c = { x: 1 }\nexport default c', 'absent open'],
    ['let x = 1\nexport default { x }', '?'],
    ['export default ({ y }) => ({ x: y })', '?'],
    ['export default ({ mode = "x" }) => ({ x: other })', '?'],
    ['other.exports = { x: 1 }', 'absent open'],
    ['export { c as other }', 'absent open'],
    [inFunction('if (other) throw new Error()\nreturn { x: 1 }'), '1'],
    [inFunction('if (other) throw 1; else throw 2\nreturn { x: 1 }'), 'absent open'],
    [inFunction('throw 1\nreturn { x: 1 }'), 'absent open'],
    [inFunction('return\nreturn { x: 1 }'), 'absent open'],
    [inFunction('return;\nreturn { x: 1 }'), 'absent open'],
  ])('without running it: %j: %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });
});
