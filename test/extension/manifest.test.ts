import { BadInput } from '../../src/extension/bad-input.js';
import { readManifest } from '../../src/extension/manifest.js';
import type { Manifest } from '../../src/extension/model.js';

function read(text: string): Manifest {
  return readManifest({ path: 'manifest.json', text, mode: 0o644 });
}

function refusal(text: string): BadInput {
  try {
    read(text);
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
  throw new Error('was accepted');
}

const place = ({ position }: BadInput): string =>
  position === undefined ? '' : `${position.line}:${position.column}`;

describe('a manifest', () => {
  test('gives name, version and ports', () => {
    const manifest = read(
      '{"name": "quiz", "version": "1.2.0", "api": {"port": 8010}, "web": {"port": "3010"}}',
    );
    expect(manifest).toMatchObject({
      name: 'quiz',
      version: '1.2.0',
      apiPort: 8010,
      webPort: 3010,
    });
  });

  test('needs neither version nor ports', () => {
    const manifest = read('{"name": "quiz", "api": {}}');
    expect([manifest.version, manifest.apiPort, manifest.webPort]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('tells where a value is, or its nearest ancestor', () => {
    const manifest = read(
      '{\n  "name": "quiz",\n  "scopes": [\n    { "name": "a" }, "b"\n  ]\n}\n',
    );
    expect(manifest.locate(['name'])).toEqual({ line: 2, column: 11 });
    expect(manifest.locate(['scopes', 1])).toEqual({ line: 4, column: 22 });
    expect(manifest.locate(['scopes', 0, 'description'])).toEqual({ line: 4, column: 5 });
    expect(manifest.locate(['web', 'port'])).toEqual({ line: 1, column: 1 });
  });

  test('is not confused by keys that objects have by themselves', () => {
    const manifest = read('{"name": "quiz", "__proto__": {"api": {"port": 1}}, "constructor": 1}');
    expect(manifest.apiPort).toBeUndefined();
    expect(manifest.locate(['toString'])).toEqual({ line: 1, column: 1 });
  });
});

describe('a manifest is refused at the exact place', () => {
  test.each([
    [
      'a missing comma',
      '{\n  "name": "quiz"\n  "version": "1"\n}',
      '3:3',
      'a comma or } is expected',
    ],
    ['a comma before the end', '{"name": "quiz",\n}', '2:1', 'a comma stands before }'],
    ['a comma before the end of a list', '{"scopes": [1,]}', '1:15', 'a comma stands before ]'],
    ['a comment', '{\n  "name": // the folder\n}', '2:11', 'JSON has no comments'],
    ['a bare key', '{name: "quiz"}', '1:2', 'a key in double quotes is expected'],
    ['single quotes', `{"name": 'quiz'}`, '1:10', 'JSON strings have double quotes'],
    ['a bare word', '{"name": quiz}', '1:10', 'unexpected "quiz"'],
    ['a number JSON does not know', '{"port": 08003}', '1:10', 'unexpected "08003"'],
    ['an open string', '{"name": "quiz\n}', '1:10', 'the string is not closed'],
    ['an open object', '{"name": "quiz"', '1:16', 'the file ends too early'],
    ['nothing', '', '1:1', 'the file ends too early'],
    ['text after the end', '{"name": "quiz"}\n}', '2:1', 'nothing may follow'],
    ['too many brackets', '['.repeat(100_000), '1:202', 'nested too deeply'],
  ])('%s', (_, text, position, reason) => {
    const error = refusal(text);
    expect(place(error)).toBe(position);
    expect(error.message).toContain(`manifest.json:${position}: is not JSON: ${reason}`);
    expect(error.message).not.toContain('\n');
  });

  test.each([
    ['a list', '[]', '1:1', 'is a list, not an object'],
    ['null', 'null', '1:1', 'is null, not an object'],
    ['no name', '{}', '1:1', 'has no "name"'],
    ['a name that is no string', '{"name": 5}', '1:10', '"name" is a number, not a string'],
    ['an empty name', '{"name": ""}', '1:10', '"name" is ""'],
    ['a name with a slash', '{"name": "../x"}', '1:10', '"name" is "../x"'],
    ['a name that a shell would run', '{"name": "x$(touch y)"}', '1:10', '"name" is "x$(touch y)"'],
    ['a name with a quote', '{"name": "a\\"; b"}', '1:10', String.raw`"name" is "a\"; b"`],
    ['a name of several lines', '{"name": "a\\nb"}', '1:10', String.raw`"name" is "a\nb"`],
    ['an API that is no object', '{"name": "q", "api": 8010}', '1:22', '"api" is a number'],
    ['a port in words', '{"name": "q", "api": {"port": "eighty"}}', '1:31', 'not a number'],
    ['a port that is true', '{"name": "q", "api": {"port": true}}', '1:31', 'not a number'],
    ['port null', '{"name": "q", "web": {"port": null}}', '1:31', 'web.port is null, not a number'],
    ['port 0', '{"name": "q", "api": {"port": 0}}', '1:31', 'api.port is 0, not a port'],
    [
      'port 70000',
      '{"name": "q",\n "web": {"port": 70000}}',
      '2:18',
      'web.port is 70000, not a port',
    ],
    ['port "70000"', '{"name": "q", "web": {"port": "70000"}}', '1:31', 'not a port'],
    ['port 1.5', '{"name": "q", "api": {"port": 1.5}}', '1:31', 'api.port is 1.5, not a port'],
    ['port -1', '{"name": "q", "api": {"port": -1}}', '1:31', 'api.port is -1, not a port'],
  ])('%s', (_, text, position, reason) => {
    const error = refusal(text);
    expect(place(error)).toBe(position);
    expect(error.message).toContain(reason);
    expect(error.code).toBe('bad-manifest');
  });

  test('a byte order mark, which JSON parsers refuse', () => {
    expect(refusal('\uFEFF{"name": "quiz"}').reason).toContain('byte order mark');
  });
});
