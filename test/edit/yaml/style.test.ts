import { editYaml } from '../../../src/edit/yaml/index.js';
import { append, comment, ensure, insert, refusalOf, remove, set } from './helpers.js';

describe('the step between a key and the keys below it', () => {
  it('is that of the nearest sibling', () => {
    const text = 'a:\n  b:\n    c: 1\nd:\n    e: 1\n';
    expect(ensure(text, 'z.p', 1)).toBe(`${text}\nz:\n    p: 1\n`.replace('\n\n', '\n'));
    expect(set(`${text}f: x\n`, 'f', { p: 1 })).toBe(`${text}f:\n    p: 1\n`);
  });

  it('is that above, where there is no sibling', () => {
    const text = 'a:\n  b:\n    c: 1\n  d: 1\nx:\n    y: 1\n';
    expect(ensure(text, 'x.z.p', 1)).toBe(`${text}    z:\n        p: 1\n`);
  });

  it('is that above also where that is not at the start of a line', () => {
    const text = 'a:\n   b:\n      c: 1\n';
    expect(ensure(text, 'a.b.z.p', 1)).toBe(`${text}      z:\n         p: 1\n`);
  });

  it('is the most usual one of the file elsewhere, the smaller depths counted from their keys', () => {
    const text = 'l:\n- x: 1\na:\n    b:\n       c:\n          d: 1\n';
    expect(ensure(text, 'l.0.z.p', 1)).toBe(text.replace('x: 1\n', 'x: 1\n  z:\n     p: 1\n'));
  });

  it('is 2 where as many places say so as say something else', () => {
    const text = 'l:\n- x: 1\na:\n  b: 1\nc:\n    d: 1\n';
    expect(ensure(text, 'l.0.z.p', 1)).toBe(text.replace('x: 1\n', 'x: 1\n  z:\n    p: 1\n'));
  });

  it('does not come from a flow map or from an item', () => {
    const text = 'a:\n   b: 1\nl:\n- { x: 1 }\n- y: 1\n';
    expect(ensure(text, 'l.1.z.p', 1)).toBe(`${text}  z:\n     p: 1\n`);
    expect(ensure('a:\n   b: 1\n   c: {d: 1}\n', 'a.z.p', 1)).toBe(
      'a:\n   b: 1\n   c: {d: 1}\n   z:\n      p: 1\n',
    );
  });

  it('in a new item is that in the last one', () => {
    expect(append('a:\n- {}\n', 'a', { q: { r: 1 } })).toBe('a:\n- {}\n- q:\n    r: 1\n');
    const text = 'a:\n  b: 1\nl:\n- x: 1\n- 2\n- y:\n      p: 1\n';
    expect(append(text, 'l', { q: { r: 1 } })).toBe(`${text}- q:\n      r: 1\n`);
    expect(append('a:\n   b: 1\nl:\n- { p: 1 }\n', 'l', { q: { r: 1 } })).toBe(
      'a:\n   b: 1\nl:\n- { p: 1 }\n- q:\n     r: 1\n',
    );
  });
});

describe('the dashes of a new list', () => {
  it('stand as those of the nearest sibling', () => {
    const text = 'a:\n  - 1\nb:\n  - 1\nc:\n  p:\n  - 1\n  q: [1]\n';
    expect(ensure(text, 'c.z', ['x'])).toBe(`${text}  z:\n  - x\n`);
  });

  it('stand as most in the file elsewhere', () => {
    const text = 'a:\n- 1\nb:\n- 1\nc:\n  - 1\nd:\n  e: 1\n';
    expect(ensure(text, 'd.z', ['x'])).toBe(`${text}  z:\n  - x\n`);
  });
});

