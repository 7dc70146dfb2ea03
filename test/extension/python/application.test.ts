import { api, apis } from './project.js';

const APP = 'from fastapi import FastAPI\napp = FastAPI()\n';
const place = (texts: Readonly<Record<string, string>>): unknown => {
  const { file, variable, position, topLevel } = api(texts);
  return [file, variable, position.line, position.column, topLevel];
};

describe('the application', () => {
  test.each([
    ['imported by name', 'from fastapi import FastAPI\nserver = FastAPI()\n', 2],
    ['imported by another name', 'from fastapi import FastAPI as F\nserver = F()\n', 2],
    ['of the imported package', 'import fastapi\nserver = fastapi.FastAPI()\n', 2],
    ['of the package by another name', 'import fastapi as f\nserver = f.FastAPI()\n', 2],
    ['annotated', 'from fastapi import FastAPI\nserver: FastAPI = FastAPI(\n    title="x"\n)\n', 2],
    ['in a branch', 'from fastapi import FastAPI\nif 1:\n  x=1;server = FastAPI()\n', 3],
    [
      'of a class of its own',
      'from fastapi import FastAPI\nclass A(FastAPI): ...\nserver = A()\n',
      3,
    ],
    [
      'below a lifespan with a bare yield',
      'from fastapi import FastAPI\nasync def l(app):\n    start(app)\n    yield\nserver = FastAPI(lifespan=l)\n',
      5,
    ],
    [
      'with CRLF and a byte order mark',
      '\uFEFFfrom fastapi import FastAPI\r\nserver = FastAPI()\r\n',
      2,
    ],
  ])('%s', (_, text, line) => {
    const { variable, position, topLevel } = api({ 'api-x/main.py': text });
    expect([variable, position.line, topLevel]).toEqual(['server', line, true]);
  });

  test.each([
    ['another class of that name', 'from flask_like import FastAPI\napp = FastAPI()\n'],
    ['only an annotation', 'from fastapi import FastAPI\ndef use(app: FastAPI): ...\n'],
    [
      'only in the __main__ block',
      'from fastapi import FastAPI\nif __name__ == "__main__":\n    app = FastAPI()\n',
    ],
    ['only in a comment', '# app = FastAPI()\n'],
  ])('not: %s', (_, text) => {
    expect(apis({ 'api-x/main.py': text })).toEqual([]);
  });

  test('of a module that is not valid Python: an edit can then say where', () => {
    const text = `${APP}def broken(:\n`;
    expect(place({ 'api-x/main.py': text })).toEqual(['api-x/main.py', 'app', 2, 1, true]);
  });

  test('a factory: not at the top level, routes all the same', () => {
    const text =
      'from fastapi import FastAPI\ndef create_app():\n    app = FastAPI()\n    app.add_api_route("/health", f)\n    return app\n';
    expect(place({ 'api-x/main.py': text })).toEqual(['api-x/main.py', 'app', 3, 5, false]);
    expect(api({ 'api-x/main.py': text }).routes.map(({ path }) => path)).toEqual(['/health']);
  });

  test('a factory that the code starts, not a module that happens to make another one', () => {
    const factory =
      'from fastapi import FastAPI\ndef get_app():\n    api = FastAPI()\n    return api\n';
    const start =
      'import uvicorn\n\nuvicorn.run(\n    "pkg.web.build:get_app",\n    factory=True)\n';
    const texts = { 'api-x/pkg/mock.py': APP, 'api-x/pkg/web/build.py': factory };
    expect(place(texts)).toEqual(['api-x/pkg/mock.py', 'app', 2, 1, true]);
    expect(place({ ...texts, 'api-x/pkg/__main__.py': start })).toEqual([
      'api-x/pkg/web/build.py',
      'api',
      3,
      5,
      false,
    ]);
  });

  test('what a factory of another module makes is where it is bound', () => {
    const files = {
      'api-x/factory.py':
        'from fastapi import FastAPI\ndef create_app():\n    app = FastAPI()\n    app.add_api_route("/a", f)\n    return app\n',
      'api-x/main.py':
        'from factory import create_app\n\napp = create_app()\napp.add_api_route("/b", f)\n',
    };
    expect(place(files)).toEqual(['api-x/main.py', 'app', 3, 1, true]);
    expect(api(files).routes.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  test('an imported application is where it is defined, with the routes that its importer adds', () => {
    const files = {
      'api-x/core/server.py': `${APP}app.add_api_route("/a", f)\n`,
      'api-x/main.py': 'from core.server import app\napp.add_api_route("/b", f)\n',
    };
    expect(place(files)).toEqual(['api-x/core/server.py', 'app', 2, 1, true]);
    expect(api(files).routes.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  test('one that is wrapped later is still the application', () => {
    const text = `${APP}app.add_api_route("/a", f)\napp = CORSMiddleware(app)\n`;
    expect(place({ 'api-x/main.py': text })).toEqual(['api-x/main.py', 'app', 2, 1, true]);
  });
});

describe('which of several', () => {
  test('main.py before others, the one that is not mounted, none of tests and migrations', () => {
    const sub = 'from fastapi import FastAPI\nsub = FastAPI()\n';
    expect(place({ 'api-x/app/a.py': APP, 'api-x/app/main.py': APP })).toEqual([
      'api-x/app/main.py',
      'app',
      2,
      1,
      true,
    ]);
    expect(
      place({
        'api-x/a_sub.py': sub,
        'api-x/z.py': `${APP}from a_sub import sub\napp.mount("/s", sub)\n`,
      }),
    ).toEqual(['api-x/z.py', 'app', 2, 1, true]);
    expect(
      apis({
        'api-x/tests/main.py': APP,
        'api-x/conftest.py': APP,
        'api-x/test_main.py': APP,
        'api-x/.venv/lib/main.py': APP,
      }),
    ).toEqual([]);
  });

  test.each([
    ['Dockerfile', 'CMD ["uvicorn", "app.server:api", "--port", "80"]\n'],
    ['start.sh', 'exec gunicorn -k uvicorn.workers.UvicornWorker app.server:api\n'],
  ])('the one that the %s starts', (file, text) => {
    const files = {
      'api-x/main.py': APP,
      'api-x/app/server.py': 'from fastapi import FastAPI\nother = FastAPI()\napi = FastAPI()\n',
      [`api-x/${file}`]: text,
    };
    expect(place(files)).toEqual(['api-x/app/server.py', 'api', 3, 1, true]);
  });

  test('one for each directory that has one, in their order', () => {
    const files = { 'api-b/main.py': APP, 'api-a/main.py': APP, 'api-c/main.py': 'x = 1\n' };
    expect(apis(files, 'api-b', 'api-a', 'api-c').map(({ dir }) => dir)).toEqual([
      'api-b',
      'api-a',
    ]);
  });
});

test('a route says where it stands, also below functions that are left out', () => {
  const long = `async def start():\n    """Starts."""\n${'    do_this_and_that()\n'.repeat(20)}`;
  const text = `"""Doc.\n\nMore."""\nimport os\nimport unused\n${APP}\n${long}\n\nif os:\n    @app.get("/x")\n    def x(): ...\n`;
  const [route] = api({ 'api-x/main.py': text }).routes;
  const line = text.split('\n').findIndex((one) => one.includes('@app.get')) + 1;
  expect(route).toEqual({
    method: 'GET',
    path: '/x',
    file: 'api-x/main.py',
    position: { line, column: 5 },
  });
});

test('a sum of many thousand terms does not overflow the stack', () => {
  const text = `${APP}x = ${'"a" + '.repeat(20000)}"b"\napp.add_api_route(x, f)\napp.add_api_route("/y", f)\n`;
  expect(api({ 'api-x/main.py': text }).routes.map(({ path }) => path)).toEqual([undefined, '/y']);
});
