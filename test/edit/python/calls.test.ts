import { argument, argumentsOf, calleeOf, methodCalls } from '../../../src/edit/python/calls.js';
import { textOf, visit, type SyntaxNode } from '../../../src/edit/python/nodes.js';
import { errorIn, parsePython } from '../../../src/edit/python/syntax.js';

function firstCall(text: string): SyntaxNode {
  const syntax = parsePython(text);
  expect(errorIn(syntax)).toBeUndefined();
  const found: SyntaxNode[] = [];
  visit(syntax.tree.topNode, (node) => {
    if (/^(CallExpression|Decorator)$/.test(node.name)) found.push(node);
    return true;
  });
  if (found[0] === undefined) throw new Error('no call');
  return found[0];
}

describe('the arguments of a call', () => {
  test.each([
    ['f()', []],
    ['f(a, "b", c=d, *e, g, **h, i=j)', ['a', '"b"', 'c=d', '*e', 'g', '**h', 'i=j']],
    ['f(a=b, c)', ['a=b', 'c']],
    ['f(*a, b)', ['*a', 'b']],
    ['f(a := b, c=d)', ['b', 'c=d']],
    ['f(\n    a,  # one\n    b=c,\n)', ['a', 'b=c']],
    ['@f(a, b=c)\ndef g(): pass\n', ['a', 'b=c']],
    ['@f\ndef g(): pass\n', []],
  ])('%j', (text, expected) => {
    const found = argumentsOf(firstCall(text), text).map(({ keyword, value }) => {
      const source = textOf(value, text);
      if (keyword === undefined) return source;
      return keyword.startsWith('*') ? keyword + source : `${keyword}=${source}`;
    });
    expect(found).toEqual(expected);
  });

  test('one is found by its keyword, else by its place among those without', () => {
    const text = 'f(a, k=b, c, *d, e, m=g)';
    const args = argumentsOf(firstCall(text), text);
    const at = (position: number, ...keywords: string[]): string | undefined => {
      const node = argument(args, position, ...keywords);
      return node && textOf(node, text);
    };
    expect([at(0), at(0, 'k'), at(0, 'x', 'm'), at(0, 'x')]).toEqual(['a', 'b', 'g', 'a']);
    expect([at(1), at(2), at(3), at(9)]).toEqual(['c', undefined, undefined, undefined]);
    const starred = 'f(*a, b)';
    const after = argumentsOf(firstCall(starred), starred);
    expect([argument(after, 0), argument(after, 1)]).toEqual([undefined, undefined]);
  });
});

test.each([
  ['a . b (c)', 'a.b'],
  ['a\\\n.b()', 'a.b'],
  ['a()()', 'a()'],
  ['@a . b(c)\ndef f(): pass\n', 'a.b'],
  ['@a\ndef f(): pass\n', 'a'],
])('what is called in %j', (text, expected) => {
  expect(calleeOf(firstCall(text), text).replace('\\', '')).toBe(expected);
});

describe('the calls of a variable’s methods', () => {
  const calls = (text: string): string[] =>
    parsePython(text).statements.flatMap((statement) =>
      methodCalls(statement, 'app', text).map(({ method, path }) => `${method} ${path ?? '-'}`),
    );

  test.each([
    ['app.get("/a")\n', ['get /a']],
    ['app.get(path="/a")\n', ['get /a']],
    ['app.get(b, path)\n', ['get -']],
    ['app.get(f"/a")\n', ['get -']],
    ['app.get()\n', ['get -']],
    ['if x:\n    app.get("/a")\n', ['get /a']],
    ['x = y(app.get("/a"), app.put("/b"))\n', ['get /a', 'put /b']],
    ['@app.get("/a")\n@app.put("/b")\ndef f():\n    app.post("/c")\n', ['get /a', 'put /b']],
    ['x = lambda: app.get("/a")\n', []],
    ['app("/a")\n', []],
    ['other.get("/a")\n', []],
    ['@app\ndef f(): pass\n', []],
  ])('%j', (text, expected) => {
    expect(calls(text)).toEqual(expected);
  });
});
