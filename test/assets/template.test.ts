import { parse } from 'yaml';
import { pinOf, pinned } from '../../src/assets/action-pins.js';
import { renderTemplate } from '../../src/assets/template.js';
import { yamlScalar } from '../../src/assets/yaml-scalar.js';

describe('a string in a template', () => {
  test.each([
    ['main', 'main'],
    ['release/*', 'release/*'],
    ['on', 'on'],
    ['true', '"true"'],
    ['1.10', '"1.10"'],
    ['a: b', '"a: b"'],
    ['x # y', '"x # y"'],
    ['*x', '"*x"'],
    ['', '""'],
    ['a\nb: c', '"a\\nb: c"'],
  ])('%j is written as one YAML scalar that reads back as itself', (value, written) => {
    expect(yamlScalar(value)).toBe(written);
    expect(parse(`key: ${written}\n`)).toEqual({ key: value });
  });
});

describe('the pinned actions', () => {
  test('are full commits with the release as a comment', () => {
    expect(pinned('actions/checkout')).toMatch(/^actions\/checkout@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('have no guess for an action that is not in the list', () => {
    expect(pinOf('someone/else')).toBeUndefined();
    expect(() => pinned('someone/else')).toThrow(
      'someone/else is not in templates/action-pins.json',
    );
  });
});

test('a template that does not exist is a defect with a name', () => {
  expect(() => renderTemplate('no/such/file.yml', {})).toThrow('no/such/file.yml.ejs');
});
