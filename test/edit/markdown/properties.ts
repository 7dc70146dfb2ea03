import { fromMarkdown } from 'mdast-util-from-markdown';
import fc from 'fast-check';
import { editMarkdown, type MarkdownOperation } from '../../../src/edit/markdown/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';
import { expectAdded } from '../untouched.js';

const pieces = [
  ...[
    '# A',
    '## B',
    '### C ###',
    '## 1. One',
    '## 2. Two',
    'A\n=',
    'B\n---',
    '',
    '',
    'Text ü.',
    '  ',
    '***',
  ],
  ...[
    '```sh\n# no\n```',
    '~~~\nopen',
    '    # code',
    '- a\n  ## B\n- b',
    '> # quoted\n> text',
    '| a | b |\n| - | - |',
  ],
  ...[
    '<!-- a\n\n# no -->',
    '<!-- open',
    '<div>\n# no\n</div>',
    '[a]: b "c"',
    'text  \nmore',
    '\\# no',
    '1. x\n\n   y',
  ],
];

const documents = fc
  .record({
    mark: fc.constantFrom('', '', '\uFEFF'),
    matter: fc.constantFrom('', '', '---\n# x\n---\n'),
    parts: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }),
    gap: fc.constantFrom('\n', '\n\n'),
    newline: fc.constantFrom('\n', '\n', '\r\n'),
    isClosed: fc.boolean(),
  })
  .map(({ mark, matter, parts, gap, newline, isClosed }) => {
    return mark + (matter + parts.join(gap) + (isClosed ? '\n' : '')).replaceAll('\n', newline);
  });

const section = (name: string, title: string, after: readonly string[]): MarkdownOperation => ({
  op: 'put-section',
  name,
  title,
  body: 'Do it.\n\n### Deeper\n\n```sh\n# no heading\n```',
  after,
});

const operations = fc.constantFrom<readonly MarkdownOperation[]>(
  [section('one', 'One', [])],
  [section('one', 'One', []), section('two', 'Two', ['one'])],
  [section('two', 'Two', []), section('three', 'Three', []), section('one', 'One', ['two'])],
);

/** A document and sections to put into it. */
export const edits = fc.tuple(documents, operations);

/** Holds one edit against the promise, with another parser; returns whether it was made. */
export function holdToPromise(text: string, sections: readonly MarkdownOperation[]): boolean {
  let edited;
  try {
    edited = editMarkdown(text, sections);
  } catch (error) {
    if (error instanceof EditRefusal) return false;
    throw error;
  }
  expectAdded(text, edited);
  const again = editMarkdown(edited.text, sections);
  if (again.text !== edited.text) throw new Error(`twice is not once: ${again.text}`);
  const before = headings(text);
  const expected = [...before, ...sections.flatMap(({ title }) => [title, 'Deeper'])].sort();
  const after = headings(edited.text);
  if (after.join('\n') !== expected.join('\n')) {
    throw new Error(`${JSON.stringify(after)} are its headings: ${JSON.stringify(edited.text)}`);
  }
  return true;
}

/** The headings of a document itself, without their numbers, as another parser sees them. */
function headings(text: string): string[] {
  const plain = text.replace('\uFEFF', '').replace(/^---\r?\n# x\r?\n---/, '');
  return fromMarkdown(plain)
    .children.filter(({ type }) => type === 'heading')
    .map((heading) => {
      const { start, end } = heading.position ?? {};
      const source = plain.slice(start?.offset, end?.offset).split(/\r?\n/)[0] ?? '';
      return source.replace(/^#+ (\d+\. )?|^\d+\. | #+$/g, '');
    })
    .sort();
}
