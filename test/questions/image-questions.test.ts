import { imageQuestions } from '../../src/questions/image-questions.js';
import { inspect } from '../../src/extension/inspect.js';
import { defaultOptions } from '../../src/rules/options.js';
import { sample } from '../rules/sample.js';
import { removeTrees, writeTree } from '../tree.js';

afterEach(removeTrees);

const asked = (image: string, workflow = ''): string[] => {
  const root = writeTree({
    ...sample,
    'api-rally/Dockerfile': 'FROM python:3.12-slim\n',
    'compose.prod.yml': `services:\n  api_rally:\n    build: api-rally\n    image: ${image}\n`,
    '.github/workflows/x.yml': workflow,
  });
  return imageQuestions(inspect(root), defaultOptions).map(({ name }) => name);
};

test('whose the images are is only asked where no file says it', () => {
  expect(asked('api')).toEqual(['registryOwner', 'platforms']);
  expect(asked('ghcr.io/nei/api')).toEqual(['platforms']);
});

test('what they are built for is only asked for a new workflow', () => {
  const run = 'docker push ghcr.io/nei/api';
  const workflow = `on: push\njobs:\n  a:\n    steps:\n      - run: ${run}\n`;
  expect(asked('ghcr.io/nei/api', workflow)).toEqual([]);
});
