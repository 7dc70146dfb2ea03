import { compareEnvironments } from '../../../../src/rules/docs/environment/compare.js';

const template = `# General
TAG=latest
PASSWORD=change-me
# OPTIONAL=change-me
URL=
`;

const compare = (filled: string, ...required: string[]): string[] =>
  compareEnvironments(template, filled, new Set(required)).map(
    ({ kind, name, line }) => `${kind} ${name ?? '?'} ${line}`,
  );

test('all that the template sets is set', () => {
  expect(compare('PASSWORD=x\nTAG=1.0\nURL=\nOPTIONAL=y\nCOMPOSE_PROJECT_NAME=z\n')).toEqual([]);
});

test('missing, also where it is a comment or bare', () => {
  expect(compare('# TAG=1\nPASSWORD\n')).toEqual([
    'missing TAG 2',
    'missing PASSWORD 3',
    'missing URL 5',
  ]);
});

test('empty where the template has a value, or where it is required', () => {
  expect(compare('TAG=\nPASSWORD=""\nURL=\n', 'URL')).toEqual([
    'empty TAG 1',
    'empty PASSWORD 2',
    'empty URL 3',
  ]);
});

test.each([
  'change-me',
  '"change-me"',
  'CHANGE_ME',
  'changeme!',
  '<password>',
  'your-password',
  'TODO',
  'xxx',
])('the value %s is a placeholder', (value) => {
  expect(compare(`TAG=1\nPASSWORD=${value}\nURL=\n`)).toEqual(['placeholder PASSWORD 2']);
});

test('unknown; a name that may be a piece of a value is not repeated', () => {
  expect(compare('TAG=1\nPASSWORD=x\nURL=\nEXTRA=1\nMIIEvAbQ9=\nold=1\n')).toEqual([
    'unknown EXTRA 4',
    'unknown ? 5',
    'unknown ? 6',
  ]);
});

test('lines that are nothing', () => {
  expect(compare('TAG=1\nPASSWORD=x\nURL=\n-----BEGIN KEY\nZ="open\n')).toEqual([
    'unreadable ? 4',
    'unreadable ? 5',
  ]);
});
