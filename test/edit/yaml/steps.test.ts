import { editYaml, editYamlInSteps, EditRefusal } from '../../../src/edit/yaml/index.js';
import type { YamlOperation, YamlValue } from '../../../src/edit/yaml/index.js';

const text = `services:
  api:
    image: api
  web:
    image: web # ours
`;
const limits: YamlOperation = {
  op: 'ensure',
  route: ['services', 'api', 'mem_limit'],
  value: '1g',
};
const restart: YamlOperation = {
  op: 'ensure',
  route: ['services', 'api', 'restart'],
  value: 'always',
};
const pinned: YamlOperation = { op: 'set', route: ['services', 'web', 'image'], value: 'web:1' };

describe('several steps made at once', () => {
  it.each([
    ['', text],
    ['with a byte order mark', `\ufeff${text}`],
    ['with carriage returns', text.replaceAll('\n', '\r\n')],
  ])('lead through the texts that one after the other would %s', (_name, before) => {
    const steps = [[limits], [], [restart, pinned]];
    const expected: string[] = [];
    for (const operations of steps) {
      expected.push(editYaml(expected.at(-1) ?? before, operations).text);
    }
    expect(editYamlInSteps(before, steps)).toEqual(expected);
    expect(expected.at(-1)).not.toBe(before);
  });

  const at = (...route: string[]) => ['services', 'api', ...route];
  const ensure = (route: string[], value: YamlValue): YamlOperation => ({
    op: 'ensure',
    ...{ route, value },
  });

  it.each<[string, YamlOperation, YamlOperation]>([
    ['a map that neither is in', ensure(at('a', 'b'), 1), ensure(at('a', 'c', 'd'), 2)],
    ['maps in maps', ensure(at('a', 'b', 'c'), 1), ensure(at('a', 'b', 'd'), 2)],
    ['two maps', ensure(['services', 'web', 'a'], 1), ensure(at('a'), 2)],
    ['a map and the one around it', ensure(['services', 'db', 'image'], 'x'), ensure(at('a'), 2)],
    ['a map and a value of another', ensure(at('a', 'b'), 1), pinned],
    ['a value and a map', pinned, ensure(at('a', 'b'), 1)],
  ])('add to %s', (_name, first, second) => {
    const one = editYaml(text, [first]).text;
    expect(editYamlInSteps(text, [[first], [second]])).toEqual([one, editYaml(one, [second]).text]);
  });

  it.each<[string, YamlOperation, YamlOperation]>([
    ['a map and a word', ensure(at('a'), { b: 1 }), ensure(at('a'), 'x')],
    ['a word and a map', ensure(at('a'), 'x'), ensure(at('a', 'b'), 1)],
    ['an empty map and one that is not', ensure(at('a'), {}), ensure(at('a', 'b'), 1)],
    ['a map and an empty one', ensure(at('a', 'b'), 1), ensure(at('a'), {})],
    ['words in maps', ensure(at('a', 'b'), 1), ensure(at('a', 'b'), 2)],
    ['lists', ensure(at('a'), ['b']), ensure(at('a'), ['c'])],
  ])('are refused where both add, under one key, %s', (_name, first, second) => {
    expect(() => editYamlInSteps(text, [[first], [second]])).toThrow(EditRefusal);
  });

  it('leave a byte order mark that is no mark where it is', () => {
    const odd = `${text}# \ufeff`;
    expect(editYamlInSteps(odd, [[pinned]])).toEqual([editYaml(odd, [pinned]).text]);
  });

  it('may all have nothing to do', () => {
    const there: YamlOperation = { op: 'ensure', route: ['services', 'api', 'image'], value: 'x' };
    expect(editYamlInSteps(text, [[there], []])).toEqual([text, text]);
  });

  it('are refused where they get in each other’s way', () => {
    const other: YamlOperation = { ...pinned, value: 'web:2' };
    expect(() => editYamlInSteps(text, [[pinned], [other]])).toThrow(EditRefusal);
  });

  it('are refused where what they come to is not what each means', () => {
    const twice: YamlOperation = { ...limits, route: ['services', 'api', 'mem_limit', 'soft'] };
    expect(() => editYamlInSteps(text, [[limits], [twice]])).toThrow(EditRefusal);
  });

  it('are refused where one of them is', () => {
    const nowhere: YamlOperation = { op: 'set', route: ['services', 'db'], value: 'x' };
    expect(() => editYamlInSteps(text, [[limits], [nowhere]])).toThrow(
      'there is nothing at services.db to set',
    );
  });
});
