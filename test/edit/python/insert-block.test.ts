import { editPython } from '../../../src/edit/python/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

const code =
  '@app.get("/health")\ndef health() -> dict[str, str]:\n    return {"status": "healthy"}\n';
const operation = { op: 'insert-block', after: 'app', code, defines: 'health' } as const;
const HEAD = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const GUARD = 'if __name__ == "__main__":\n    import uvicorn\n\n    uvicorn.run(app)\n';

function insert(text: string): string {
  const { text: result, spans } = editPython(text, [operation]);
  let rest = result;
  for (const { start, end } of [...spans].reverse()) rest = rest.slice(0, start) + rest.slice(end);
  expect(rest).toBe(text);
  expect(editPython(result, [operation])).toEqual({ text: result, spans: [] });
  return result;
}

function refusal(text: string): EditRefusal {
  try {
    editPython(text, [operation]);
  } catch (error) {
    if (error instanceof EditRefusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('where the block goes', () => {
  test('after the last use, above the __main__ block', () => {
    expect(insert(`${HEAD}app.mount("/s", s)\n\n\n${GUARD}`)).toBe(
      `${HEAD}app.mount("/s", s)\n\n\n${code}\n\n${GUARD}`,
    );
  });

  test('two blank lines are completed where the module has one', () => {
    expect(insert(`${HEAD}\n${GUARD}`)).toBe(`${HEAD}\n\n${code}\n\n${GUARD}`);
  });

  test('two blank lines below a function at the end of a condition', () => {
    const text = `${HEAD}\nif SERVES:\n\n    @app.get("/{path}")\n    def page(path):\n        return path\n`;
    const call = { op: 'insert-block', after: 'app', code: 'add_logging(app)\n' } as const;
    expect(editPython(text, [call]).text).toBe(`${text}\n\nadd_logging(app)\n`);
  });

  test('the end of the file, with and without a last newline', () => {
    expect(insert(HEAD)).toBe(`${HEAD}\n\n${code}`);
    expect(insert(HEAD.trimEnd())).toBe(`${HEAD}\n\n${code}`.trimEnd());
  });

  test('a decorated handler is a use, a function with a parameter of that name is not', () => {
    const handler = '\n\n@app.middleware("http")\nasync def timing(request, call):\n    pass\n';
    const other = '\n\ndef run(app):\n    return app\n';
    expect(insert(`${HEAD}${handler}${other}`)).toBe(`${HEAD}${handler}\n\n${code}${other}`);
  });

  test('a keyword argument, a string and a comment of that name are no uses', () => {
    const others = '\n\nconfigure(app=1)\nname = "app"\n# app\n';
    expect(insert(`${HEAD}${others}`)).toBe(`${HEAD}\n\n${code}${others}`);
  });

  test('a use in a try or if block: after the whole statement', () => {
    const block = 'try:\n    app.mount("/s", s)\nexcept OSError:\n    pass\nelse:\n    done()\n';
    expect(insert(`${HEAD}${block}x = 1\n`)).toBe(`${HEAD}${block}\n\n${code}\n\nx = 1\n`);
  });

  test('the __main__ test the other way round, with other quotes and with more conditions', () => {
    for (const test of ["'__main__' == __name__", '__name__ == "__main__" and DEBUG']) {
      const guard = `\n\nif ${test}:\n    run(app)\n`;
      const head = `${HEAD}app.title = "a"\napp.version = "b"\n`;
      expect(insert(`${head}${guard}`)).toBe(`${head}\n\n${code}${guard}`);
    }
  });

  test('`if __name__ != "__main__"` is an ordinary statement', () => {
    const block = 'if __name__ != "__main__":\n    app.debug = False\n';
    expect(insert(`${HEAD}${block}`)).toBe(`${HEAD}${block}\n\n${code}`);
  });

  test('where lines above are blank but for spaces, as where they are empty', () => {
    expect(insert(`${HEAD}  \n\t\n# other\nx = 1\n`)).toBe(
      `${HEAD}\n\n${code}  \n\t\n# other\nx = 1\n`,
    );
  });

  test('comments at the end of the text: those right below the statement belong to it', () => {
    expect(insert(`${HEAD}# of app\n`)).toBe(`${HEAD}# of app\n\n\n${code}`);
    expect(insert(`${HEAD}# of app`)).toBe(`${HEAD}# of app\n\n\n${code}`.trimEnd());
    expect(insert(`${HEAD}\n# the end`)).toBe(`${HEAD}\n\n${code}\n\n# the end`);
    expect(insert(`${HEAD}\n# a # comment\n\n# the end\n`)).toBe(
      `${HEAD}\n\n${code}\n\n# a # comment\n\n# the end\n`,
    );
  });

  test('two blank lines below a class', () => {
    const text = `${HEAD}\n\nclass A:\n    x = app\n`;
    const call = { op: 'insert-block', after: 'app', code: 'add_logging(app)\n' } as const;
    expect(editPython(text, [call]).text).toBe(`${text}\n\nadd_logging(app)\n`);
  });

  test('a block of which only a part is a function is set apart as one', () => {
    const mixed = { ...operation, code: `app.x = 1\n\n\n${code}` };
    expect(editPython(HEAD, [mixed]).text).toBe(`${HEAD}\n\n${mixed.code}`);
  });

  test('statements joined by semicolons stay together', () => {
    const line = 'app.a = 1; app.b = 2;\n';
    expect(insert(`${HEAD}${line}y = 1\n`)).toBe(`${HEAD}${line}\n\n${code}\n\ny = 1\n`);
  });

  test('multi-line strings and continued lines are one statement', () => {
    const lines = 'app.title = """a\n\nif __name__ == "__main__":\n"""\napp.x = \\\n    1\n';
    expect(insert(`${HEAD}${lines}`)).toBe(`${HEAD}${lines}\n\n${code}`);
  });
});

describe('comments', () => {
  test('directly above the next statement they stay with it', () => {
    const next = '# only for debugging\n# see README\nif __name__ == "__main__":\n    run(app)\n';
    expect(insert(`${HEAD}${next}`)).toBe(`${HEAD}\n\n${code}\n\n${next}`);
    expect(insert(`${HEAD}\n\n${next}`)).toBe(`${HEAD}\n\n${code}\n\n${next}`);
  });

  test('on and directly below the last use they stay with that', () => {
    const use = 'app.mount("/s", s)  # static\n# app.mount("/old", old)\n';
    expect(insert(`${HEAD}${use}\n\nx = 1\n`)).toBe(`${HEAD}${use}\n\n${code}\n\nx = 1\n`);
  });

  test('indented ones belong to the body above, however far down', () => {
    const handler = '\n\n@app.get("/x")\ndef x():\n    return 1\n\n    # return 2\n';
    expect(insert(`${HEAD}${handler}\n\ny = 1\n`)).toBe(`${HEAD}${handler}\n\n${code}\n\ny = 1\n`);
  });

  test('at the end of the file, apart from the last use, they stay last', () => {
    expect(insert(`${HEAD}\n# vim: set ts=4\n`)).toBe(`${HEAD}\n\n${code}\n\n# vim: set ts=4\n`);
  });
});

describe('what must stay below the block', () => {
  test('a wrapper that takes the name', () => {
    const wrap = 'app = Wrapper(app)\n';
    expect(insert(`${HEAD}app.x = 1\n${wrap}app.y = 2\n`)).toBe(
      `${HEAD}app.x = 1\n\n\n${code}\n\n${wrap}app.y = 2\n`,
    );
  });

  test('a mount or catch-all route that would answer first', () => {
    for (const line of [
      'app.mount("/", StaticFiles(directory="web", html=True))\n',
      'app.add_api_route("/{path:path}", spa)\n',
      '@app.get("/{slug}")\ndef page(slug): ...\n',
    ]) {
      expect(insert(`${HEAD}${line}`)).toBe(`${HEAD}\n\n${code}\n\n${line}`);
    }
  });

  test('a call of a function of the module that mounts it', () => {
    for (const [definition, call] of [
      ['def spa():\n    if DIST:\n        app.mount("/", files)\n', 'spa()\n'],
      ['def spa(to, path="/"):\n    to.mount("/", files)\n', 'spa(app)\n'],
      ['def spa(*, to):\n    to.mount("/", files)\n', 'if X:\n    spa(to=app)\n'],
      ['def spa(path=ROOT, to=None):\n    to.mount("/", files)\n', 'spa("/x", app)\n'],
      ['def spa(x):\n    app.mount("/", files)\n\n\ndef one(x):\n    pass\n', 'one(spa(1))\n'],
      ['def spa(a):\n    more(a)\n\n\ndef more(b):\n    b.mount("/", files)\n', 'spa(app)\n'],
    ] as const) {
      const before = `${definition}\n\n${HEAD}app.x = 1\n`;
      expect(insert(`${before}${call}`)).toBe(`${before}\n\n${code}\n\n${call}`);
    }
  });

  test('not a call of one that mounts other things, on something else, or itself', () => {
    for (const definition of [
      'def setup(to):\n    to.mount("/static", files)\n',
      'def setup(to):\n    other.mount("/", files)\n',
      'def setup(to):\n    setup(to)\n',
      'def setup(to):\n    def inner():\n        spa()\n\n\ndef spa():\n    app.mount("/", files)\n',
      'def setup(to):\n    to.x = lambda: spa()\n\n\ndef spa():\n    app.mount("/", files)\n',
      'def setup(to):\n    to.x = spa\n    spa\n\n\ndef spa():\n    app.mount("/", files)\n',
    ]) {
      const before = `${definition}\n\n${HEAD}setup(app)\n`;
      expect(insert(before)).toBe(`${before}\n\n${code}`);
    }
  });

  test('not a mount or route of other paths', () => {
    for (const line of [
      'app.mount("/healthy", files)\n',
      'app.add_api_route("/{id:int}", one)\n',
      'app.add_api_route("/teams/{id}", one)\n',
    ]) {
      expect(insert(`${HEAD}${line}`)).toBe(`${HEAD}${line}\n\n${code}`);
    }
  });

  test('a server that is started at the top level', () => {
    const run = 'uvicorn.run(app, port=80)\n';
    expect(insert(`${HEAD}${run}`)).toBe(`${HEAD}\n\n${code}\n\n${run}`);
  });

  test('an import that takes the name', () => {
    const line = 'import app.models\n';
    expect(insert(`import app.core\n${HEAD}${line}`)).toBe(
      `import app.core\n${HEAD}\n\n${code}\n\n${line}`,
    );
  });
});

describe('no change', () => {
  test('where the function is there, in whatever form', () => {
    for (const there of [
      '@app.get("/hc")\nasync def health():\n    return 1\n',
      'if X:\n    def health(): pass\n',
    ]) {
      expect(editPython(HEAD + there, [operation])).toEqual({ text: HEAD + there, spans: [] });
    }
  });

  test('a method or an inner function of that name does not count', () => {
    const other = 'class A:\n    def health(self): pass\n\n\ndef f():\n    def health(): pass\n';
    expect(insert(HEAD + other)).toContain(code);
  });
});

describe('refused, with the text to paste', () => {
  test.each([
    ['a name that an import has', 'from checks import health\n', 4],
    ['a name that an import gives', 'import checks as health\n', 4],
    ['a name that a variable has', 'health = 1\n', 4],
    ['a name that a class has', 'class health: pass\n', 4],
    ['what is not Python', 'x = (1,\n\ndef f():\n    pass\n', 6],
    ['a merge conflict', '<<<<<<< HEAD\nx = 1\n=======\n', 4],
    ['a string that is not closed', "x = 'abc\n", 4],
    ['an indented statement', '  x = 1\n', 4],
    ['a yield that is assigned to', 'def f():\n    yield = 1\n', 5],
    ['Python 2', 'print "x"; print >> f, 1\n', 4],
  ])('%s', (_, line, at) => {
    const { position, paste } = refusal(HEAD + line);
    expect(position.line).toBe(at);
    expect(paste).toBe(code);
  });

  test.each([
    ['imported', 'from factory import app\napp.x = 1\n'],
    ['only declared', 'app: FastAPI\n'],
    ['only announced', 'app = None\ndef make():\n    global app\n    app = FastAPI()\n'],
    [
      'made in two functions',
      'def one():\n    app = FastAPI()\n    return app\n\n\ndef two():\n    app = FastAPI()\n    return app\n',
    ],
    [
      'returned in two places',
      'def make(x):\n    app = FastAPI()\n    if x:\n        return app\n    return app\n',
    ],
    ['only there for type checkers', 'if TYPE_CHECKING:\n    app = FastAPI()\n'],
    ['only made in the __main__ block', 'if __name__ == "__main__":\n    app = FastAPI()\n'],
  ])('a variable that is %s', (_, text) => {
    expect(refusal(text).reason).toBe('no top-level statement assigns app');
  });
});

describe('a block of calls', () => {
  const calls = { op: 'insert-block', after: 'app', code: 'add_metrics(app)\n' } as const;
  const add = (text: string, paths: readonly string[] = []): string => {
    const { text: result } = editPython(text, [{ ...calls, paths }]);
    expect(editPython(result, [{ ...calls, paths }])).toEqual({ text: result, spans: [] });
    return result;
  };

  test('follows other calls without a blank line', () => {
    expect(add(`${HEAD}app.mount("/s", s)\n\n\n${GUARD}`)).toBe(
      `${HEAD}app.mount("/s", s)\nadd_metrics(app)\n\n\n${GUARD}`,
    );
  });

  test('keeps the distance to a function above', () => {
    const route = '\n\n@app.get("/x")\ndef x():\n    return 1\n';
    expect(add(`${HEAD}${route}\n\n${GUARD}`)).toBe(
      `${HEAD}${route}\n\nadd_metrics(app)\n\n\n${GUARD}`,
    );
  });

  test('stands above what would take the paths that it adds', () => {
    const mount = 'app.mount("/", web)\n';
    expect(add(`${HEAD}${mount}`)).toBe(`${HEAD}${mount}add_metrics(app)\n`);
    expect(add(`${HEAD}${mount}`, ['/metrics'])).toBe(`${HEAD}add_metrics(app)\n${mount}`);
  });
});
