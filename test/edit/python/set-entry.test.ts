import { editPython } from '../../../src/edit/python/index.js';

const operation = {
  op: 'set-entry',
  inFunction: 'health',
  key: 'version',
  was: '1.0.0',
  value: '1.1.0',
} as const;
const edited = (text: string): string => editPython(text, [operation]).text;

describe('an entry of a dictionary in a function', () => {
  test('gets the new text, in its own quotes, and once', () => {
    const text = `@app.get('/health')\r\nasync def health():\r\n    return {'version':  '1.0.0' , **rest}  # 1.0.0\r\n`;
    const after = text.replace("'1.0.0'", "'1.1.0'");
    expect(edited(text)).toBe(after);
    expect(editPython(after, [operation]).spans).toEqual([]);
  });

  test('of a dictionary in another one, on several lines, behind a byte order mark', () => {
    const text =
      '\uFEFFdef health():\n    info = {\n        "app": {\n            "version": r"""1.0.0""",\n        },\n    }\n    return info\n';
    expect(edited(text)).toBe(text.replace('1.0.0', '1.1.0'));
  });

  test.each([
    ['of another function', 'def status():\n    return {"version": "1.0.0"}\n'],
    ['under another key', 'def health():\n    return {"api": "1.0.0"}\n'],
    ['with another text', 'def health():\n    return {"version": "1.0.1"}\n'],
    ['that is no plain text', 'def health():\n    return {"version": f"1.0.0", **{x: "1.0.0"}}\n'],
    ['outside of a function', 'health = {"version": "1.0.0"}\n'],
    ['that is put together', 'def health():\n    return {"version": "1.0.0" + x}\n'],
  ])('stays: %s', (_, text) => {
    expect(edited(text)).toBe(text);
  });

  test('is refused in a module that is not valid', () => {
    const text = 'def health():\n    return {"version": "1.0.0"}\nx = = 1\n';
    expect(() => edited(text)).toThrow('the module is not valid Python here');
  });

  test('is refused where the text would need escapes', () => {
    const text = 'def health():\n    return {"version": "1.0.0"}\n';
    const change = { ...operation, value: '1"' };
    expect(() => editPython(text, [change])).toThrow('"version" cannot be "1\\"" here');
  });
});
