import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepAnswers } from '../../src/questions/keep-answers.js';
import { readTree, removeTrees, writeTree } from '../tree.js';

afterAll(removeTrees);

const FILE = '.yo-rc.json';
const answers = { healthPath: '/up', 'cpus:api.quiz': '0.5' };

async function kept(text: string): Promise<string | undefined> {
  const root = writeTree({ [FILE]: text });
  expect(await keepAnswers(root, answers)).toBeUndefined();
  return readTree(root)[FILE];
}

describe('answers are kept for the next run', () => {
  it('in a file that is made for them', async () => {
    const root = writeTree();
    expect(await keepAnswers(root, answers)).toBeUndefined();
    expect(readTree(root)).toEqual({
      [FILE]:
        '{\n  "generator-rally-ext": {\n    "healthPath": "/up",\n    "cpus:api.quiz": "0.5"\n  }\n}\n',
    });
  });

  it('beside what is there, in the order and with the indent of that', async () => {
    const text =
      '{\n\t"generator-rally-ext": {\n\t\t"healthPath": "/old",\n\t\t"leaveOut": ["env-wired"]\n\t},\n\t"generator-node": {}\n}\n';
    expect(await kept(text)).toBe(
      '{\n\t"generator-rally-ext": {\n\t\t"healthPath": "/up",\n\t\t"leaveOut": [\n\t\t\t"env-wired"\n\t\t],\n\t\t"cpus:api.quiz": "0.5"\n\t},\n\t"generator-node": {}\n}\n',
    );
  });

  it('not at all where there are none, or where something else has that name', async () => {
    const root = writeTree();
    expect(await keepAnswers(root, {})).toBeUndefined();
    expect(readTree(root)).toEqual({});
    mkdirSync(join(root, FILE));
    expect(await keepAnswers(root, answers)).toBe('it exists already');
    expect(readTree(root)).toEqual({});
  });
});
