import { editYaml, EditRefusal } from '../../../src/edit/yaml/index.js';

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

  test.each([
    ['jobs: { api: { x: 1 } }\n'],
    ['jobs:\n  api: { x: 1 }\n'],
    ['jobs:\n  api: 1\n'],
    ['jobs:\n  api:\n    x: &x 1\n    y: *x\n'],
    ['jobs:\n  web: 1\n'],
  ])('refuses what it cannot copy: %j', (text) => {
    expect(() => duplicate(text)).toThrow(EditRefusal);
  });
});
