import { editYaml, editYamlInSteps, EditRefusal } from '../../../src/edit/yaml/index.js';
import type { YamlOperation } from '../../../src/edit/yaml/index.js';

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
