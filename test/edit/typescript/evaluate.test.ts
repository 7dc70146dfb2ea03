import { runInThisContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { evaluate } from '../../../src/edit/typescript/evaluate.js';
import { Scope, unknown } from '../../../src/edit/typescript/scope.js';
import { parseModule } from '../../../src/edit/typescript/syntax.js';

const CONSTANTS = `
const k = 'K';
export const k2 = k + '2', k3: number = 3;
const n = null, yes = true, no = false, u = undefined;
const env = process.env;
let changing = 'x';
`;
const process = { env: { A: 'a', EMPTY: '' } as Record<string, string> };

function known(expression: string): unknown {
  const module = parseModule(`${CONSTANTS}const wanted = ${expression};`);
  expect(module.error).toBeUndefined();
  const scope = Scope.of(module, {
    argument: {},
    environment: (name) => (name === 'SECRET' ? unknown : process.env[name]),
  });
  const binding = scope.find('wanted');
  if (binding === undefined || 'value' in binding) throw new Error('no such constant');
  return evaluate(binding);
}

/** What JavaScript makes of it. */
function real(expression: string): unknown {
  const { code } = transformSync(`${CONSTANTS}export const wanted = ${expression};`, {
    loader: 'ts',
    format: 'cjs',
  });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const run = runInThisContext(`(function (module, process) {${code}})`) as (
    ...args: unknown[]
  ) => void;
  run(module, process);
  return module.exports.wanted;
}

describe('the value of an expression is what JavaScript makes of it', () => {
  test.each([
    ...[
      'true',
      'false',
      '1',
      '1.5',
      '0x10',
      'null',
      'undefined',
      '"a"',
      "'b'",
      '""',
      '"\t"',
      `'a"b\\n'`,
    ],
    ...[
      '"a\\n\\u0041\\\\"',
      '``',
      '`a`',
      '`a${1}b${"c"}`',
      '`${true}${undefined}`',
      '`${ k }-${k2}`',
    ],
    ...['(1)', '((k))', 'k!', '!true', '!0', '!!"a"', '!undefined', '!n'],
    ...['true ? 1 : 2', '"" ? 1 : 2', 'k ? k2 : other', '0 ? other : 1'],
    ...['1 as number', 'k satisfies string', 'true && 1', '0 && other', '"" || 2', '1 || other'],
    ...['null ?? 1', 'undefined ?? 1', '0 ?? other', 'false ?? other', '"" ?? other'],
    ...[
      '1 === 1',
      '1 === 2',
      '"a" == k',
      'k == "K"',
      '"a" !== "b"',
      '1 != 1',
      'undefined === undefined',
    ],
    ...['"a" + "b"', 'k + k2', 'k', 'k2', 'k3', 'yes', 'no', 'n', 'u'],
    ...[
      'process.env.A',
      'process.env["A"]',
      "process.env['NONE']",
      'process?.env.A',
      'process.env?.A',
    ],
    ...['process.env.NONE', 'process.env.EMPTY', 'Boolean(1)', 'Boolean("")', 'Boolean(undefined)'],
    ...['Boolean(process.env.A)', 'process.env.NONE?.trim()', '(u)?.trim()'],
  ])('%s', (expression) => {
    expect(known(expression)).toBe(real(expression));
  });
});

describe('what is not to be told is not guessed', () => {
  test.each([
    ...['other', 'changing', '-1', 'typeof 1', '+1', '1 + 2', '"a" + 1', '1 + "a"', '[]', '({})'],
    ...[
      'other()',
      'other(1)',
      'k(1)',
      'Boolean',
      'Boolean(other)',
      'k.Boolean(1)',
      'other.a',
      'k.length',
    ],
    ...['process.env', 'process.env.SECRET', 'process.env[k]', 'xprocess.env.A', 'process.env.x.A'],
    ...['process.env2.A', 'process.env.A.B', 'env.A', '`${other}`', '`a${null}`', '`\\n`', 'k`a`'],
    ...[
      '"\\x41"',
      '"a\\"b"',
      "'it\\'s'",
      '!other',
      'other ? 1 : 2',
      'other && 1',
      'other || 1',
      'other ?? 1',
    ],
    ...[
      'other === 1',
      '1 === other',
      '1 !== other',
      'other != 1',
      'null == undefined',
      'null === n',
      'n !== 1',
      '1 === n',
    ],
    ...[
      'k?.trim()',
      'other?.trim()',
      'u.trim()',
      'n?.trim()',
      'u?.a',
      '1 - 1',
      '1 > 2',
      'new k()',
      'k++',
      'other!',
      'changing++',
    ],
  ])('%s', (expression) => {
    expect(known(expression)).toBe(unknown);
  });
});