describe('quotes', () => {
  it('of a command are those of the lists in flow style, not of others', () => {
    const command = { test: ['CMD', 'x'] };
    const lists = "a:\n  - 'x'\n  - 'y'\nl: [\"z\"]\n";
    expect(ensure(lists, '', command)).toBe(`${lists}test: ["CMD", "x"]\n`);
    const maps = "a: { p: 'x', q: 'y' }\nl: [\"z\"]\n";
    expect(ensure(maps, '', command)).toBe(`${maps}test: ["CMD", "x"]\n`);
  });

  it('are learnt from strings of one line only', () => {
    const numbers = 'a: [1, 2]\nb: [3, 4]\nl: ["z"]\n';
    expect(ensure(numbers, 'm', ['x'])).toBe(`${numbers}m: ["x"]\n`);
    const blocks = "a: |\n  x\nb: |\n  y\nc: 'z'\n";
    expect(ensure(blocks, 'm', '1')).toBe(`${blocks}m: '1'\n`);
    expect(append('- |\n  x\n', '', 'z')).toBe('- |\n  x\n- z\n');
  });

  it('of a new item are those of the strings beside it, if they agree', () => {
    expect(append("- 'x'\n- 1\n", '', 'z')).toBe("- 'x'\n- 1\n- 'z'\n");
    expect(append("- 'x'\n- y\n", '', 'z')).toBe("- 'x'\n- y\n- z\n");
    expect(append('a: ["p"]\nl:\n- 1\n', 'l', 'z')).toBe('a: ["p"]\nl:\n- 1\n- z\n');
    expect(append('["x", "w", y]\n', '', 'z')).toBe('["x", "w", y, z]\n');
    expect(append('a: ["p"]\nl: [1]\n', 'l', 'z')).toBe('a: ["p"]\nl: [1, "z"]\n');
  });

  it('of keys in flow are those of JSON only where all are', () => {
    expect(ensure('{"a": 1, b: 2}\n', 'z', 'x')).toBe('{"a": 1, b: 2, z: x}\n');
    expect(set('{"a": 1}\n', 'a', 'y')).toBe('{"a": "y"}\n');
    expect(set('a: {l: [x], test: 1}\n', 'a.test', ['CMD', 'y'])).toBe(
      'a: {l: [x], test: ["CMD", "y"]}\n',
    );
  });

  it('of a string in flow stay, or come where it needs them', () => {
    expect(set("{a: 'x'}\n", 'a', 'w')).toBe("{a: 'w'}\n");
    expect(set('{a: [x]}\n', 'a', 'w')).toBe('{a: w}\n');
    expect(set('{a}\n', 'a', 'w')).toBe('{a: w}\n');
    expect(set('{a: x}\n', 'a', 'y, z')).toBe('{a: "y, z"}\n');
    expect(set('a: x\n', 'a', 'y, z')).toBe('a: y, z\n');
  });
});

describe('lists are written in flow', () => {
  it('where most lists of scalars are', () => {
    const mixed = 'a: [x]\nb: [{p: 1}]\nc: []\nd: [q, r: 1]\ne:\n- x\nf:\n- y\n';
    expect(ensure(mixed, 'z', [1])).toBe(`${mixed}z:\n- 1\n`);
    const few = 'a: [x]\nb: [1]\ne:\n- x\nf:\n- g: 1\nh:\n- i: 1\n';
    expect(ensure(few, 'z', [1])).toBe(`${few}z: [1]\n`);
  });

  it('where they are no commands, not empty, and hold scalars only', () => {
    const commands = 'test: ["CMD", "x"]\nentrypoint: [a]\n';
    expect(ensure(commands, 'z', [1])).toBe(`${commands}z:\n  - 1\n`);
    const empty = 'a: []\nb: []\nc:\n- x\nd: {}\n';
    expect(ensure(empty, 'z', [1])).toBe(`${empty}z:\n- 1\n`);
    const mixed = 'a: [x, {p: 1}]\nb: [w, {p: 1}]\nc:\n- x\n';
    expect(ensure(mixed, 'z', [1])).toBe(`${mixed}z:\n- 1\n`);
  });

  it('if they hold scalars of one line only', () => {
    const text = 'a: [ x ]\nb: { p: 1 }\n';
    const values = { f: [1, null], g: ['x', { q: 1 }], h: ['p\nq\n'], i: [[1]], j: [], k: {} };
    expect(ensure(text, '', values)).toBe(
      `${text}f: [ 1, null ]\ng:\n  - x\n  - q: 1\nh:\n  - |\n      p\n      q\n` +
        'i:\n  - [ 1 ]\nj: []\nk: {}\n',
    );
  });

  it('with the padding that others have', () => {
    const wide = 'a: [ 1 ]\nb: [ 2 ]\nc: [\n  3]\nd: [\n  4]\ne: [\n  5]\n';
    expect(ensure(wide, 'z', [1])).toBe(`${wide}z: [ 1 ]\n`);
    const wider = 'a: {p: 1}\nb: {  q: 1}\nc: {  r: 1}\nd: {\n s: 1}\ne: {}\n';
    expect(ensure(wider, 'e.z', 1)).toBe(wider.replace('e: {}', 'e: {z: 1}'));
  });
});

