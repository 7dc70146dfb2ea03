import type { YamlOperation } from '../../../src/edit/yaml/index.js';
import { editYaml } from '../../../src/edit/yaml/index.js';
import { refusalOf, route } from './helpers.js';

const ensure = (path: string): YamlOperation => ({ op: 'ensure', route: route(path), value: 1 });
const set = (path: string): YamlOperation => ({ op: 'set', route: route(path), value: { z: 1 } });
const rename = (path: string): YamlOperation => ({ op: 'rename', route: route(path), key: 'z' });
const remove = (path: string): YamlOperation => ({ op: 'remove', route: route(path) });

describe('a text that is not sound YAML is refused', () => {
  const cases: readonly [text: string, refusal: string][] = [
    ['a: [\n', '2:1 the file is not valid YAML: '],
    ['a: 1\nb: 1\na: 2\n', '3:1 the key "a" occurs twice'],
    ['a: 1\n"a": 2\n', '2:1 the key "a" occurs twice'],
    ['<<: {}\n<<: {}\n', '2:1 the key "<<" occurs twice'],
    ['a:\n\tb: 1\n', '2:1 a tab is used as indentation'],
    ['a: *x\n', '1:4 no anchor &x'],
    ['%YAML 1.2\r\n%YAML 1.2\r\n---\r\n', '2:1 the YAML version is given twice; keep one'],
    ['a: 1\rb: \x1b\r', '2:4 the control character U+001B is not allowed in YAML; remove it first'],
    ['- a\n', '1:1 this is a list; "x" is not an index'],
    ['text\n', '1:1 the document holds a plain value'],
    [']\n', '1:1 the file is not valid YAML: Unexpected flow-seq-end'],
    ['# c\n%YAML 1.2\n%YAML 1.2\n---\na: 1\n', '3:1 the YAML version is given twice'],
    ['['.repeat(300) + ']'.repeat(300), '1:202 the file is nested too deeply to read'],
    [`a: 1\n---\n${'- '.repeat(300)}b\n`, '3:403 the file is nested too deeply to read'],
    ['{? '.repeat(300) + '}'.repeat(300), '1:604 the file is nested too deeply to read'],
    ['- '.repeat(50_000) + '\n- b\n', '1:1 the file is nested too deeply to read'],
  ];
  it.each(cases)('%j', (text, refusal) => {
    expect(refusalOf(text, [ensure('x')])).toContain(refusal);
  });
});

it('a text is refused in one line, in the words of the parser', () => {
  expect(refusalOf('a: [1\nb: 2\n', [ensure('x')])).toMatch(/^2:1 [^\n]+$/);
});

it('depth that is usual, keys that are lists and one version for each document are no hindrance', () => {
  const deep = `${'['.repeat(200)}${']'.repeat(200)}\n`;
  expect(editYaml(`a: ${deep.slice(2, -3)}\n`, [ensure('z')]).text).toContain('\nz: 1\n');
  const lists = '? [p]\n: 1\n? [q]\n: 1\n';
  expect(editYaml(lists, [ensure('z')]).text).toBe(`${lists}z: 1\n`);
  const two = '%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 1\n';
  expect(editYaml(two, [{ ...ensure('z'), document: 1 }]).text).toBe(`${two}z: 1\n`);
});

describe('what would change other places is refused', () => {
  const shared = 'a: &a { b: { c: 1 } }\nd: *a\ne:\n  <<: *a\n';
  const cases: readonly [text: string, operation: YamlOperation, refusal: string][] = [
    [shared, ensure('a.x'), '1:7 this part carries the anchor &a'],
    [shared, ensure('a.b.x'), '1:7 this part carries the anchor &a'],
    [shared, ensure('d.x'), '2:4 d.x is missing in a part that is only repeated here'],
    [shared, ensure('d.b.x'), '2:4 d.b.x is missing'],
    [shared, ensure('e.b.x'), '4:3 e.b.x is missing'],
    [shared, set('d'), '2:4 the value is the alias *a'],
    [shared, set('d.b'), '2:4 the alias *a stands here'],
    [shared, set('e.b'), '4:3 "b" comes from a map merged'],
    [shared, remove('a'), '1:7 this part holds the anchor &a'],
    ['a:\n  b: &b 1\nc: *b\n', set('a'), '2:9 this part holds the anchor &b'],
    [
      'a: &a\nb: *a\n',
      { op: 'append', route: ['a'], value: 1 },
      '1:6 this part carries the anchor &a',
    ],
    ['a: &a { b: 1 }\nc: { <<: *a, b: 2 }\n', remove('c.b'), '2:4 without its own "b"'],
    ['a: &a { b: 1 }\nc: { <<: *a, b: 2 }\n', rename('c.b'), '2:4 without its own "b"'],
    ['a: &a\n  <<: *a\n', ensure('a.z'), '2:3 this part carries the anchor &a'],
    ['&k a: 1\nb: *k\n', rename('a'), '1:6 this key is repeated elsewhere by an alias'],
  ];
  it.each(cases)('%j %j', (text, operation, refusal) => {
    expect(refusalOf(text, [operation])).toContain(refusal);
  });
});

