import { bindingsOf } from '../../../src/edit/python/bindings.js';
import { errorIn, parsePython } from '../../../src/edit/python/syntax.js';

/** `name kind` of everything that a module binds. */
function bound(text: string): string[] {
  const syntax = parsePython(text);
  expect(errorIn(syntax)).toBeUndefined();
  return syntax.statements
    .flatMap((statement) => bindingsOf(statement, text))
    .map(({ name, kind }) => `${name} ${kind}`);
}

describe('what a statement binds', () => {
  test.each([
    ['a = b = c\n', ['a assigned', 'b assigned']],
    ['a: int = b\n', ['a assigned']],
    ['a: int\n', []],
    ['a, (b, [c, *d]) = e\n', ['a assigned', 'b assigned', 'c assigned', 'd assigned']],
    ['a.b = c[d] = e\n', []],
    ['a += b\n', ['a assigned']],
    ['f(a := b)\n', ['a assigned']],
    ['f((a := b))\n', ['a assigned']],
    ['f(a=b)\n', []],
    ['a\n', []],
    ['del a, b.c\n', ['a deleted']],
    ['del (a, b)\n', ['a deleted', 'b deleted']],
    ['for a, b in c:\n    d = e\nelse:\n    f = 1\n', 'abdf'.split('').map((n) => `${n} assigned`)],
    ['while a:\n    b = c\n', ['b assigned']],
    ['with a as b, c as d:\n    e = f\n', ['b assigned', 'd assigned', 'e assigned']],
    ['with a:\n    b\n', []],
    [
      'try:\n    a = 1\nexcept B as c:\n    d = 1\nfinally:\n    e = 1\n',
      'cade'.split('').map((n) => `${n} assigned`),
    ],
    ['if a:\n    b = 1\nelif c:\n    d = 1\n', ['b assigned', 'd assigned']],
    ['def a(b=1):\n    c = 1\n', ['a function']],
    ['@d\nasync def a():\n    c = 1\n', ['a function']],
    ['class A(B):\n    c = 1\n    def d(self): pass\n', ['A class']],
    ['f(lambda a: (b := a))\n', []],
    ['f = lambda: x\n', ['f assigned']],
    ['import a, b.c, d as e, f.g as h\n', 'abeh'.split('').map((n) => `${n} imported`)],
    ['import a.b.c\n', ['a imported']],
    ['from a.b import c, d as e\n', ['c imported', 'e imported']],
    ['from . import (\n    a,\n    b as c,\n)\n', ['a imported', 'c imported']],
    ['from a import *\n', []],
    ['if TYPE_CHECKING:\n    import a\n', []],
    ['if typing.TYPE_CHECKING:\n    a = 1\n', []],
    ['if not TYPE_CHECKING:\n    a = 1\n', ['a assigned']],
    ['if TYPE_CHECKING or X:\n    a = 1\n', ['a assigned']],
    ['if X.TYPE_CHECKING:\n    a = 1\n', ['a assigned']],
    ['if TYPE_CHECKING:\n    a = 1\nelse:\n    b = 1\n', ['a assigned', 'b assigned']],
    ['while TYPE_CHECKING:\n    a = 1\n', ['a assigned']],
  ])('%j', (text, names) => {
    expect(bound(text)).toEqual(names);
  });

  test('is of the innermost statement', () => {
    const text = 'if x:\n    with y:\n        a = 1\n';
    const [statement] = parsePython(text).statements;
    if (statement === undefined) throw new Error('no statement');
    const [binding] = bindingsOf(statement, text);
    expect(text.slice(binding?.node.from, binding?.node.to).trimEnd()).toBe('a = 1');
  });
});
