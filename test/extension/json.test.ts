import fc from 'fast-check';
import { JsonError, locateJson } from '../../src/extension/json.js';

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('finding places in JSON', () => {
  test('accepts what JSON.parse accepts, at any indentation', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        expect(() => locateJson(JSON.stringify(value, null, indent))).not.toThrow();
      }),
    );
  });

  test('refuses exactly what JSON.parse refuses', () => {
    const damage = fc.constantFrom(
      '',
      ',',
      '}',
      '"',
      "'",
      '1',
      '-',
      '.',
      'e',
      '//',
      ' ',
      '\\',
      '\t',
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 2 }), fc.nat(), fc.nat(3), damage, (text, at, cut, extra) => {
        const offset = at % (text.length + 1);
        const damaged = text.slice(0, offset) + extra + text.slice(offset + cut);
        expect(accepts(locateJson, damaged)).toBe(accepts(JSON.parse, damaged));
      }),
      { numRuns: 2000 },
    );
  });

  test('gives the place in an error', () => {
    expect(() => locateJson('{"a": 1,, }')).toThrow(JsonError);
  });
});
