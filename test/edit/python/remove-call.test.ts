import { editPython } from '../../../src/edit/python/index.js';
import { EditRefusal } from '../../../src/edit/refusal.js';

const operation = {
  op: 'remove-call',
  method: 'create_all',
  about: /\btables?\b/i,
  imports: [
    ...['Base', 'engine', 'models'].map((name) => ({ name, alone: true })),
    { name: 'beside', alone: false },
  ],
} as const;

function remove(text: string): string {
  const { text: result, spans } = editPython(text, [operation]);
  let place = 0;
  let from = 0;
  for (const { start, end } of spans) {
    const kept = result.slice(from, start);
    expect(text.indexOf(kept, place)).toBeGreaterThanOrEqual(0);
    place = text.indexOf(kept, place) + kept.length;
    from = end;
  }
  expect(text.endsWith(result.slice(from))).toBe(true);
  expect(editPython(result, [operation])).toEqual({ text: result, spans: [] });
  return result;
}

function refusal(text: string): string {
  try {
    editPython(text, [operation]);
  } catch (error) {
    if (error instanceof EditRefusal) {
      return `${error.position.line}:${error.position.column} ${error.reason}`;
    }
    throw error;
  }
  throw new Error('was not refused');
}

describe('what goes with the call', () => {
  test('its line and the comment behind it', () => {
    expect(remove('a()\nBase.metadata.create_all(bind=engine)  # now\nb()\n')).toBe('a()\nb()\n');
  });

  test('all lines of a call over several', () => {
    expect(remove('a()\nBase.metadata.create_all(\n    bind=engine,\n)\nb()\n')).toBe('a()\nb()\n');
  });

  test('the comment right above that speaks of tables; any other one stays', () => {
    const call = 'Base.metadata.create_all(engine)\n';
    expect(remove(`a()\n\n# Make the\n# tables.\n${call}\nb()\n`)).toBe('a()\n\nb()\n');
    expect(remove(`a()\n\n# Set up\n${call}b()\n`)).toBe('a()\n\n# Set up\nb()\n');
    expect(remove(`a()\n# tables\n\n${call}b()\n`)).toBe('a()\n# tables\n\nb()\n');
  });

  test('blank lines, so that no gap gets wider', () => {
    const call = 'Base.metadata.create_all(engine)\n';
    expect(remove(`a = 1\n\n${call}\nb()\n`)).toBe('a = 1\n\nb()\n');
    expect(remove(`a = 1\n\n${call}\n\ndef b():\n    pass\n`)).toBe(
      'a = 1\n\n\ndef b():\n    pass\n',
    );
    expect(remove(`a = 1\n\n\n${call}`)).toBe('a = 1\n');
    expect(remove(`def a():\n    ${call}\n    b()\n`)).toBe('def a():\n    b()\n');
  });

  test.each([
    ['a = 1\n\n\nM.create_all(e)\n\nb()\n', 'a = 1\n\n\nb()\n'],
    ['a = 1\n\nM.create_all(e)\n\n\nb()\n', 'a = 1\n\n\nb()\n'],
    ['a = 1\n \nM.create_all(e)\n\t\nb()\n', 'a = 1\n\t\nb()\n'],
    ['a = 1\n\nM.create_all(e)\nb()\n', 'a = 1\n\nb()\n'],
    ['a = 1\nM.create_all(e)\n\nb()\n', 'a = 1\n\nb()\n'],
    ['M.create_all(e)\n\nb()\n', '\nb()\n'],
    ['a = 1\n\nM.create_all(e)\n\n', 'a = 1\n\n'],
    ['a = 1\n\n\nM.create_all(e)\n\n# end\n', 'a = 1\n\n\n# end\n'],
    ['def f():\n\tx\n\tM.create_all(e)\n', 'def f():\n\tx\n'],
    ['def f():\r\tx\r\r\tM.create_all(e)\r\ty\r', 'def f():\r\tx\r\r\ty\r'],
    ['M.create_all(e)\n', ''],
    ['M.create_all(e)', ''],
  ])('the gap that is left is the wider one: %j', (text, after) => {
    expect(remove(text)).toBe(after);
  });

  test('a comment about tables elsewhere, at another indent or below a blank line is no reason', () => {
    const text = 'def f():\n    # tables\n    a()\n    # b\n    M.create_all(e)\n    c()\n';
    expect(remove(text)).toBe(text.replace('    M.create_all(e)\n', ''));
    const other = 'def f():\n    a()\n  # tables\n    M.create_all(e)\n    c()\n';
    expect(remove(other)).toBe(other.replace('    M.create_all(e)\n', ''));
    const first = '# tables\nM.create_all(e)\na()\n';
    expect(remove(first)).toBe('a()\n');
  });

  test('several calls of one module', () => {
    expect(remove('A.metadata.create_all(e)\nB.metadata.create_all(e)\nc()\n')).toBe('c()\n');
  });
});

