import { auditHtml } from '../../src/report/html.js';
import { sampleAudit, sampleRules } from './sample-audit.js';

const text = auditHtml(sampleAudit, sampleRules);

describe('the audit as HTML', () => {
  it('shows the text of a finding as it is, whatever it means in HTML', () => {
    expect(text).not.toContain('<b onclick');
    expect(text).toContain(
      '<p><code>a dir/compose#1.yml:3:5</code> ' +
        '&lt;b onclick=&#34;x&#34;&gt;*a* | `b` [c](d) &amp;amp; \\x1b[31m\\n# e</p>',
    );
  });

  it('says of each rule in words what its sign means', () => {
    const said = [...text.matchAll(/aria-label="([^"]*)">(.)<\/span><code>([^<]*)/g)];
    expect(said.map(([, words, sign, id]) => [id, sign, words])).toEqual([
      ['fails', '✗', 'fails'],
      ['passes', '✓', 'passes'],
      ['asks', '?', 'to look at'],
      ['breaks', '!', 'could not be checked'],
      ['rests', '-', 'not applicable'],
    ]);
  });

  it('loads nothing', () => {
    expect(text).not.toMatch(/<(script|link|img|iframe)|url\(|@import/);
  });
});
