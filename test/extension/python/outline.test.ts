import { outline } from '../../../src/extension/python/outline.js';

describe('what an outline leaves out', () => {
  test('bodies of handlers and of functions that have nothing to do with routes', () => {
    const text = `@router.get("/x")\nasync def x(a: int = f(")")):\n    return router\n\n\ndef long():\n${'    a = b\n'.repeat(30)}\ny = 1\n`;
    expect(outline(text).text).toBe('@router.get("/x")\ndef x():0\n\n\ndef long():0\n\ny = 1\n');
  });

  test('documentation and imports that nothing uses', () => {
    const text = '"""Doc "x" #."""\nfrom a import (\n    b,\n    c as d,\n)\nimport e\ne.x\n';
    expect(outline(text).text).toBe('0\n\nimport e\ne.x\n');
  });

  test('not what may matter', () => {
    const text = `def settings():\n    return Settings()\n\n\ndef install(app):\n${'    app.x()\n'.repeat(30)}\nclass A:\n    def __init__(self):\n${'        self.x = 1\n'.repeat(30)}\nfrom . import *\n`;
    expect(outline(text).text).toBe(text);
  });

  test.each([
    ['brackets in strings and comments', 'def f():\n    a = "(["  # {{(\n    b = \'"\'\n'],
    ['long strings with lines at the margin', 'def f():\n    a = """\ndef g():\n  \\"""\n"""\n'],
    ['continued lines', 'def f():\n    a = 1 + \\\n2\n'],
    ['comments at the margin', 'def f():\n    a = 1\n# not the end\n    b = 1\n'],
  ])('a body ends where it ends: %s', (_, body) => {
    const padded = `${body}${'    c = 1\n'.repeat(30)}`;
    expect(outline(`${padded}z = 1\n`).text).toBe('def f():0\nz = 1\n');
  });

  test('offsets lead back to the text', () => {
    const text = `"""Doc."""\nx = 1\ndef f():\n${'    a = b\n'.repeat(30)}\ny = 1\n`;
    const short = outline(text);
    for (const name of ['x = 1', 'y = 1']) {
      expect(short.original(short.text.indexOf(name))).toBe(text.indexOf(name));
    }
  });
});
