import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

afterAll(removeTrees);

const cases: [string, Record<string, string>, RegExp][] = [
  ['no manifest', { 'compose.override.yml': 'services: {}\n' }, /manifest\.json/],
  [
    'a manifest that is not JSON',
    { 'manifest.json': '{\n  "name": rally\n}\n' },
    /manifest\.json:2:11/,
  ],
  ['a manifest without a name', { 'manifest.json': '{}\n' }, /manifest\.json:1:1.*name/],
  [
    'a port that is no number',
    { 'manifest.json': manifest('"http"') },
    /manifest\.json:1:\d+.*port/,
  ],
  ['port 0', { 'manifest.json': manifest('0') }, /manifest\.json:1:\d+.*port/],
  ['port 70000', { 'manifest.json': manifest('70000') }, /manifest\.json:1:\d+.*port/],
];

describe('bad input', () => {
  it.each(cases)('answers %s with one line and exit code 2', (_name, files, expected) => {
    const root = writeTree(files);
    for (const command of ['audit', 'harden']) {
      const { code, out, err } = rallyExt([command, root]);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/^rally-ext: [^\n]+\n$/);
      expect(err).toMatch(expected);
    }
    expect(readTree(root)).toEqual(files);
  });

  const usage: [string[], RegExp][] = [
    [
      ['harden', '--release-flow', 'git'],
      /--release-flow git: the flows are tag and release-please/,
    ],
    [['audti'], /there is no command "audti"/],
    [['audit', '/nonexistent-directory'], /does not exist/],
    [['audit', 'package.json'], /is not a directory/],
    [['audit', '--min-score', 'eleven'], /--min-score eleven/],
    [['audit', '--yes'], /--yes does not belong to audit/],
    [['harden', '--nope'], /--nope/],
    [['harden', '--only', 'nope', 'examples/tombola'], /there is no rule "nope"/],
    [['harden', '--only', ' ,', 'examples/tombola'], /--only names no rule/],
    [
      ['audit', '--format', 'yaml', 'examples/tombola'],
      /the formats are text, json, md, sarif and html/,
    ],
    [['explain', 'nope'], /there is no rule "nope"/],
    [['audit', 'a', 'b'], /takes one directory/],
  ];
  it.each(usage)('answers %j with one line and exit code 2', (args, expected) => {
    const { code, err } = rallyExt(args);
    expect(code).toBe(2);
    expect(err).toMatch(/^rally-ext: [^\n]+\n$/);
    expect(err).toMatch(expected);
  });

  it.each([
    ['a list', '- a\n- b\n'],
    ['empty', ''],
    ['tabs', 'services:\n\tapi:\n\t\timage: x\n'],
    ['large', `services:\n${'  # padding\n'.repeat(100_000)}  x:\n    image: y\n`],
  ])('survives a compose file that is %s', (_name, text) => {
    const root = copyTree('examples/tombola');
    const before = readTree(writeTree({ 'compose.prod.yml': text }));
    const copy = writeTree({ ...readTree(root), ...before });
    expect(rallyExt(['audit', copy]).code).toBe(0);
  });
});

function manifest(port: string): string {
  return `{ "name": "rally", "version": "1.0.0", "api": { "port": ${port} } }\n`;
}
