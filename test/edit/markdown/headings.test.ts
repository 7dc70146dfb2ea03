import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { headingsOf } from '../../../src/edit/markdown/index.js';

/** Level and place of each heading, without spaces at its end, as another parser of CommonMark sees them. */
function expected(text: string): (readonly number[])[] {
  return fromMarkdown(text).children.flatMap((node) => {
    const { start, end } = node.position ?? {};
    if (node.type !== 'heading' || start?.offset === undefined || end?.offset === undefined)
      return [];
    const source = text.slice(start.offset, end.offset).trimEnd();
    return [[node.depth, start.offset, start.offset + source.length]];
  });
}

const found = (text: string): (readonly number[])[] =>
  headingsOf(text).map(({ level, from, to }) => [level, from, to]);

const ours = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'].concat(
  readdirSync('docs', { recursive: true })
    .map((path) => `docs/${String(path)}`)
    .filter((path) => path.endsWith('.md')),
);

test.each(ours)('the headings of %s are those that micromark finds', (path) => {
  const text = readFileSync(path, 'utf8');
  expect(found(text)).toEqual(expected(text));
});

const line = fc.constantFrom(
  ...[
    '# A',
    '## B ##',
    '#no',
    '####### no',
    'text',
    'text',
    '===',
    '---',
    '',
    '',
    '```',
    '~~~',
    '```sh',
  ],
  ...[
    '> # q',
    '- # l',
    '- item',
    '    # code',
    '<div>',
    '</div>',
    '<!-- c -->',
    '1. x',
    '| a |',
    '   # in',
    '#',
    '# end  ',
    'Set  ',
  ],
);

test('so are those of any document', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      for (const newline of ['\n', '\r\n']) {
        const text = ['x', '', ...lines, ''].join(newline);
        expect(found(text)).toEqual(expected(text));
      }
    }),
    { numRuns: 500 },
  );
});
