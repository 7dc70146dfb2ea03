import { isIgnored } from '../../src/extension/ignored.js';

const ignored = (rules: string, path: string): boolean =>
  isIgnored(
    { files: new Map([['.gitignore', { path: '.gitignore', text: rules, mode: 0o644 }]]) },
    path,
  );

test('a path is ignored as git ignores it', () => {
  expect(ignored('*.md\n!README.md\n', 'CHANGELOG.md')).toBe(true);
  expect(ignored('*.md\n!README.md\n', 'README.md')).toBe(false);
  expect(ignored('/docs/\r\n', 'docs/CHANGELOG.md')).toBe(true);
  expect(ignored('# CHANGELOG.md\n', 'CHANGELOG.md')).toBe(false);
});

test('without a .gitignore nothing is ignored', () => {
  expect(isIgnored({ files: new Map() }, 'CHANGELOG.md')).toBe(false);
});
