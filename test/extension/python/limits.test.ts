import { apis, routesOf } from './project.js';

const HEAD = 'from fastapi import APIRouter, FastAPI\n\napp = FastAPI()\n';
const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('');

/** What comes in front of a route that is still to be found. */
const hostile: Readonly<Record<string, string>> = {
  'brackets nested deeper than Python allows': `x = ${'('.repeat(50_000)}1${')'.repeat(50_000)}\n`,
  'a chain of calls': `x = app${'.x()'.repeat(50_000)}\n`,
  'a statement of awaits': `async def router():\n    ${'await '.repeat(50_000)}x()\nrouter()\n`,
  'a string doubled sixty times': `a0 = "ab"\n${lines(60, (n) => `a${n + 1} = a${n} + a${n}\n`)}`,
  'a list doubled sixty times': `a0 = ["a"]\n${lines(60, (n) => `a${n + 1} = a${n} + a${n}\n`)}for x in a60: y = x\n`,
  'functions that call each other twice': `${lines(60, (n) => `def router${n}(a):\n  router${n + 1}(a)\n  router${n + 1}(a)\n`)}router0(app)\n`,
  'a name bound 20,000 times': `${'x = foo()\n'.repeat(20_000)}x.get("/")\n`,
};

describe('what a hostile module can cost', () => {
  test.each(Object.keys(hostile))('is bounded for %s', (name) => {
    expect(routesOf(`${hostile[name] ?? ''}\n@app.get("/last")\ndef f(): ...\n`)).toEqual([
      'GET /last',
    ]);
  });

  test('is bounded for loops in loops, of which as much is done as is reasonable', () => {
    const loops = lines(6, (n) => `${' '.repeat(n)}for x${n} in L:\n`);
    const list = `L = [${lines(100, (n) => `"/${n}",`)}]\n`;
    const found = routesOf(`${list}${loops}${' '.repeat(6)}app.get(x0)\n`);
    expect(found.length).toBeGreaterThan(1000);
    expect(found.length).toBeLessThanOrEqual(20_000);
  });

  test('is bounded for routers that include each other twice, forty deep', () => {
    const routers = lines(
      40,
      (n) =>
        `r${n + 1} = APIRouter()\nr${n + 1}.include_router(r${n}, prefix="/a")\nr${n + 1}.include_router(r${n}, prefix="/b")\n`,
    );
    const body = `r0 = APIRouter()\nr0.add_api_route("/x", f)\n${routers}app.include_router(r40)\n`;
    const found = routesOf(body);
    expect(found[0]).toBe(`GET ${'/a'.repeat(40)}/x`);
    expect(found.length).toBeLessThanOrEqual(20_000);
  });

  test('is bounded for a chain of 10,000 routers', () => {
    const chain = lines(
      10_000,
      (n) => `r${n + 1} = APIRouter()\nr${n + 1}.include_router(r${n})\n`,
    );
    expect(routesOf(`r0 = APIRouter()\n${chain}app.include_router(r10000)\n`)).toEqual([]);
  });

  test('is bounded for text that is no Python at all', () => {
    const started = Date.now();
    // A fast machine gets to its end, a slow one gives up: both know nothing but the application.
    const [found] = apis({ 'api-x/main.py': HEAD + '? ? ? $ !\n'.repeat(45_000) });
    expect(found?.routes ?? []).toEqual([]);
    expect(Date.now() - started).toBeLessThan(20_000);
  }, 30_000);

  test('keeps the positions of 15,000 routes', () => {
    const [found] = apis({
      'api-x/main.py': HEAD + lines(15_000, (n) => `@app.get("/${n}")\ndef f(): 0\n`),
    });
    expect(found?.routes.at(-1)).toMatchObject({
      path: '/14999',
      position: { line: 4 + 2 * 14_999, column: 1 },
    });
  });
});
