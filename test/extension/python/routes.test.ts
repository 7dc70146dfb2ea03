import { apis, routes, routesOf } from './project.js';

describe('routes in one module', () => {
  test('decorators of every kind, also stacked, async, and in branches', () => {
    const body = `
@app.get("/a")
@app.post(path="/b")
async def a(): ...
@app.api_route("/c", methods=["get", "PUT"])
def c(): ...
@app.websocket("/w")
async def w(s): ...
try:
    @app.delete("/d")
    def d(): ...
finally:
    pass
if DEBUG: app.add_api_route("/e", a)
`;
    expect(routesOf(body)).toEqual([
      'POST /b',
      'GET /a',
      'GET /c',
      'PUT /c',
      'WEBSOCKET /w',
      'DELETE /d',
      'GET /e',
    ]);
  });

  test('none of the __main__ block, of comments, strings and other objects', () => {
    const body = `
# @app.get("/comment")
text = """
@app.get("/string")
def f(): ...
"""
cache.get("/cache")
requests.get("/other")
@other.get("/x")
def x(): ...
if __name__ == "__main__":
    app.add_api_route("/main", x)
`;
    expect(routesOf(body)).toEqual([]);
  });

  test('paths of concatenated, formatted and named strings', () => {
    const body = `
BASE = '/v' "1"
app.add_api_route(BASE + "/a", f)
app.add_api_route(f"{BASE}/b/{{id}}", f)
app.add_api_route(r"/c", f)
app.add_api_route("\\x2fd", f)
app.add_api_route(f"{BASE!r}/e", f)
app.add_api_route(os.getenv("P", "/f"), f)
`;
    expect(routesOf(body)).toEqual([
      'GET /v1/a',
      'GET /v1/b/{id}',
      'GET /c',
      'GET ?',
      'GET ?',
      'GET ?',
    ]);
  });

  test('mounted applications are below their prefix, other mounts are said as such', () => {
    const body = `
sub = FastAPI()
@sub.get("/health")
def h(): ...
app.mount("/sub/", sub)
app.mount("/static", StaticFiles(directory="static"))
`;
    expect(routesOf(body)).toEqual(['GET /sub/health', 'MOUNT /static']);
  });

  test("Starlette's Route, as argument and added to the list of routes", () => {
    const body = `
from starlette.routing import Mount, Route
other = FastAPI(routes=[Route("/a", a), Mount("/m", routes=[Route("/b", b, methods=["POST"])])])
app.mount("/o", other)
app.routes.append(Route("/c", c))
app.router.add_api_route("/d", d)
`;
    expect(routesOf(body)).toEqual(['GET /o/a', 'POST /o/m/b', 'GET /c', 'GET /d']);
  });
});

describe('routers', () => {
  test('own prefix, prefix of the inclusion and nesting add up', () => {
    const body = `
inner = APIRouter(prefix="/inner")
outer = APIRouter(prefix="/outer")
@inner.get("")
def a(): ...
@inner.get("/{id}")
def b(): ...
outer.include_router(inner, prefix="/in")
app.include_router(outer, tags=["x"], prefix="/api")
`;
    expect(routesOf(body)).toEqual(['GET /api/outer/in/inner', 'GET /api/outer/in/inner/{id}']);
  });

  test('routers that include each other are cut, not followed for ever', () => {
    const body = `
a = APIRouter()
b = APIRouter()
a.include_router(b, prefix="/b")
b.include_router(a, prefix="/a")
a.add_api_route("/x", f)
app.include_router(a)
`;
    expect(routesOf(body)).toEqual(['GET /x']);
  });

  test('a prefix that is computed makes the path unknown, not wrong', () => {
    const body = `
import os
r = APIRouter(prefix=os.environ["P"])
r.add_api_route("/health", f)
app.include_router(r)
q = APIRouter()
q.add_api_route("/y", f)
app.include_router(q, **options)
`;
    expect(routesOf(body)).toEqual(['GET ?', 'GET ?']);
  });

  test('loops over routers, with and without prefixes', () => {
    const body = `
a, b = APIRouter(), APIRouter()
a.add_api_route("/a", f)
b.add_api_route("/b", f)
for r, prefix in [(a, "/1"), (b, "/2")]:
    app.include_router(r, prefix=prefix)
for r in (a, b):
    app.include_router(r)
`;
    expect(routesOf(body)).toEqual(['GET /1/a', 'GET /2/b', 'GET /a', 'GET /b']);
  });

  test('made by functions, given to functions, made in classes', () => {
    const body = `
def make(name, *, base="/made"):
    router = APIRouter(prefix=base)
    @router.get("/" + name)
    def f(): ...
    return router
app.include_router(make("a"))
def install(target):
    target.add_api_route("/installed", f)
install(app)
class Controller:
    def __init__(self, prefix):
        self.router = APIRouter(prefix=prefix)
        self._register()
class Health(Controller):
    def __init__(self):
        super().__init__("/hc")
    def _register(self):
        self.router.add_api_route("/ready", self.ready, methods=["GET"])
router = Health().router
app.include_router(router)
`;
    expect(routesOf(body)).toEqual(['GET /made/a', 'GET /installed', 'GET /hc/ready']);
  });

  test('a function that calls itself comes to an end', () => {
    const body = `
def again(target, n=0):
    again(target)
    again(target)
    target.add_api_route("/x", f)
again(app)
app.add_api_route("/y", f)
`;
    expect(routesOf(body)).toContain('GET /y');
  });
});

