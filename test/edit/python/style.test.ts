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
    expect(insert(head, text)).toBe(`${head}\n\ndef health():\n\treturn """a\n    b\n"""\n`);
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
