import { renderGrouped } from '../../src/report/grouped.js';

const finding = (place: string, message: string) => {
  const [file = '', line, column] = place.split(':');
  return { file, line: Number(line), column: Number(column), message };
};

test('what two rules find at one place is said once', () => {
  const shared = finding('a.yml:1:1', 'No.');
  expect(
    renderGrouped([
      ['publish', shared],
      ['publish', shared],
      ['publish', finding('a.yml:2:1', 'Other.')],
      ['independence', { ...shared }],
    ]),
  ).toEqual(['  publish, independence: a.yml:1:1 No.', '  publish: a.yml:2:1 Other.']);
});

test('a message of one rule that holds in many places is said once', () => {
  const lines = [3, 4, 5, 6, 7, 8, 9].map((line) => finding(`b.yml:${line}:9`, 'Pin it.'));
  expect(renderGrouped(lines.map((each) => ['pin', each]))).toEqual([
    '  pin: b.yml:3:9 Pin it.',
    '    also at b.yml:4:9, b.yml:5:9, b.yml:6:9, b.yml:7:9, b.yml:8:9 and 1 more',
  ]);
});

test('the same message of another rule at another place is its own', () => {
  expect(
    renderGrouped([
      ['one', finding('a:1:1', 'No.')],
      ['two', finding('a:2:1', 'No.')],
    ]),
  ).toEqual(['  one: a:1:1 No.', '  two: a:2:1 No.']);
});