describe('what is left of the block', () => {
  test('pass where it would be empty, with the comment about tables gone', () => {
    const text = 'def start():\n    # Tables first.\n    Base.metadata.create_all(engine)\n';
    expect(remove(text)).toBe('def start():\n    pass\n');
    expect(remove('def start(): Base.metadata.create_all(engine)\n')).toBe('def start(): pass\n');
  });

  test('a docstring is enough', () => {
    expect(remove('def f():\n    """Starts."""\n    M.create_all(e)\n\n\na = 1\n')).toBe(
      'def f():\n    """Starts."""\n\n\na = 1\n',
    );
  });

  test('no connection is opened for nothing', () => {
    const start = 'async def start():\n    async with engine.begin() as c:\n';
    const call = '        await c.run_sync(Base.metadata.create_all)\n';
    expect(remove(`${start}${call}    yield\n`)).toBe('async def start():\n    yield\n');
    expect(remove(start + call)).toBe('async def start():\n    pass\n');
    expect(remove(`${start}        await c.execute(SCHEMA)\n${call}`)).toBe(
      `${start}        await c.execute(SCHEMA)\n`,
    );
  });

  test.each(['engine.begin() as c, lock()', 'begin.lock', 'begin', 'x'])(
    'a with of anything else stays: %s',
    (items) => {
      const text = `def f():\n    with ${items}:\n        M.create_all(e)\n    g()\n`;
      expect(remove(text)).toBe(text.replace('M.create_all(e)', 'pass'));
    },
  );

  test('any other with stays, with pass in it', () => {
    const text = 'def f():\n    with lock():\n        M.create_all(e)\n';
    expect(remove(text)).toBe('def f():\n    with lock():\n        pass\n');
  });

  test('CRLF, tabs, a BOM and a missing last newline stay', () => {
    expect(remove('\uFEFFdef f():\r\n\ta()\r\n\tM.create_all(e)\r\n\tb()')).toBe(
      '\uFEFFdef f():\r\n\ta()\r\n\tb()',
    );
    expect(remove('a = 1\r\nM.create_all(e)')).toBe('a = 1\r\n');
  });
});

