import { EditRefusal } from '../../../src/edit/refusal.js';
import type { MarkdownOperation } from '../../../src/edit/markdown/index.js';
import { editMarkdown, markedSections, sumOf } from '../../../src/edit/markdown/index.js';

const body = 'Run this.\n\n### When it fails\n\n```sh\n# not a heading\n./rollback.sh\n```';
const put = (name = 'rollback', text = body, after: readonly string[] = []): MarkdownOperation => ({
  op: 'put-section',
  name,
  title: 'Rollback',
  body: text,
  after,
});
const marked = (text: string, heading: string, newline = '\n'): string =>
  [
    `<!-- rally-ext:begin rollback ${sumOf(text)} -->`,
    ...['', heading, '', text.replaceAll('\n', newline), ''],
    '<!-- rally-ext:end rollback -->',
  ].join(newline);

/** The document with one section put into it; twice is once. */
function edit(text: string, ...operations: readonly MarkdownOperation[]): string {
  const edited = editMarkdown(text, operations);
  expect(editMarkdown(edited.text, operations).text).toBe(edited.text);
  return edited.text;
}

const deeper = body.replace('### ', '#### ');
const higher = body.replace('### ', '## ');

describe('a section that is added goes to the end', () => {
  test.each([
    ['below a title', '# A\n\nText.\n', '## Rollback', body, '\n'],
    ['beside others', '# A\n\n## B\n\n### C\n', '## Rollback', body, '\n'],
    ['two blank lines are not made three', '# A\n\n', '## Rollback', body, ''],
    ['of a document without headings', 'Text.\n', '## Rollback', body, '\n'],
    ['of sections of level 1', '# A\n\nText.\n\n# B\n', '# Rollback', higher, '\n'],
    ['of sections of level 3', '# A\n\n### B\n\n#### C\n', '### Rollback', deeper, '\n'],
    ['with closed headings', '# A #\n\n## B ##\n\n## C ##\n', '## Rollback ##', body, '\n'],
    ['underlined', 'A\n=\n\nB\n-\n\nC\n---\n', 'Rollback\n--------', body, '\n'],
    ['underlined, level 1', 'A\n=\n\nB\n=\n', 'Rollback\n========', higher, '\n'],
    ['numbered', '# A\n\n## 1. B\n\n### 1.1 C\n\n## 2. D\n', '## 3. Rollback', body, '\n'],
    ['numbered otherwise', '# A\n\n## 1 - B\n\n## 2 - D\n', '## 3 - Rollback', body, '\n'],
    ['a year is no number', '# A\n\n## 2024 plan\n\n## B\n\n## C\n', '## Rollback', body, '\n'],
    ['code is no heading', '# A\n\n```sh\n# B\n# C\n```\n', '## Rollback', body, '\n'],
    ['nor is front matter', '---\n# B\ntitle: x\n---\n\n# A\n', '## Rollback', body, '\n'],
    [
      'nor are quotes, lists, HTML',
      '# A\n\n> # B\n\n- # C\n\n<div>\n# D\n</div>\n',
      '## Rollback',
      body,
      '\n',
    ],
  ])('%s', (_, text, heading, expected, gap) => {
    const sum = marked(expected, heading);
    expect(edit(text, put())).toBe(`${text}${gap}${sum}\n`);
  });

  test('in the line ends of the document', () => {
    const text = '# A\r\n\r\nText.\r\n';
    expect(edit(text, put())).toBe(`${text}\r\n${marked(body, '## Rollback', '\r\n')}\r\n`);
  });

  test('of a document without a newline at its end, which still has none', () => {
    expect(edit('# A', put())).toBe(`# A\n\n${marked(body, '## Rollback')}`);
    expect(edit('\uFEFF# A', put())).toBe(`\uFEFF# A\n\n${marked(body, '## Rollback')}`);
  });

  test('or behind the generated section it comes after', () => {
    const first = edit('# A\n\n## Mine\n', put('setup', 'x'));
    const text = `${first}\n## Last\n`;
    const after = edit(text, put('rollback', body, ['other', 'setup']));
    const end = '<!-- rally-ext:end setup -->';
    expect(after).toBe(text.replace(end, `${end}\n\n${marked(body, '## Rollback')}`));
  });

  test('several at once', () => {
    const text = edit('# A\n', put('one', '1'), put('two', '2', ['one']), put('zero', '0'));
    expect(markedSections(text).map(({ name }) => name)).toEqual(['one', 'two', 'zero']);
  });
});

describe('a section that is there', () => {
  const text = edit('# A\n', put());

  test('gets the new body where it is as it was made, and keeps its heading', () => {
    const renamed = text.replace('## Rollback', '## 7. Reversão ##');
    const after = edit(renamed, put('rollback', 'New.\n\n### Then'));
    expect(after).toBe(`# A\n\n${marked('New.\n\n### Then', '## 7. Reversão ##')}\n`);
  });

  test('keeps its level', () => {
    const lowered = text.replace('## Rollback', '### Rollback').replace('### When', '#### When');
    const resummed = lowered.replace(/begin rollback \w+/, `begin rollback ${sumOf(deeper)}`);
    const after = edit(resummed, put('rollback', 'New.\n\n### Then'));
    expect(after).toBe(`# A\n\n${marked('New.\n\n#### Then', '### Rollback')}\n`);
  });

  test('is left alone where somebody has changed it', () => {
    const changed = text.replace('Run this.', 'Run this, and call Ana.');
    expect(edit(changed, put('rollback', 'New.'))).toBe(changed);
  });

  test('is as it was made after a formatter has been at it', () => {
    const formatted = text.replace('Run this.', 'Run\nthis.').replaceAll('\n', '\r\n');
    expect(edit(formatted, put())).toBe(formatted);
    expect(edit(formatted, put('rollback', 'New.\n\nLine.'))).toBe(
      `# A\r\n\r\n${marked('New.\n\nLine.', '## Rollback', '\r\n')}\r\n`,
    );
  });

  test('is nobody’s where its marks do not pair, or are code', () => {
    const halved = text.replace('<!-- rally-ext:end rollback -->\n', '');
    expect(markedSections(halved)).toEqual([]);
    const shown = `# A\n\n\`\`\`html\n${marked('x', '## B')}\n\`\`\`\n`;
    expect(markedSections(shown)).toEqual([]);
  });
});

describe('refuses to add', () => {
  test.each([
    ['behind code that is not closed', '# A\n\n```sh\nx\n', 3],
    ['behind a comment that is not closed', '# A\n\n<!-- x\n', 3],
    ['behind HTML that is not closed', '# A\n\n<script>\nx\n', 3],
  ])('%s', (_, text, line) => {
    const attempt = (): unknown => editMarkdown(text, [put()]);
    expect(attempt).toThrow(EditRefusal);
    try {
      attempt();
    } catch (error) {
      expect((error as EditRefusal).position).toEqual({ line, column: 1 });
      expect((error as EditRefusal).paste).toBe(marked(body, '## Rollback'));
    }
  });
});