describe('routers of other modules', () => {
  const ROUTER =
    'from fastapi import APIRouter\nrouter = APIRouter()\nrouter.add_api_route("/r", f)\n';

  test.each([
    ['from users import router\napp.include_router(router, prefix="/p")\n'],
    ['from users import router as users_router\napp.include_router(users_router, prefix="/p")\n'],
    ['import users\napp.include_router(users.router, prefix="/p")\n'],
    ['import users as u\napp.include_router(u.router, prefix="/p")\n'],
    ['from .users import router\napp.include_router(router, prefix="/p")\n'],
    ['from . import users\napp.include_router(users.router, prefix="/p")\n'],
    ['from users import *\napp.include_router(router, prefix="/p")\n'],
    [
      'try:\n    from users import router\nexcept ImportError:\n    router = None\nif router:\n    app.include_router(router, prefix="/p")\n',
    ],
  ])('%j', (body) => {
    expect(routesOf(body, { 'api-x/users.py': ROUTER })).toEqual(['GET /p/r']);
  });

  test('through packages, their re-exports and their submodules', () => {
    const files = {
      'api-x/app/__init__.py': '',
      'api-x/app/main.py':
        'import app.models\nfrom fastapi import FastAPI\nfrom app.api import api_router\nfrom app.core.config import settings\napp = FastAPI()\napp.include_router(api_router, prefix=settings.API_V1_STR)\n',
      'api-x/app/core/config.py':
        'class Settings(BaseSettings):\n    API_V1_STR: str = "/api/x/v1"\n\n\nsettings = Settings()\n',
      'api-x/app/api/__init__.py':
        'from fastapi import APIRouter\nfrom . import get\nfrom .v1 import health\nfrom .users.router import router as users\napi_router = APIRouter()\napi_router.include_router(get.router)\napi_router.include_router(health.router, prefix="/h")\napi_router.include_router(users)\n',
      'api-x/app/api/get.py': ROUTER,
      'api-x/app/api/v1/health.py': ROUTER,
      'api-x/app/api/users/router.py': ROUTER.replace('APIRouter()', "APIRouter(prefix='/u')"),
    };
    expect(routes(files)).toEqual(['GET /api/x/v1/r', 'GET /api/x/v1/h/r', 'GET /api/x/v1/u/r']);
  });

  test.each([
    ['an instance', 'settings = Settings()', 'settings'],
    ['the class itself', '', 'Settings'],
    [
      'a cached function',
      '@lru_cache\ndef settings() -> Settings:\n    return Settings()',
      'settings()',
    ],
  ])('a prefix that settings have: %s', (_, definition, expression) => {
    const config = `class Base:\n    P = "/p"\n\n\nclass Settings(Base):\n    X: int = 1\n\n\n${definition}\n`;
    const name = expression.replace('()', '');
    const body = `from config import ${name}\nfrom users import router\napp.include_router(router, prefix=${expression}.P)\n`;
    expect(routesOf(body, { 'api-x/users.py': ROUTER, 'api-x/config.py': config })).toEqual([
      'GET /p/r',
    ]);
  });

  test('a package whose modules import its router back and add to it', () => {
    const files = {
      'api-x/v/__init__.py':
        'from fastapi import APIRouter\nrouter = APIRouter()\nfrom . import late  # noqa\n',
      'api-x/v/late.py': 'from . import router\n@router.get("/late")\ndef f(): ...\n',
    };
    expect(routesOf('from v import router\napp.include_router(router)\n', files)).toEqual([
      'GET /late',
    ]);
  });

  test('modules that import each other', () => {
    const files = {
      'api-x/a.py':
        'from b import other\nfrom fastapi import APIRouter\nrouter = APIRouter()\nrouter.add_api_route("/a", f)\n',
      'api-x/b.py': 'from a import router\nother = router\n',
    };
    expect(routesOf('from b import other\napp.include_router(other)\n', files)).toEqual(['GET /a']);
  });
});

describe('a package that is the directory of the API', () => {
  const router =
    'from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/a")\ndef a(): ...\n';
  const main =
    'from fastapi import FastAPI\nfrom quiz.routes import router\napp = FastAPI()\napp.include_router(router)\n';

  test.each(['quiz', 'services/quiz'])('%s is imported by its name', (dir) => {
    const texts = { [`${dir}/main.py`]: main, [`${dir}/routes.py`]: router };
    expect(apis(texts, dir)[0]?.routes.map(({ path }) => path)).toEqual(['/a']);
  });

  test('is not what another name means', () => {
    const texts = { 'quiz/main.py': main.replace('quiz.', 'other.'), 'quiz/routes.py': router };
    expect(apis(texts, 'quiz')[0]?.routes).toEqual([]);
  });
});
