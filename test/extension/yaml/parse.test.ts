import { parseYaml } from '../../../src/extension/yaml/parse.js';

const parse = (text: string): ReturnType<typeof parseYaml> => parseYaml({ path: 'c.yml', text });

function problemOf(text: string): string {
  const { problem, data } = parse(text);
  expect(data).toEqual({});
  if (problem === undefined) return '';
  return `${problem.position.line}:${problem.position.column} ${problem.message}`;
}

describe('a YAML file', () => {
  test('has aliases and merge keys resolved', () => {
    const { data } = parse('x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: *x\nw: {<<: [*x, {c: 4}]}\n');
    expect(data).toEqual({
      x: { a: 1, b: 2 },
      y: { a: 1, b: 3 },
      z: { a: 1, b: 2 },
      w: { a: 1, b: 2, c: 4 },
    });
  });

  test('keeps the types of YAML 1.2', () => {
    const { data } = parse('a: no\nb: 0123\nc: "1"\nd: True\ne: 3.9\nf:\n');
    expect(data).toEqual({ a: 'no', b: 123, c: '1', d: true, e: 3.9, f: null });
  });

  test('takes unknown tags such as !reset as they come', () => {
    expect(parse('a: !override [1]\nb: !reset null\n').problem).toBeUndefined();
  });

  test('may end its lines with a lone CR', () => {
    const { data, locate } = parse('a: 1\rb:\r  c: 2\r');
    expect(data).toEqual({ a: 1, b: { c: 2 } });
    expect(locate(['b', 'c'])).toEqual({ line: 3, column: 3 });
  });

  test.each([
    ['a: 1\nb: \x1b[2J\n', '2:4 is not valid YAML: the control character U+001B is not allowed'],
    ['a: "\x00"\n', '1:5 is not valid YAML: the control character U+0000 is not allowed'],
    ['a: 1\r\n# \x0c\r\n', '2:3 is not valid YAML: the control character U+000C is not allowed'],
    ['a\x7f: 1\n', '1:2 is not valid YAML: the control character U+007F is not allowed'],
    ["a: '\x9b'\n", '1:5 is not valid YAML: the control character U+009B is not allowed'],
    ['a: \uffff\n', '1:4 is not valid YAML: the control character U+FFFF is not allowed'],
  ])('must not hold control characters: %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  test('may hold tabs, the next line of EBCDIC, and escapes that mean control characters', () => {
    const { data, problem } = parse('\ufeffa: "x\ty \x85z"\nb: "\\e\\0"\n');
    expect(problem).toBeUndefined();
    expect(data).toEqual({ a: 'x\ty \x85z', b: '\x1b\0' });
  });

  test('cannot reach the prototype', () => {
    const { data } = parse('__proto__: {polluted: 1}\nx: {<<: {__proto__: {polluted: 1}}}\n');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get(data, 'polluted')).toBeUndefined();
    expect(Object.keys(data)).toEqual(['__proto__', 'x']);
  });
});

