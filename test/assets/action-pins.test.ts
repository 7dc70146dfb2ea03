import { pinOf, pinOfTag, releaseOf } from '../../src/assets/action-pins.js';

const v431 = '34e114876b0b11c390a56381ad16ebd13914f8d5';

test('a tag that moves stands for its commit and the release made from it', () => {
  const v4 = pinOfTag('actions/checkout', 'v4');
  expect(v4?.version).toMatch(/^v4\.\d+\.\d+$/);
  expect(v4).toEqual(pinOfTag('actions/checkout', v4?.version ?? ''));
  expect(pinOfTag('actions/checkout', 'v4.3.1')).toEqual({ version: 'v4.3.1', sha: v431 });
});

test('the newest release is that of the highest major', () => {
  expect(Number(pinOf('actions/checkout')?.version.slice(1).split('.')[0])).toBeGreaterThan(4);
});

test('an action in a folder of a repository has that one’s tags, whatever the case', () => {
  const init = pinOfTag('github/codeql-action/init', 'v3');
  expect(init).toBeDefined();
  expect(pinOfTag('GitHub/CodeQL-action', 'v3')).toEqual(init);
  expect(pinOf('sonarsource/sonarqube-scan-action')).toBeDefined();
});

test.each(['main', 'v99', 'v4.x', 'constructor', ''])('%j stands for nothing known', (tag) => {
  expect(pinOfTag('actions/checkout', tag)).toBeUndefined();
});

test('a commit is known by its release', () => {
  expect(releaseOf('actions/checkout', v431)).toBe('v4.3.1');
  expect(releaseOf('actions/checkout', '0'.repeat(40))).toBeUndefined();
});
