import { inspect } from '../../src/extension/inspect.js';
import { removeTrees, writeTree } from '../tree.js';

afterAll(removeTrees);

const withDecisions = (text: string) =>
  inspect(writeTree({ 'manifest.json': '{ "name": "quiz" }', '.yo-rc.json': text }));

describe('what .yo-rc.json leaves out', () => {
  it('is a list of rules', () => {
    const text = '{ "generator-rally-ext": { "leaveOut": ["alembic-ci"], "healthPath": "/up" } }';
    const { leftOut, problems } = withDecisions(text);
    expect([...leftOut]).toEqual(['alembic-ci']);
    expect(problems).toEqual([]);
  });

  it('is nothing where another generator alone keeps something', () => {
    const { leftOut, problems } = withDecisions('{ "generator-node": { "leaveOut": "x" } }');
    expect([...leftOut]).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['{\n  oops', 2, 3, 'is not JSON: a key in double quotes is expected'],
    [
      '{ "generator-rally-ext": { "leaveOut": "alembic-ci" } }',
      1,
      1,
      '"leaveOut" is no list of the ids of rules',
    ],
    [
      '{ "generator-rally-ext": { "leaveOut": [1] } }',
      1,
      1,
      '"leaveOut" is no list of the ids of rules',
    ],
  ])('is said not to be heard: %s', (text, line, column, message) => {
    const { problems } = withDecisions(text);
    expect(problems).toEqual([{ file: '.yo-rc.json', position: { line, column }, message }]);
  });
});