describe('a YAML file that cannot be used is explained at its place', () => {
  test.each([
    ['nothing', '', '1:1 is empty'],
    ['comments only', '# hi\n', '1:1 is empty'],
    ['a list', '# hi\n- a\n- b\n', '2:1 is a list, not a map'],
    ['a scalar', 'hi\n', '1:1 is a single value, not a map'],
    [
      'a key twice',
      'a:\n  b: 1\n  c: 2\n  b: 3\n',
      '4:3 is not valid YAML: the key b is there twice',
    ],
    ['a tab', 'a:\n\tb: 1\n', '2:1 is not valid YAML: a tab is used as indentation'],
    ['two documents', 'a: 1\n---\nb: 1\n', '2:1 holds more than one YAML document'],
    [
      'an unknown alias',
      'a: *nope\n',
      '1:4 is not valid YAML: the alias *nope has no anchor before it',
    ],
    [
      'an alias of itself',
      'a: &a\n  b: *a\n',
      '2:6 is not valid YAML: the alias *a refers to itself',
    ],
    [
      'an alias merged into itself',
      'a: &a\n  <<: *a\n',
      '2:7 is not valid YAML: the alias *a refers to',
    ],
    ['an open bracket', 'a: [1, 2\nb: 1\n', '2:1 is not valid YAML'],
    ['a bad indentation', 'a:\n    b: 1\n  c: 2\n', '3:1 is not valid YAML'],
  ])('%s', (_, text, expected) => {
    const problem = problemOf(text);
    expect(problem.slice(0, expected.length)).toBe(expected);
    expect(problem).not.toContain('\n');
  });

  test('aliases of aliases that would fill the memory', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => `*l${level}`).join(', ');
      return `l${level + 1}: &l${level + 1} [${items}]`;
    });
    expect(problemOf(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toContain('uses aliases so often');
  });

  test('but one anchor may be used by very many services', () => {
    const services = Array.from({ length: 500 }, (_, index) => `s${index}: *x`);
    expect(parse(`x: &x {a: {b: [1]}}\n${services.join('\n')}\n`).problem).toBeUndefined();
  });

  test('brackets nested without end', () => {
    expect(problemOf(`a: ${'['.repeat(50_000)}`)).toMatch(/^1:\d+ is/);
  });

  test('every place in it is the place of the problem', () => {
    expect(parse('a: 1\na: 2\n').locate(['a'])).toEqual({ line: 2, column: 1 });
  });
});

describe('places in a YAML file', () => {
  const read = parse(
    [
      '# a comment',
      'x-base: &base', // 2
      '  restart: always', // 3
      '  logging: &log', // 4
      '    driver: json-file', // 5
      'x-more: &more {<<: *base, init: true}', // 6
      'services:', // 7
      '  api:', // 8
      '    <<: [*more, *base]', // 9
      '    "ports":', // 10
      '      - 80:80', // 11
      '      -   443:443', // 12
      '  web:', // 13
      '    logging: *log', // 14
      '  <<: *base', // 15
      '8080: x', // 16
    ].join('\n'),
  );
  const at = (...route: (string | number)[]): string => {
    const { line, column } = read.locate(route);
    return `${line}:${column}`;
  };

  test('of aliases have the name of their anchor', () => {
    expect(read.aliasAt(['services', 'web', 'logging'])).toBe('log');
    expect(read.aliasAt(['services', 'api', 'logging'])).toBeUndefined();
    expect(read.aliasAt(['services', 'web', 'logging', 'driver'])).toBeUndefined();
    expect(read.aliasAt(['services', 'web', 'elsewhere'])).toBeUndefined();
    expect(parse('a: [').aliasAt(['a'])).toBeUndefined();
  });

  test('are those of the key, not of its value', () => {
    expect(at('services')).toBe('7:1');
    expect(at('services', 'api')).toBe('8:3');
    expect(at('services', 'api', 'ports')).toBe('10:5');
    expect(at(8080)).toBe('16:1');
  });

  test('are those of items in a list', () => {
    expect(at('services', 'api', 'ports', 0)).toBe('11:9');
    expect(at('services', 'api', 'ports', 1)).toBe('12:11');
  });

  test('are where a merged or aliased key is written', () => {
    expect(at('services', 'api', 'restart')).toBe('3:3');
    expect(at('services', 'api', 'init')).toBe('6:27');
    expect(at('services', 'web', 'logging', 'driver')).toBe('5:5');
  });

  test('are those of the nearest ancestor for what is not there', () => {
    expect(at('services', 'web', 'healthcheck', 'test')).toBe('13:3');
    expect(at('services', 'api', 'ports', 7)).toBe('10:5');
    expect(at('nothing')).toBe('2:1');
    expect(at('services', 'api', 'toString')).toBe('8:3');
  });

  test('are found although merges form a circle', () => {
    const circle = parse('a: &a {b: 1}\nc: {<<: *a}\n');
    expect(circle.locate(['c', 'zzz'])).toEqual({ line: 2, column: 1 });
  });
});