describe('blank lines between entries', () => {
  it('come with a new one where most have them, and the last two', () => {
    expect(ensure('a: 1\n\nb: 1\n\nc: 1\nd: 1\n', 'z', 1)).toBe(
      'a: 1\n\nb: 1\n\nc: 1\nd: 1\nz: 1\n',
    );
    expect(ensure('a: 1\nb: 1\nc: 1\n\nd: 1\n', 'z', 1)).toBe('a: 1\nb: 1\nc: 1\n\nd: 1\nz: 1\n');
    expect(ensure('a: 1\nb: 1\n\nc: 1\n', 'z', 1)).toBe('a: 1\nb: 1\n\nc: 1\nz: 1\n');
    expect(ensure('a: 1\nb: 1\n\nc: 1\n\n', 'z', 1)).toBe('a: 1\nb: 1\n\nc: 1\nz: 1\n\n');
    expect(ensure('a: 1\n \t\nb: 1\n', 'z', 1)).toBe('a: 1\n \t\nb: 1\n\nz: 1\n');
  });

  it('do not come behind text that keeps them', () => {
    expect(ensure('a: 1\n\nb: 1\n\nc: |+\n  x\n', 'z', 1)).toBe(
      'a: 1\n\nb: 1\n\nc: |+\n  x\nz: 1\n',
    );
    expect(ensure('a: 1\n\nb: | # c+\n  x\n', 'z', 1)).toBe('a: 1\n\nb: | # c+\n  x\n\nz: 1\n');
    expect(ensure('a: 1\n\n? b\n', 'z', 1)).toBe('a: 1\n\n? b\n\nz: 1\n');
  });

  it('set a second section apart, but not a second scalar', () => {
    expect(ensure('a:\n  b: 1\n', 'z', 1)).toBe('a:\n  b: 1\n\nz: 1\n');
    expect(ensure('a: {b: 1}\n', 'z', 1)).toBe('a: {b: 1}\nz: 1\n');
    expect(ensure('x:\n  a:\n    b: 1\n', 'x.z', 1)).toBe('x:\n  a:\n    b: 1\n  z: 1\n');
  });
});

describe('entries of flow collections', () => {
  it('may be or hold question marks', () => {
    expect(ensure('{a: what?}\n', 'z', 1)).toBe('{a: what?, z: 1}\n');
    expect(ensure('{? a?}\n', 'z', 1)).toBe('{? a?, z: 1}\n');
    expect(ensure('{: x?}\n', 'z', 1)).toBe('{: x?, z: 1}\n');
    expect(ensure('{ ? , }\n', 'z', 1)).toBe('{ ? , z: 1, }\n');
    expect(ensure('{ ? !t }\n', 'z', 1)).toBe('{ ? !t, z: 1 }\n');
    expect(append('[x?]\n', '', 'v')).toBe('[x?, v]\n');
    const operation = { op: 'ensure', route: ['z'], value: 1 } as const;
    expect(refusalOf('{ a: 1, ?\n}\n', [operation])).toBe(
      '1:9 this "?" has no key; remove it first',
    );
  });

  it('may be written tightly, loosely or with a comma behind the last', () => {
    expect(ensure('{ a }\n', 'a', 1)).toBe('{ a: 1 }\n');
    expect(append('[x , ]\n', '', 'v')).toBe('[x , v, ]\n');
    expect(append('[w, x]\n', '', 'v')).toBe('[w, x, v]\n');
    expect(remove('x: {a: 1}\n', 'x.a')).toBe('x: {}\n');
    expect(ensure('{a: }\n', 'z', 1)).toBe('{a:, z: 1 }\n');
  });

  it('on lines of their own stay there, with the comments behind them', () => {
    const text = '{\n  # c\n  a: 1  \n}\n';
    expect(ensure(text, 'z', 2)).toBe('{\n  # c\n  a: 1,\n  z: 2  \n}\n');
    const commented = '[\n  x, # c\n  # d\n]\n';
    const edited = editYaml(commented, [{ op: 'append', route: [], value: 'v' }]);
    expect(edited).toEqual({
      text: '[\n  x, # c\n  v,\n  # d\n]\n',
      spans: [{ start: 10, end: 15 }],
    });
  });
});

