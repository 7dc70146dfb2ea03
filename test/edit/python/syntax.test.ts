import { bindingsOf } from '../../../src/edit/python/bindings.js';
import { errorIn, parsePython } from '../../../src/edit/python/syntax.js';

describe('valid Python that the grammar does not know is no error', () => {
  test.each([
    ['a yield at the end of the text', 'def f():\n    x = yield'],
    ['a form feed at the start', '\f\nx = 1\n'],
    ['an empty pattern beside another', 'match x:\n    case {} | y:\n        pass\n'],
    ['a bare yield', 'def f():\n    yield\n    x = yield  # c\n    return (yield)\n'],
    ['with items in parentheses', 'with (\n    a() as b,\n    c(1) as d.e,\n):\n    pass\n'],
    ['with targets other than names', 'with a as (b, c), d as self.e, f as g[0]:\n    pass\n'],
    ['a float that ends in its point', 'x = [1., 2.]\ny = 3.\n'],
    ['a starred target in a comprehension', 'x = [a for a, *b in c]\n'],
    ['a starred subscript', 'class A(Generic[*Ts]): pass\n'],
    ['positional-only parameters of a lambda', 'f = lambda a, /, b: a\n'],
    [
      'empty patterns',
      'match x:\n    case int() | {} | []:\n        pass\n    case (str(), 1):\n        pass\n',
    ],
    ['form feeds', 'x = 1\n\f\ny = 2\n \f\f\nz = 3\n'],
    ['type parameters', 'class A[T: int]: pass\ndef f[T](x: T) -> T: ...\ntype B = int\n'],
    ['nested quotes in an f-string', 'x = f"{a["b"]!r:>{width}}"\n'],
  ])('%s', (_, text) => {
    expect(errorIn(parsePython(text))).toBeUndefined();
  });

  test('and every offset is that of the text', () => {
    const { statements, text } = parsePython('def f():\n    yield\n\n\nx = 0.\nz = 1\n');
    const sources = statements.map(({ from, to }) => text.slice(from, to).trimEnd());
    expect(sources).toEqual(['def f():\n    yield', 'x = 0.', 'z = 1']);
  });
});

describe('an error stays an error', () => {
  test.each([
    ['a yield as an argument without parentheses', 'def f():\n    g(yield)\n', 15],
    ['the same on a line of its own', 'def f():\n    g(\n        yield\n    )\n', 24],
    ['a yield with half an expression', 'def f():\n    yield )\n', 19],
    ['a yield that is a part of an expression', 'def f():\n    yield and 1\n', 19],
    ['a point without a name', 'x.\ny = 1\n', undefined],
    ['a slash that no parameters are around', 'x = /\n', undefined],
    ['what no parameter is', 'f = lambda a, 1: a\n', undefined],
    ['brackets nested deeper than Python allows', `x = ${'('.repeat(201)}${')'.repeat(201)}\n`, 0],
    ['a with item without a name', 'with (a as):\n    pass\n', undefined],
    ['a bracket that is not closed', 'x = (\n', undefined],
    ['a missing body', 'def f():\nx = 1\n', undefined],
    ['a stray word', 'x = 1 y\n', 6],
    ['a string that is not closed', "x = 'a\ny = 1\n", 4],
    ['a long string that is not closed', 'x = """a\ny = 1\n', undefined],
  ])('%s', (_, text, at) => {
    const error = errorIn(parsePython(text));
    expect(error).toEqual(at ?? expect.any(Number));
  });
});

test('only the items of a with that the grammar does not know lose what they bind', () => {
  for (const text of [
    'with a as b, c as self.x, d as e:\n    pass\n',
    'with a as b:\n    with c as d, (e, f) as g, h as e:\n        pass\nwith i as j:\n    x = 1 y\n',
  ]) {
    const { statements } = parsePython(text);
    const names = statements.flatMap((each) => bindingsOf(each, text)).map(({ name }) => name);
    expect(names).toEqual(
      text.startsWith('with a as b,') ? ['b', 'e'] : ['b', 'd', 'g', 'e', 'j', 'x'],
    );
  }
});
