import { editPython, type InsertBlock } from '../../../src/edit/python/index.js';

const calls = { op: 'insert-block', after: 'app', code: 'add_metrics(app)\n' } as const;
const route = {
  op: 'insert-block',
  after: 'app',
  code: '@app.get("/health")\nasync def health():\n    return {}\n',
  defines: 'health',
} as const;

function add(text: string, operation: InsertBlock): string {
  const { text: result, spans } = editPython(text, [operation]);
  let rest = result;
  for (const { start, end } of [...spans].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  expect(rest).toBe(text);
  expect(editPython(result, [operation])).toEqual({ text: result, spans: [] });
  return result;
}

describe('a block in the function that makes an application', () => {
  const top = 'def create_app():\n    app = FastAPI()\n';

  test('goes above its return, in the indent of the function', () => {
    expect(add(`${top}    app.state.x = 1  # ours\n\n    return app\n`, calls)).toBe(
      `${top}    app.state.x = 1  # ours\n    add_metrics(app)\n\n    return app\n`,
    );
    expect(add(`${top}    return app`, calls)).toBe(`${top}    add_metrics(app)\n    return app`);
  });

  test('a route is set apart, and what comes behind it too', () => {
    const health = '\n    @app.get("/health")\n    async def health():\n        return {}\n\n';
    const text = add(`${top}    return app\n`, route);
    expect(text).toBe(`${top}${health}    return app\n`);
    expect(add(text, calls)).toBe(`${top}${health}    add_metrics(app)\n\n    return app\n`);
  });

  test('a block of several statements is there where all of them are, however deep', () => {
    const block = { ...calls, code: 'add_metrics(app)\n\nif x:\n    add_more(app)\n' };
    const text = add(`${top}    add_metrics(app)\n    return app\n`, block);
    expect(text).toBe(
      `${top}    add_metrics(app)\n    add_metrics(app)\n\n    if x:\n        add_more(app)\n    return app\n`,
    );
  });

  test('a block is not there where one of its statements is another one', () => {
    const block = { ...calls, code: 'if x:\n    add_more(app)\n' };
    for (const other of ['if y:\n        add_more(app)', 'if x:\n        add_most(app)']) {
      expect(add(`${top}    ${other}\n    return app\n`, block)).toBe(
        `${top}    ${other}\n    if x:\n        add_more(app)\n    return app\n`,
      );
    }
  });

  test('a function that the other defines already is left as it is', () => {
    const text = `${top}    def health():\n        return 1\n    return app\n`;
    expect(add(text, route)).toBe(text);
  });

  test('a block of which only a part is a function is set apart as one', () => {
    const mixed = { ...route, code: `app.x = 1\n\n${route.code}` };
    expect(add(`${top}    return app\n`, mixed)).toBe(
      `${top}\n    app.x = 1\n\n    @app.get("/health")\n    async def health():\n        return {}\n\n    return app\n`,
    );
  });

  test('a line that is blank but for spaces sets a route apart from what is below', () => {
    const health = '\n    @app.get("/health")\n    async def health():\n        return {}\n';
    expect(add(`${top}    \n    return app\n`, route)).toBe(
      `${top}${health}    \n    return app\n`,
    );
  });

  test('is refused where the function is one line', () => {
    for (const text of [
      'def create_app(): app = FastAPI(); return app\n',
      'if x: pass\ndef create_app(): app = FastAPI(); app.x = 1; return app\n',
    ]) {
      expect(() => editPython(text, [calls])).toThrow();
    }
  });

  test('tabs, the line ends of Windows and other functions stay', () => {
    const text =
      'def create_app():\r\n\tapp = FastAPI()\r\n\treturn app\r\n\r\ndef other():\r\n\tpass\r\n';
    expect(add(text, calls)).toBe(text.replace('\treturn', '\tadd_metrics(app)\r\n\treturn'));
  });

  test('is refused where the function mounts something that answers first', () => {
    const text = `${top}    app.mount("/", files)\n    return app\n`;
    expect(() => editPython(text, [route])).toThrow(
      'another route of this function would answer first',
    );
  });
});
