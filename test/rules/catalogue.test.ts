import { readdirSync, readFileSync } from 'node:fs';
import { aspects } from '../../src/rules/aspects.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { weightOf, weights } from '../../src/rules/weights.js';

const DOCS = 'docs/rules';
const SECTIONS = [
  'What it checks',
  'Why',
  'Example',
  'When it does not apply',
  'What is left to a person',
  'References',
];

const ids = catalogue.map(({ meta }) => meta.id);
const page = (id: string): string => readFileSync(`${DOCS}/${id}.md`, 'utf8');

test('every rule has an id of its own, and one test file', () => {
  expect(new Set(ids).size).toBe(ids.length);
  const files = readdirSync('test/rules', { recursive: true }).map(String);
  for (const { meta } of catalogue) {
    expect(files.filter((file) => file.endsWith(`/${meta.id}.test.ts`))).toHaveLength(1);
  }
});

test('every rule has a weight, and every weight a rule', () => {
  expect(Object.keys(weights).sort()).toEqual([...ids].sort());
  for (const id of ids) expect(weightOf(id)).toBeGreaterThan(0);
  expect(() => weightOf('no-such-rule')).toThrow('no-such-rule');
});

test('every rule has a page, and every page a rule', () => {
  const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(pages.sort()).toEqual(ids.map((id) => `${id}.md`).sort());
});

test('every rule belongs to a row of the table', () => {
  const known = aspects.map(({ id }) => id);
  for (const { meta } of catalogue) expect(known).toContain(meta.aspect);
});

describe.each(catalogue.map((rule) => ({ id: rule.meta.id, meta: rule.meta, rule })))(
  'docs/rules/$id.md',
  ({ id, meta, rule }) => {
    test('agrees with the code', () => {
      expect(page(id)).toMatch(new RegExp(`^# ${id}\\n\\n${escaped(meta.title)}\\.\\n`));
      const rows = [...page(id).matchAll(/^\| (Aspect|Severity|Fix) +\| (.+?) +\|$/gm)];
      expect(rows.map(([, key, value]) => [key, value])).toEqual([
        ['Aspect', meta.aspect],
        ['Severity', meta.severity],
        ['Fix', meta.fix ?? 'none'],
      ]);
      expect(page(id)).toContain(meta.why);
      expect('fix' in rule).toBe(meta.fix !== null);
    });

    test('has the form of all pages', () => {
      const headings = [...page(id).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      expect(headings).toEqual(SECTIONS);
    });
  },
);

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