describe('shapes that cannot be changed are refused', () => {
  const cases: readonly [text: string, operation: YamlOperation, refusal: string][] = [
    ['? a\n', set('a'), '1:1 this key has an unusual form'],
    ['? a\n', ensure('a.b'), 'this empty value has an unusual form'],
    ['a: !t\n', ensure('a.b'), 'this empty value has an unusual form'],
    ['a: !t x\n', set('a'), '1:7 the value carries a tag'],
    ['- [a: 1]\n', ensure('0.0.b'), '1:4 this map is written without braces'],
    ['- [{a: b}: 1]\n', ensure('0.0.b'), '1:4 this map is written without braces'],
    ['a: 0\n', ensure('a.b'), '1:4 a holds a plain value'],
    ['a: &x ~\nb: *x\n', ensure('a.b'), '1:7 this empty value has an unusual form'],
    ['a: [1]\n', ensure('a.1.b'), '1:4 this list has no item 1'],
    ['a:\n  - x # c\n  - y\n', set('a'), '2:1 there are comments in what would be replaced'],
    ['a:\n  b: # c\n    x\n', set('a'), '2:1 there are comments in what would be replaced'],
    ['a: 1\n', remove('a'), '1:1 this is the only entry'],
    ['3: 1\n"3": 2\n', ensure('z'), '2:1 the key "3" is written in two ways here'],
    ['<<: 1\n', ensure('z'), '1:1 this "<<" merges something that is not a map'],
    ['? <<\n', ensure('z'), '1:3 this "<<" merges something that is not a map'],
    ['a: 1\n', set('a.b'), '1:1 there is nothing at a.b to set'],
    ['', set('a'), '1:1 there is nothing at a to set'],
    [
      '- a\n',
      { op: 'set', route: [-1], value: 1 },
      '1:1 this is a list; "-1" is not an index of it',
    ],
    ['a: 1\n', set('b'), '1:1 there is nothing at b to set'],
    ['a: 1\nb: 1\n', { op: 'rename', route: ['a'], key: 'b' }, '1:1 there is already a key "b"'],
    ['a: 1\n', { op: 'append', route: ['a'], value: 1 }, '1:4 a is not a list'],
    ['', { op: 'append', route: [], value: 1 }, '1:1 the document is not a list'],
    ['- a\n', rename('0'), '1:1 an item of a list has no key to rename'],
    ['- ~\n', ensure('0.a'), '1:1 this empty value has an unusual form'],
    ['- a: 1\n# c\n  b: 2\n', remove('0.a'), '1:3 there are comments below the entry'],
    ['a: | # c\n  x\n', set('a'), '1:3 there are comments in what would be replaced'],
    [
      'a: { b: 1, # c\n c: 1 }\n',
      remove('a.b'),
      '1:6 there are comments in what would be replaced',
    ],
  ];
  it.each(cases)('%j %j', (text, operation, refusal) => {
    expect(refusalOf(text, [operation])).toContain(refusal);
  });
});

describe('tags that say what a collection may hold', () => {
  const cases: readonly [text: string, operation: YamlOperation, refusal: string][] = [
    ['a: !!set {b}\n', ensure('a.z'), '1:10 the tag of this part says what may be in it'],
    ['a: !!pairs [{}]\n', { op: 'append', route: ['a'], value: 1 }, '1:12 the tag of this part'],
    ['a: !!pairs\n- b\n', remove('a.0'), '2:1 the tag of this part'],
    ['%YAML 1.1\n---\na: !!omap [b: {c: 1}]\n', ensure('a.0.b.z'), '3:11 the tag of this part'],
  ];
  it.each(cases)('%j %j is refused', (text, operation, refusal) => {
    expect(refusalOf(text, [operation])).toContain(refusal);
  });

  it('are no hindrance elsewhere', () => {
    const settings = 'a: !!settings {b: 1}\nc: !<x-tag:yaml.org,2002:set> {d: 1}\n';
    expect(editYaml(settings, [ensure('a.z'), ensure('c.z')]).text).toBe(
      settings.replaceAll('1}', '1, z: 1}'),
    );
    const text = '%YAML 1.1\n---\na: !!omap\n- b: 1\nc: !!set {d}\ne: !!pairs [{}, f?]\n';
    expect(editYaml(text, [ensure('z')]).text).toBe(`${text}z: 1\n`);
  });
});

it('a refusal says what to paste, and where', () => {
  const operations = [{ op: 'ensure', route: ['d', 'x'], value: { on: ['1'] } }] as const;
  expect(() => editYaml('a: &a {}\nd: *a\n', operations)).toThrow(
    expect.objectContaining({
      position: { line: 2, column: 4 },
      paste: 'd:\n  x:\n    "on":\n      - "1"\n',
    }) as Error,
  );
});
