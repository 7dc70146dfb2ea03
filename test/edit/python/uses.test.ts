import { errorIn, parsePython } from '../../../src/edit/python/syntax.js';
import { uses } from '../../../src/edit/python/uses.js';

function isUsed(text: string): boolean {
  const syntax = parsePython(text);
  expect(errorIn(syntax)).toBeUndefined();
  return syntax.statements.some((statement) => uses(statement, 'app', text));
}

test.each([
  'app.x()\n',
  'app = 1\n',
  'f(app)\n',
  'f(x=app)\n',
  'f(app := x)\n',
  'f(app, x=1)\n',
  'x[app:]\n',
  'if x:\n    def f():\n        return app\n',
  'def f(x=app): pass\n',
  'def f(x: app): pass\n',
  'f = lambda: app\n',
  'f = lambda x, y=app: x\n',
  'f = lambda x: app\n',
  '@app.get("/")\ndef f(): pass\n',
  '@app\ndef f(): pass\n',
  '@x(app)\ndef f(): pass\n',
  'class A(app.B): pass\n',
  'class A:\n    x = app\n',
])('is a use of the variable: %j', (text) => {
  expect(isUsed(text)).toBe(true);
});

test.each([
  'import app\n',
  'from app import x\n',
  'x.app()\n',
  'apps = "app"  # app\n',
  'f(app=1)\n',
  'f(app =1)\n',
  'def app(): pass\n',
  'class app: pass\n',
  'def f(app): return app\n',
  'def f(x, *, app=None): return app\n',
  'def f(app: int): return app\n',
  'f = lambda app: app\n',
  'f = lambda x, app: app\n',
  '@x.app\ndef f(): pass\n',
  '@x.app("/")\ndef f(): pass\n',
])('is none: %j', (text) => {
  expect(isUsed(text)).toBe(false);
});
