import { visible, visibleJson, visibleLine } from '../../src/report/visible.js';

describe('visible', () => {
  it('spells out what a terminal would obey, and nothing else', () => {
    expect(visible('a\x1b[2J\x07\x00\x7f\x9b31m\r\n\tz')).toBe(
      'a\\x1b[2J\\x07\\x00\\x7f\\x9b31m\\r\\n\\tz',
    );
    expect(visible('\u202euser\u2066\u200f\u2028')).toBe('\\u202euser\\u2066\\u200f\\u2028');
    expect(visible('Café ✓ 日本 👩‍🚀 \\n')).toBe('Café ✓ 日本 👩‍🚀 \\n');
  });

  it('keeps the tabs and the CRLF of a line of text', () => {
    expect(visibleLine('+\ta\tb\r')).toBe('+\ta\tb\r');
    expect(visibleLine('+a\rb\x1b\r')).toBe('+a\\rb\\x1b\r');
  });

  it('leaves the meaning of JSON as it is', () => {
    const value = { '\x9b': '\x1b[0m \u202e \u2028 \x7f\n' };
    const json = visibleJson(JSON.stringify(value, null, 2));
    expect(json).toBe('{\n  "\\u009b": "\\u001b[0m \\u202e \\u2028 \\u007f\\n"\n}');
    expect(JSON.parse(json)).toEqual(value);
  });
});