describe('entries of block collections', () => {
  it('get the gap behind the dash that the last one has', () => {
    expect(append('-  a\n-   b\n', '', 'c')).toBe('-  a\n-   b\n-   c\n');
    expect(append('-\n  a: 1\n', '', 'c')).toBe('-\n  a: 1\n- c\n');
    expect(append('-\n  a: p -   q\n', '', 'c')).toBe('-\n  a: p -   q\n- c\n');
    expect(append('-   # x\n    a\n', '', 'c')).toBe('-   # x\n    a\n- c\n');
  });

  it('are inserted below text that looks like comments, and above deeper comments', () => {
    expect(insert('a: |\n  # x\nb: 1\nc: 1\n', 'before', 'b', 1, 'z')).toBe(
      'a: |\n  # x\nz: 1\nb: 1\nc: 1\n',
    );
    expect(insert('a: 1\n  # deeper\nb: 2\n', 'after', 'a', 1, 'z')).toBe(
      'a: 1\nz: 1\n  # deeper\nb: 2\n',
    );
    expect(insert('a: {p: 1}\n  # deeper\nb: 2\n', 'after', 'a', 1, 'z')).toBe(
      'a: {p: 1}\nz: 1\n  # deeper\nb: 2\n',
    );
  });

  it('get a comment above also where one ends in the same words', () => {
    expect(comment('a: x# why\nb: 1\n', 'b', 'why')).toBe('a: x# why\n# why\nb: 1\n');
    expect(comment('a: 1\n', 'a', 'why')).toBe('# why\na: 1\n');
  });

  it('keep or change their form with a new value', () => {
    expect(set('a: {x: 1}\n', 'a', ['z'])).toBe('a:\n  - z\n');
    expect(set('a: {x: 1}\n', 'a', { z: { q: 1 } })).toBe('a: {z: {q: 1}}\n');
    expect(set('a: [x]\n', 'a', { z: 1 })).toBe('a:\n  z: 1\n');
    expect(set('a:\n  x: 1\n', 'a', ['z'])).toBe('a:\n  - z\n');
    expect(set('a: {x: 1}\n', 'a', [])).toBe('a: []\n');
    expect(set('l: [x]\ntest: 1\n', 'test', ['CMD', 'y'])).toBe('l: [x]\ntest: ["CMD", "y"]\n');
    expect(set('l: [x]\n? [test]\n: 1\nb: 1\n', 'b', ['CMD'])).toBe(
      'l: [x]\n? [test]\n: 1\nb: [CMD]\n',
    );
  });

  it('are removed with their lines and nothing of others', () => {
    expect(remove('- a: 1\n  # c\n  b: 2\n- d\n', '1')).toBe('- a: 1\n  # c\n  b: 2\n');
    const operation = { op: 'remove', route: [0, 'a'] } as const;
    expect(refusalOf('- a: 1\n  # c\n  b: 2\n', [operation])).toBe(
      '1:3 there are comments below the entry to be removed; do it by hand',
    );
    expect(remove('- a: 1\n  b: 2\n  # c\n', '0.a')).toBe('- b: 2\n  # c\n');
    expect(remove('- # c\n  a: 1\n  b: 2\n', '0.a')).toBe('- # c\n  b: 2\n');
    expect(remove('a:\n  - x\nb: 1\n', 'a.0')).toBe('a: []\nb: 1\n');
    expect(remove('a: 1\n  # deeper\nb: 2\n', 'a')).toBe('  # deeper\nb: 2\n');
    expect(remove('a: {p: 1}\n  # deeper\nb: 2\n', 'a')).toBe('  # deeper\nb: 2\n');
    expect(remove('a: 1\n\nb: 2\nc: 3\n', 'b')).toBe('a: 1\n\nc: 3\n');
    expect(remove('a: 1\nb: 2\n\nc: 3\n', 'b')).toBe('a: 1\n\nc: 3\n');
    expect(remove('a: |+\n  x\nb: 1\n\nc: 1\n', 'b')).toBe('a: |+\n  x\nc: 1\n');
    expect(remove('a: |\n  x\n\nb: 1\n\nc: 1\n', 'b')).toBe('a: |\n  x\n\nc: 1\n');
    expect(remove('a: |+\n  x\n\n# c\nb: 1\n\nc: 1\n', 'b')).toBe('a: |+\n  x\n\n# c\n\nc: 1\n');
  });
});