describe('imports', () => {
  const call = 'Base.metadata.create_all(bind=engine)\n';

  test('what only the call used', () => {
    expect(remove(`import os\nfrom app.db import Base, engine\n\n${call}`)).toBe('import os\n');
    expect(remove(`from app.db import Base, engine, get\n\n${call}get()\n`)).toBe(
      'from app.db import get\n\nget()\n',
    );
    expect(remove(`from app.db import get, engine\n\n${call}get()\n`)).toBe(
      'from app.db import get\n\nget()\n',
    );
  });

  test('a comment above an import stays', () => {
    expect(remove(`# tables\nfrom app.db import engine\nM.create_all(engine)\na()\n`)).toBe(
      '# tables\na()\n',
    );
  });

  test('the comment of another line is none of the import', () => {
    expect(remove(`# first\nimport os\nfrom app.db import engine\nM.create_all(engine)\n`)).toBe(
      '# first\nimport os\n',
    );
  });

  test('a module beside others goes by its first name', () => {
    expect(remove('import models.team, os\nmodels.team.create_all(e)\nos.x()\n')).toBe(
      'import os\nos.x()\n',
    );
    expect(remove('from app.db import Base as engine, get\nengine.x.create_all(e)\nget()\n')).toBe(
      'from app.db import get\nget()\n',
    );
    expect(remove('import models.team as models, os\nmodels.create_all(e)\nos.x()\n')).toBe(
      'import os\nos.x()\n',
    );
    expect(remove('import os, models.team\nmodels.team.create_all(e)\nos.x()\n')).toBe(
      'import os\nos.x()\n',
    );
  });

  test.each([
    'x.engine()',
    'x = "an engine here"',
    'x = "engine!"',
    'x = "?engine"',
    'x = "engines"',
  ])('what is no use of the name: %j', (other) => {
    expect(remove(`from app.db import engine\nM.create_all(engine)\n${other}\n`)).toBe(
      `${other}\n`,
    );
  });

  test.each(['x: "engine | None" = 1', 'x: "dict[Base, engine]" = 1', 'x: "app.engine" = 1'])(
    'what is one, in an annotation: %j',
    (other) => {
      const text = `from app.db import engine\n${other}\n`;
      expect(remove(text.replace('engine\n', 'engine\nM.create_all(engine)\n'))).toBe(text);
    },
  );

  test('a name that is an attribute in the call was not used by it', () => {
    const text = 'from app.db import engine\n';
    expect(remove(`${text}M.engine.create_all(e)\n`)).toBe(text);
  });

  test('lines of a list in parentheses', () => {
    const list = 'from app.db import (\n    Base,\n    engine,\n    get,\n)\n';
    expect(remove(`${list}\n${call}get()\n`)).toBe('from app.db import (\n    get,\n)\n\nget()\n');
  });

  test('what is used elsewhere stays, also by name in __all__ and in an annotation', () => {
    for (const use of ['f(engine)', '__all__ = ["engine"]', 'x: "list[engine]" = []']) {
      expect(remove(`from app.db import engine\n\nM.create_all(engine)\n${use}\n`)).toBe(
        `from app.db import engine\n\n${use}\n`,
      );
    }
  });

  test('what a comment speaks for stays, and what nobody said may go', () => {
    expect(remove(`from app.db import Base, engine  # noqa: F401\n${call}`)).toBe(
      'from app.db import Base, engine  # noqa: F401\n',
    );
    expect(remove('from app.m import Meta\nMeta.create_all(e)\n')).toBe('from app.m import Meta\n');
  });

  test('what may only go beside others stays where it is alone', () => {
    expect(remove('from app.db import beside, get\nbeside.create_all(e)\nget()\n')).toBe(
      'from app.db import get\nget()\n',
    );
    expect(remove('from app.db import beside\nbeside.create_all(e)\n')).toBe(
      'from app.db import beside\n',
    );
  });

  test('what the call did not use stays', () => {
    expect(remove(`from app import models\nM.create_all(e)\n`)).toBe('from app import models\n');
  });
});

describe('refuses', () => {
  test.each([
    ['if dev:\n    M.create_all(e)\n', '2:5 it runs under a condition'],
    ['try:\n    M.create_all(e)\nexcept X:\n    pass\n', '2:5 it runs inside of a try'],
    ['for m in all:\n    m.create_all(e)\n', '2:5 it runs in a loop'],
    ['a = 1; M.create_all(e)\n', '1:8 another statement shares its line'],
    ['M.create_all(e); a = 1\n', '1:1 another statement shares its line'],
    ['M.create_all(e);\n', '1:1 another statement shares its line'],
    ['def f(): M.create_all(e); a()\n', '1:10 another statement shares its line'],
    ['x.run(M.create_all)\n', '1:7 create_all is more than called in a statement of its own'],
    ['made = M.create_all(e)\n', '1:8 create_all is more than called in a statement of its own'],
    ['app.on(M.create_all)\n', '1:8 create_all is more than called in a statement of its own'],
    ['def (:\nM.create_all(e)\n', '1:5 the module is not valid Python here'],
  ])('%j', (text, reason) => {
    expect(refusal(text)).toBe(reason);
  });

  test('a function of that name that is no method is left alone', () => {
    const text = 'from app.db import create_all\ncreate_all(e)\n';
    expect(editPython(text, [operation])).toEqual({ text, spans: [] });
  });

  test('a condition around the function is not one around the call', () => {
    expect(remove('if x:\n    def f():\n        M.create_all(e)\n        g()\n')).toBe(
      'if x:\n    def f():\n        g()\n',
    );
  });
});
