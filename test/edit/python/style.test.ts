import { editPython } from '../../../src/edit/python/index.js';

function insert(text: string, code: string): string {
  return editPython(text, [{ op: 'insert-block', after: 'app', code, defines: 'health' }]).text;
}

const code = '@app.get("/health")\ndef health():\n    if x:\n        return {"a": "b"}\n';

describe('the block looks like the module', () => {
  test('its newlines, also in a module without a last one', () => {
    expect(insert('app = FastAPI()\r\napp.x = 1\r\n', code)).toBe(
      `app = FastAPI()\r\napp.x = 1\r\n\r\n\r\n${code.replaceAll('\n', '\r\n')}`,
    );
    expect(insert('app = FastAPI()\r\napp.x = 1', code)).toBe(
      `app = FastAPI()\r\napp.x = 1\r\n\r\n\r\n${code.trimEnd().replaceAll('\n', '\r\n')}`,
    );
  });

  test('its byte order mark stays in front, and the spans count it', () => {
    const text = '\uFEFFapp = FastAPI()\n';
    const operation = { op: 'insert-block', after: 'app', code, defines: 'health' } as const;
    const edited = editPython(text, [operation]);
    expect(edited.text).toBe(`${text}\n\n${code}`);
    expect(edited.spans).toEqual([{ start: text.length, end: edited.text.length }]);
  });

  test.each([
    ['two spaces', '  '],
    ['tabs', '\t'],
    ['three spaces', '   '],
  ])('its indent: %s', (_, indent) => {
    const body = `def f():\n${indent}if x:\n${indent}${indent}pass\n\n\n`;
    expect(insert(`${body}app = FastAPI()\n`, code)).toBe(
      `${body}app = FastAPI()\n\n\n${code.replaceAll('    ', indent)}`,
    );
  });

  test('its indent is that of bodies, not of other lines', () => {
    const body = '@x(\n        1\n)\ndef f():\n  pass\n\n\nclass A: pass\n\n\ndef g(): pass\n\n\n';
    expect(insert(`${body}app = FastAPI()\n`, code)).toBe(
      `${body}app = FastAPI()\n\n\n${code.replaceAll('    ', '  ')}`,
    );
  });

  test('its quotes: f-strings count, the strings inside of them do not', () => {
    const formatted = `a = f'{x}'\nb = f'y'\nc = "z"\napp = FastAPI()\n`;
    expect(insert(formatted, code)).toBe(`${formatted}\n\n${code.replaceAll('"', "'")}`);
    const nested = `a = f"{x['y']}{x['z']}"\nb = "z"\napp = FastAPI()\n`;
    expect(insert(nested, code)).toBe(`${nested}\n\n${code}`);
  });

  test('its quotes, the more frequent ones', () => {
    const head = "a = 'x'\nb = 'y'\nc = \"z\"\napp = FastAPI(title='t')\n";
    expect(insert(head, code)).toBe(`${head}\n\n${code.replaceAll('"', "'")}`);
  });

  test('docstrings and strings that could only have one kind do not count', () => {
    const head = `'''doc'''\n'''doc'''\na = 'say "x"'\nb = 'say "y"'\napp = FastAPI(title="t")\n`;
    expect(insert(head, code)).toBe(`${head}\n\n${code}`);
  });

  test('a string keeps its quotes where others would change its value', () => {
    const head = "a = 'x'\nb = 'y'\napp = FastAPI()\n";
    const strings = 'def health():\n    """Say."""\n    return "it\'s", "\\"", f"{a["b"]}", b"x"\n';
    expect(insert(head, strings)).toBe(`${head}\n\n${strings.replace('b"x"', "b'x'")}`);
  });

  test('lines inside a string are its value and keep their indent', () => {
    const head = 'def f():\n\tpass\n\n\napp = FastAPI()\n';
    const text = 'def health():\n    return """a\n    b\n"""\n';
    const two = 'def health():\n    x = "b"\n    return """a\n    b\n"""\n';
    expect(insert(head, two)).toBe(
      `${head}\n\ndef health():\n\tx = "b"\n\treturn """a\n    b\n"""\n`,
    );
    expect(insert(head, text)).toBe(`${head}\n\ndef health():\n\treturn """a\n    b\n"""\n`);
  });

  test.each([
    ['a', 'def a(): pass\n\nx = 1\ny = 2\n\n@b\ndef b(): pass\n'],
    [
      'a comment above, indented or not',
      'x = 1\n\n# a\n  # a\ndef a(): pass\n \t\n# b #\ndef b(): pass\n',
    ],
  ])('one blank line where the module has one: %s', (_, body) => {
    expect(insert(`${body}\napp = FastAPI()\n`, code)).toBe(`${body}\napp = FastAPI()\n\n${code}`);
  });

  test.each([
    ['none', 'def a(): pass\ndef b(): pass\ndef c(): pass\n'],
    ['three', 'def a(): pass\n\n\n\ndef b(): pass\n\n\n\ndef c(): pass\n\n\n'],
    [
      'most often two',
      'def a(): pass\n\ndef b(): pass\n\ndef c(): pass\n\n\nx = 1\n\n\ndef d(): pass\n\n\n',
    ],
    ['one between other statements only', 'x = 1\n\ny = 2\n\nz = 3\n\n'],
  ])('two blank lines where the module has %s', (_, body) => {
    expect(insert(`${body}app = FastAPI()\n`, code)).toBe(`${body}app = FastAPI()\n\n\n${code}`);
  });

  test('one blank line around functions, where the module has one throughout', () => {
    const head = 'app = FastAPI()\n\ndef a(): pass\n\n@app.get("/b")\ndef b(): pass\n';
    const guard = '\nif __name__ == "__main__":\n    run(app)\n';
    expect(insert(head + guard, code)).toBe(`${head}\n${code}${guard}`);
  });
});

test('several operations: each sees the text of the one before, spans are those of the result', () => {
  const text = 'app = FastAPI()\nother = FastAPI()\n';
  const edited = editPython(text, [
    { op: 'insert-block', after: 'other', code: 'def two(): return other\n', defines: 'two' },
    { op: 'insert-block', after: 'app', code: 'def one(): return app\n', defines: 'one' },
  ]);
  expect(edited.text).toBe(
    'app = FastAPI()\n\n\ndef one(): return app\n\n\nother = FastAPI()\n\n\ndef two(): return other\n',
  );
  expect(edited.spans.map(({ start, end }) => edited.text.slice(start, end))).toEqual([
    '\n\ndef one(): return app\n\n\n',
    '\n\ndef two(): return other\n',
  ]);
});
