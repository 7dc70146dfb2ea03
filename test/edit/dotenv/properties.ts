import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { editDotenv, type AddVariable } from '../../../src/edit/dotenv/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';
import { expectAdded } from '../untouched.js';

/** Lines of a dotenv file, some of which belong together, and some to nobody. */
const pieces = [
  ...[
    '',
    '',
    '  ',
    '# prose',
    '#',
    '# --- Rally ---',
    'A=1',
    'export B=2 # two',
    '# C=3',
    '#SHOTS=2',
  ],
  ...[
    'D="x # y"',
    `E='a "b"'`,
    'F="two\nlines # no\n\nPENALTY=0"',
    'G=a#b',
    'PENALTY=1  # why',
    'H=',
  ],
  ...['PENALTY="1', '???', 'export PENALTY = 5', '# BONUS=7', 'I=ü ✓'],
];

const texts = fc
  .record({
    mark: fc.constantFrom('', '', '\uFEFF'),
    lines: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }),
    newline: fc.constantFrom('\n', '\n', '\r\n'),
    isClosed: fc.boolean(),
  })
  .map(({ mark, lines, newline, isClosed }) => {
    return mark + (lines.join('\n') + (isClosed ? '\n' : '')).replaceAll('\n', newline);
  });

const variable = fc.record({
  op: fc.constant('add' as const),
  name: fc.constantFrom('BONUS', 'EXTRA', 'A'),
  value: fc.constantFrom('', '-10', 'two words', 'a#b', '["x"]', 'it is "so"'),
  commented: fc.boolean(),
  comment: fc.constantFrom<readonly string[]>([], ['Why.'], ['One.', '', 'Two.']),
  group: fc.constant('Rally'),
  beside: fc.constantFrom<readonly string[]>(
    [],
    ['PENALTY', 'SHOTS'],
    ['BONUS'],
    ['BONUS', 'EXTRA', 'F'],
  ),
});

/** A dotenv file and variables to add. */
export const edits = fc.tuple(texts, fc.array(variable, { minLength: 1, maxLength: 3 }));

/** Holds one edit against the promise, with the parser of Node; returns whether anything was added. */
export function holdToPromise(text: string, operations: readonly AddVariable[]): boolean {
  let edited;
  try {
    edited = editDotenv(text, operations);
  } catch (error) {
    if (error instanceof EditRefusal) return false;
    throw error;
  }
  const isChanged = expectAdded(text, edited);
  const again = editDotenv(edited.text, operations);
  if (again.text !== edited.text) throw new Error(`twice is not once: ${again.text}`);
  const added = Object.fromEntries(
    operations
      .filter(({ name }) => !new RegExp(`^\uFEFF?(#|# |export )?${name}\\b`, 'm').test(text))
      .reverse()
      .filter(({ commented }) => !commented)
      .map(({ name, value }) => [name, value]),
  );
  const names = new Set(operations.map(({ name }) => name));
  const isTwice = names.size < operations.length;
  const expected = { ...read(text), ...added };
  if (!isTwice && shown(read(edited.text)) !== shown(expected)) {
    throw new Error(`${shown(expected)} was intended: ${JSON.stringify(edited.text)}`);
  }
  return isChanged;
}

function read(text: string): Record<string, string | undefined> {
  // Node's parser stumbles over lines of spaces, and over a comment that no newline ends.
  const plain = text
    .replace('\uFEFF', '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/^[ \t]+$/gm, '');
  return parseEnv(`${plain}\n`);
}

function shown(variables: Record<string, string | undefined>): string {
  return JSON.stringify(Object.entries(variables).sort(([a], [b]) => a.localeCompare(b)));
}
