import { visit, type SyntaxNode } from '../../../src/edit/python/nodes.js';
import { literalOf, stringValue, unescape } from '../../../src/edit/python/strings.js';
import { parsePython } from '../../../src/edit/python/syntax.js';

/** The value of a module that is one expression. */
function expression(text: string): SyntaxNode {
  const statement = parsePython(text).statements[0]?.firstChild;
  if (statement === null || statement === undefined) throw new Error('no expression');
  return statement;
}

const value = (text: string): string | undefined => stringValue(expression(text), text);

describe('the value of a string', () => {
  test.each([
    ['"a"', 'a'],
    ["'a'", 'a'],
    ['""', ''],
    ["''", ''],
    ['""""""', ''],
    ['"""a\n"b" \'c\'"""', 'a\n"b" \'c\''],
    ["'''a'b'''", "a'b"],
    ['u"a"', 'a'],
    ['r"\\d\\""', '\\d\\"'],
    ['R"\\n"', '\\n'],
    ['"\\n\\r\\t\\\\\\\'\\""', '\n\r\t\\\'"'],
    ['"a\\\nb"', 'ab'],
    ['"\\d"', undefined],
    ['"\\x41"', undefined],
    ['"\\012"', undefined],
    ['"\\0"', undefined],
    ['"\\N{DASH}\\n"', undefined],
    ['"\\/\\é\\."', '\\/\\é\\.'],
    ['b"a"', undefined],
    ['Rb"a"', undefined],
    ['t"a"', undefined],
    ['f"a"', undefined],
    ['"a" "b"', 'ab'],
    ['("a"\n)', undefined],
    ['"a" f"b"', undefined],
    ['"a" b"b" "c"', undefined],
    ['a', undefined],
  ])('%j', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test('an escape is read once: what it leaves escapes nothing', () => {
    expect(unescape('a\\\nb\\\r\nc\\\rd')).toBe('abcd');
    expect(unescape('\\\\n\\\\\\n')).toBe('\\n\\\n');
  });
});

describe('how a string is written', () => {
  test.each([
    ['Rb"""x"y"""', { prefix: 'Rb', quote: '"""', content: 'x"y' }],
    ["f'{a}'", { prefix: 'f', quote: "'", content: '{a}' }],
    ['""', { prefix: '', quote: '"', content: '' }],
  ])('%j', (text, expected) => {
    expect(literalOf(expression(text), text)).toEqual(expected);
  });

  test.each(['"a', '"a\\"', 'f"{a["b"]}', '"', '"""', '"""a"', "'''a''", "'a\n"])(
    '%j is not closed',
    (text) => {
      const strings: unknown[] = [];
      visit(parsePython(text).tree.topNode, (node) => {
        if (node.name.endsWith('String')) {
          strings.push(literalOf(node, text));
        }
        return true;
      });
      expect(strings.slice(0, 1)).toEqual([undefined]);
    },
  );
});
