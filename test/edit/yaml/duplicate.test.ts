import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';
import { refusalOf } from './helpers.js';

const duplicate = (text: string, key = 'web'): string =>
  editYaml(text, [{ op: 'duplicate', route: ['jobs', 'api'], key }]).text;

describe('duplicate', () => {
  test('copies an entry below itself: quotes, blocks, and comments behind its lines', () => {
    const text = `jobs:
  # The API first.
  api: # ours
    name: 'API'
    # Every step of it.
    steps:
    - uses: a/b@c0ffee # v3

    - run: |
        # not a comment
        make
  # The last one.
  lint: {}
`;
    expect(duplicate(text)).toBe(`jobs:
  # The API first.
  api: # ours
    name: 'API'
    # Every step of it.
    steps:
    - uses: a/b@c0ffee # v3

    - run: |
        # not a comment
        make
  web:
    name: 'API'
    steps:
    - uses: a/b@c0ffee # v3

    - run: |
        # not a comment
        make
  # The last one.
  lint: {}
`);
  });

  test('keeps the blank lines between entries, CRLF and a missing last line break', () => {
    const text = 'jobs:\r\n  a: 1\r\n\r\n  api:\r\n    x: 1\r\n\r\n  b: 2\r\n\r\n  c: 3';
    const copied = text.replace('\r\n\r\n  b', '\r\n\r\n  web:\r\n    x: 1\r\n\r\n  b');
    expect(duplicate(text)).toBe(copied);
    expect(duplicate('jobs:\n  api:\n    x: 1')).toBe(
      'jobs:\n  api:\n    x: 1\n\n  web:\n    x: 1',
    );
  });

  test('leaves a key that is there', () => {
    const text = 'jobs:\n  api:\n    x: 1\n  web: 2\n';
    expect(duplicate(text)).toBe(text);
  });

  test('quotes a key that has to be', () => {
    expect(duplicate('jobs:\n  api:\n    x: 1\n', 'on')).toBe(
      'jobs:\n  api:\n    x: 1\n\n  "on":\n    x: 1\n',
    );
  });

  test('leaves a key plain that only braces would have quoted', () => {
    expect(duplicate('jobs:\n  api:\n    x: 1\n', 'a,b')).toBe(
      'jobs:\n  api:\n    x: 1\n\n  a,b:\n    x: 1\n',
    );
  });

  test('leaves a comment at the start of its line to the original', () => {
    expect(duplicate('jobs:\n  api:\n    x: 1\n# The second.\n    y: 2\n')).toBe(
      'jobs:\n  api:\n    x: 1\n# The second.\n    y: 2\n\n  web:\n    x: 1\n    y: 2\n',
    );
  });

  test('is refused for an item of a list, which has no key', () => {
    const text = 'jobs:\n  - x: 1\n';
    expect(refusalOf(text, [{ op: 'duplicate', route: ['jobs', 0], key: 'web' }])).toBe(
      '2:3 only an entry in block style can be copied; copy it by hand',
    );
  });

  test.each([
    ['jobs: { api: { x: 1 } }\n'],
    ['jobs:\n  api: { x: 1 }\n'],
    ['jobs:\n  api: 1\n'],
    ['jobs:\n  api:\n    x: &x 1\n    y: *x\n'],
    ['jobs:\n  api:\n    x: &x 1\n'],
    ['jobs:\n  web: 1\n'],
  ])('refuses what it cannot copy: %j', (text) => {
    expect(() => duplicate(text)).toThrow(EditRefusal);
  });
});
