import { editPython } from '../../../src/edit/python/index.js';

const calls = { op: 'insert-block', after: 'app', code: 'add_metrics(app)\n' } as const;
const route = {
  op: 'insert-block',
  after: 'app',
  code: '@app.get("/health")\nasync def health():\n    return {}\n',
  defines: 'health',
} as const;
type Operation = typeof calls | typeof route;

function add(text: string, operation: Operation): string {
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
