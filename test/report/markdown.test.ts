import { fromMarkdown } from 'mdast-util-from-markdown';
import { auditMarkdown } from '../../src/report/markdown.js';
import { HOSTILE, sampleAudit, sampleRules } from './sample-audit.js';

const text = auditMarkdown(sampleAudit, sampleRules);

describe('the audit as Markdown', () => {
  it('starts with the score, and that of each aspect', () => {
    expect(text.split('\n').slice(0, 6)).toEqual([
      '# quiz 1.0.0: 3.3 / 10',
      '',
      '| Aspect     |          Score | Rules that pass |',
      '| ---------- | -------------: | --------------: |',
      '| Compose    |            3.3 |          1 of 3 |',
      '| Migrations | not applicable |          0 of 0 |',
    ]);
  });

  it('lists what is left by urgency, with its evidence', () => {
    const shown = text.split('\n').filter((line) => /^(#|- )/.test(line));
    expect(shown).toEqual([
      '# quiz 1.0.0: 3.3 / 10',
      '## Could not be checked',
      '- `breaks` breaks holds. breaks matters.',
      '## To do',
      '- `fails` fails is wrong. fails matters.',
      '## To look at',
      '- `asks` asks holds. asks matters.',
    ]);
    expect(text).toContain('\n  - `a dir/compose#1.yml:3:5` ');
  });

  it('shows the text of a finding as it is, whatever it means in Markdown', () => {
    const nodes = [fromMarkdown(text)] as {
      type: string;
      value?: string;
      children?: typeof nodes;
    }[];
    const values: string[] = [];
    for (const node of nodes) {
      expect(['html', 'link', 'emphasis']).not.toContain(node.type);
      if (node.type === 'text') values.push(node.value ?? '');
      nodes.push(...(node.children ?? []));
    }
    expect(values).toContain(` ${HOSTILE.replace('\u001b', '\\x1b').replace('\n', '\\n')}`);
  });
});
