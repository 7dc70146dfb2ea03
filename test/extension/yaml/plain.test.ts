import { plainDocument } from '../../../src/extension/yaml/plain.js';

describe('the document that the editor reads is the model’s too', () => {
  it.each([
    ['maps, lists and scalars', 'a: [1, "x", {b: null}]\nc: |\n  text\n'],
    ['anchors and aliases', 'a: &x [1]\nb: *x\n'],
    ['one behind a marker', '---\na: 1\n'],
  ])('%s', (_name, text) => {
    expect(plainDocument(text)?.toJS()).toBeDefined();
  });
});

describe('a text is parsed anew for the model where there is', () => {
  it.each([
    ['a merge key', 'a: &a {b: 1}\nc:\n  <<: *a\n'],
    ['a tag of a scalar', 'a: !!str 1\n'],
    ['a tag of a collection', 'a:\n  - !!set {x}\n'],
    ['a tag of a key', '!!str a: 1\n'],
    ['a key twice', 'a:\n  b: 1\n  b: 2\n'],
    ['a key that is a collection', '? [a]\n: 1\n'],
    ['a key that is an alias', '- &a x\n- *a : 1\n'],
    ['a directive', '%YAML 1.1\n---\na: yes\n'],
    ['another document', 'a: 1\n---\nb: 1\n'],
    ['an error', 'a: [1\n'],
    ['nothing', ''],
  ])('%s', (_name, text) => {
    expect(plainDocument(text)).toBeUndefined();
  });
});
