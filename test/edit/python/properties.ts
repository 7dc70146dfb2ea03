import fc from 'fast-check';
import { editPython, type PythonOperation } from '../../../src/edit/python/index.js';
import { EditRefusal, type Edited } from '../../../src/edit/refusal.js';
import { errorIn, parsePython } from '../../../src/edit/python/syntax.js';
import { expectAdded } from '../untouched.js';

/** Statements and what stands between them; `\t` for an indent, `\n` between lines. */
const pieces = [
  ...[
    '',
    '',
    '# app',
    '  # indented',
    'x = 1  # ü',
    '"""doc\n# app\n"""',
    'a = """x\n\ty\'\'\'\n"""',
    'b = \'it\' "s"',
  ],
  ...[
    'import os',
    'from app.db import Base, engine',
    'from app.api import (\n\tone,  # first\n\ttwo,\n)',
    'import app.late',
  ],
  ...[
    'app = FastAPI()',
    'app = FastAPI(\n\ttitle="x",\n)',
    'app.x = 1; app.y = 2',
    'app.mount("/", web)',
    'app = wrap(app)',
  ],
  ...[
    '@app.get("/x")\ndef x():\n\treturn 1',
    'def f(app=None):\n\tif app:\n\t\tpass\n\t# end',
    'class A:\n\n\tx = 1',
  ],
  ...[
    'try:\n\timport z\nexcept ImportError:\n\tz = None',
    'if DEBUG: app.debug()',
    'y = \\\n\t2',
    'with a() as b: pass',
  ],
  ...[
    'Base.metadata.create_all(engine)',
    '# Make the tables.\nBase.metadata.create_all(bind=engine)  # now',
  ],
  ...[
    'async def start():\n\tasync with engine.begin() as c:\n\t\tawait c.run_sync(Base.metadata.create_all)',
  ],
  ...[
    'def start():\n\t"""Starts."""\n\n\tBase.metadata.create_all(engine)\n\n\tx()',
    'def one(): Base.metadata.create_all(e)',
  ],
  ...[
    'def create_app():\n\tapp = FastAPI()\n\n\treturn app',
    'context.configure(url=u, schemas=True)',
    'if x:\n\tpass\nelse:\n\ty',
  ],
  ...[
    'context.configure(\n\tschemas=True  # all\n)',
    'c.set_main_option("sqlalchemy.url", f(u))',
    '\f',
    'async def g():\n\tyield',
  ],
  ...['if __name__ == "__main__":\n\trun(app)', 'def x(', 'z = "open'],
];

const modules = fc
  .record({
    mark: fc.constantFrom('', '', '\uFEFF'),
    parts: fc.array(fc.tuple(fc.constantFrom(...pieces), fc.nat({ max: 2 })), { maxLength: 8 }),
    newline: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    indent: fc.constantFrom('    ', '  ', '\t'),
    isClosed: fc.boolean(),
  })
  .map(({ mark, parts, newline, indent, isClosed }) => {
    const lines = parts.map(([part, blank]) => part + '\n'.repeat(blank));
    const text = lines.join('\n') + (isClosed ? '\n' : '');
    return mark + text.replaceAll('\t', indent).replaceAll('\n', newline);
  });

const operation = fc.constantFrom<PythonOperation>(
  {
    op: 'insert-block',
    after: 'app',
    code: '@app.get("/health")\nasync def health() -> str:\n    return "ok"\n',
    defines: 'health',
  },
  { op: 'insert-block', after: 'app', code: 'add_metrics(app)\n', paths: ['/metrics'] },
  { op: 'ensure-import', module: 'app.core', name: 'add', above: 'app' },
  { op: 'ensure-import', module: 'app.models', name: undefined, above: 'x' },
  {
    op: 'remove-call',
    method: 'create_all',
    about: /tables/,
    imports: ['Base', 'engine'].map((name) => ({ name, alone: true })),
  },
  {
    op: 'pass-function',
    call: 'context.configure',
    beside: 'schemas',
    name: 'mine',
    instead: ['include'],
    code: 'def mine(name):\n    return True\n',
  },
  { op: 'escape-percent' },
);

/** A module and an operation on it. */
export const edits = fc.tuple(modules, operation);

/** Holds one edit against the promise; returns the text where it was changed. */
export function holdToPromise(text: string, each: PythonOperation): string | undefined {
  let edited;
  try {
    edited = editPython(text, [each]);
  } catch (error) {
    if (error instanceof EditRefusal) return undefined;
    throw error;
  }
  if (each.op === 'remove-call') expectRemoved(text, edited);
  else expectAdded(text, edited);
  if (
    errorIn(parsePython(edited.text.replace('\uFEFF', ''))) !== undefined &&
    edited.text !== text
  ) {
    throw new Error(`no Python any more: ${JSON.stringify(edited.text)}`);
  }
  const again = editPython(edited.text, [each]);
  if (again.text !== edited.text) throw new Error(`twice is not once: ${again.text}`);
  return edited.text === text ? undefined : edited.text;
}

/** What is left is a part of the old text, in order, but for a `pass`; no call is left. */
function expectRemoved(text: string, { text: after, spans }: Edited): void {
  let at = 0;
  let from = 0;
  for (const { start, end } of [...spans, { start: after.length, end: after.length }]) {
    const kept = text.indexOf(after.slice(from, start), at);
    if (kept < 0) throw new Error(`bytes outside the spans changed: ${JSON.stringify(after)}`);
    at = kept + start - from;
    from = end;
  }
  const added = spans.map(({ start, end }) => after.slice(start, end)).join('');
  if (!/^(pass)*$/.test(added)) throw new Error(`what was this added for? ${added}`);
  if (/^[^#"]*create_all/m.test(after)) throw new Error(`a call is left: ${JSON.stringify(after)}`);
}
