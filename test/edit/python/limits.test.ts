import { definingIndex } from '../../../src/edit/python/definition.js';
import { canBeBuiltUpon } from '../../../src/edit/python/factory.js';
import { answers, isLimit, isMainGuard } from '../../../src/edit/python/limits.js';
import { parsePython } from '../../../src/edit/python/syntax.js';

describe('the block that only runs in a script', () => {
  const isGuard = (text: string): boolean =>
    parsePython(text).statements.some((statement) => isMainGuard(statement, text));

  test.each([
    'if __name__ == "__main__": pass\n',
    "if '__main__' == __name__: pass\n",
    'if (__name__ == "__main__"): pass\n',
    'if x and __name__ == "__main__" and y: pass\n',
    'if __name__ == ("__main__"): pass\n'.replace('("__main__")', '"""__main__"""'),
  ])('%j', (text) => {
    expect(isGuard(text)).toBe(true);
  });

  test.each([
    'if not __name__ == "__main__": pass\n',
    'if not (__name__ == "__main__"): pass\n',
    'if __name__ != "__main__": pass\n',
    'if __name__ == "main": pass\n',
    'if name == "__main__": pass\n',
    'if __name__ == __name__: pass\n',
    'if "__main__" == "__main__": pass\n',
    'assert __name__ == "__main__"\n',
    'if x:\n    y = __name__ == "__main__"\n',
  ])('is not %j', (text) => {
    expect(isGuard(text)).toBe(false);
  });
});

test.each([
  ['uvicorn.run(app)\n', true],
  ['asyncio . run(main())\n', true],
  ['my.uvicorn.run(app)\n', false],
  ['uvicorn.runner(app)\n', false],
  ['uvicorn.run\n', false],
  ['server = uvicorn.run\n', false],
  ['if x:\n    pass\n', false],
])('what a server’s start keeps from running: %j', (text, expected) => {
  const syntax = parsePython(text);
  const [statement] = syntax.statements;
  expect(statement && isLimit(statement, 'api', [], syntax)).toBe(expected);
});

describe('a route answers a path', () => {
  test.each([
    ['mount', '/', '/x'],
    ['mount', '', '/x'],
    ['mount', '/a/', '/a/b'],
    ['mount', '/a/b', '/a/b/c'],
    ['get', '/{x}', '/ab'],
    ['get', '/d/{x}/w', '/d/1/w'],
    ['get', '/{x:path}', '/a/b'],
    ['get', '/{x:path}', '/'],
    ['get', '/{x:int}', '/12'],
    ['get', '/{x:float}', '/12'],
    ['get', '/{x:float}', '/1.5'],
    ['get', '/{x:uuid}', '/00000000-0000-0000-0000-00000000000A'],
    ['get', '/a.b/{x}', '/a.b/c'],
  ])('by %s %s: %s', (method, path, wanted) => {
    expect(answers(method, path, wanted)).toBe(true);
  });

  test.each([
    ['mount', '/a', '/a'],
    ['mount', '/a', '/ab'],
    ['mount', '/a/b', '/a/c'],
    ['get', '/x', '/x'],
    ['get', '/{x}', '/'],
    ['get', '/{x}', '/a/b'],
    ['get', '/{x}/b', '/a/b/c'],
    ['get', 'x/{x}', '/x/a'],
    ['get', '/a{x}', '/ba'],
    ['get', '/{x:int}', '/a'],
    ['get', '/{x:int}', '/1.5'],
    ['get', '/{x:float}', '/1.'],
    ['get', '/{x:float}', '/x'],
    ['get', '/{x:uuid}', '/health'],
    ['get', '/a.b/{x}', '/acb/c'],
  ])('not by %s %s: %s', (method, path, wanted) => {
    expect(answers(method, path, wanted)).toBe(false);
  });
});

test.each([
  ['app = 1\n', 0],
  ['app = 1\napp = 2\n', 1],
  ['app = wrap(app)\n', 0],
  ['app = 1\napp = wrap(app)\napp = 2\n', 0],
  ['app = 1\napp = wrap(app), 2\n', 0],
  ['app = 1\nif x:\n    app = wrap(app)\nelse:\n    app = 2\n', 1],
  ['app = None\napp = 1\n', 1],
  ['app = None\n', -1],
  ['app = 1\nif __name__ == "__main__":\n    app = 2\n', 0],
  ['app = 1\ndel app\n', 0],
  ['other = app\n', -1],
])('the statement that gives a variable its value: %j', (text, index) => {
  expect(definingIndex(parsePython(text).statements, 'app', text)).toBe(index);
});

describe('what a function makes can be built upon', () => {
  const isBuiltUpon = (body: string, head = 'def make():'): boolean =>
    canBeBuiltUpon(`\uFEFF${head}\n${body.replace(/^/gm, '    ')}\n`, 'app', ['/x']);

  test.each([
    'app = FastAPI()\nreturn app',
    'api = app = FastAPI()\nreturn app',
    'app, x = make()\nreturn app',
    'app = FastAPI()\ndef inner():\n    return 1\nreturn app',
    'app = FastAPI()\nclass A:\n    def f(self): return 1\nreturn app',
    'app = FastAPI()\nf = lambda: 1\nreturn app',
    'app = FastAPI()\napp.mount("/y", f)\nreturn app',
    'x.mount("/", app)\napp = FastAPI()\nother.mount("/", f)\nreturn app',
  ])('%j', (body) => {
    expect(isBuiltUpon(body)).toBe(true);
  });

  test.each([
    'app = FastAPI()\napp.mount("/", f)\nreturn app',
    'api = app = FastAPI()\napp.mount("/", f)\nreturn app',
    'app = FastAPI()\napp = wrap(app)\nreturn app',
    'app = FastAPI()\nif x:\n    return app\nreturn app',
    'app = FastAPI()\ndel app',
    'app = FastAPI()\nreturn wrap(app)',
    'app = FastAPI()\nreturn',
    'setup()\nreturn app',
    'app: FastAPI\nreturn app',
    'other = FastAPI()\nreturn app',
    'import app\nreturn app',
  ])('not %j', (body) => {
    expect(isBuiltUpon(body)).toBe(false);
  });

  test('not where it is a class', () => {
    expect(isBuiltUpon('app = FastAPI()', 'class A:')).toBe(false);
  });
});
