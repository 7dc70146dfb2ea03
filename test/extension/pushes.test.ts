import { inspect } from '../../src/extension/inspect.js';
import { pushedFrom } from '../../src/extension/pushes/dockerfiles.js';
import { MANIFEST, writeTree } from './tree.js';

const pushing = (...steps: string[]): string =>
  `on: push\njobs:\n  ship:\n    runs-on: x\n    strategy: { matrix: { part: [web, api] } }\n    steps:\n${steps.join('')}`;
const step = (context: string, tags: string): string =>
  `      - uses: docker/build-push-action@v6\n        with: { context: "${context}", push: true, tags: "${tags}" }\n`;

test('images that workflows build from one Dockerfile, by their whole names', () => {
  const extension = inspect(
    writeTree({
      'manifest.json': MANIFEST,
      '.git/config': '[remote "origin"]\n\turl = git@github.com:NEI/quiz.git\n',
      '.github/workflows/ship.yml': pushing(
        step('./${{ matrix.part }}', 'ghcr.io/${{ github.repository }}/${{ matrix.part }}:1'),
        step('.', 'docker.io/nei/all:1'),
        step('one', 'ghcr.io/nei/both'),
        step('two', 'ghcr.io/nei/both'),
        '      - run: docker push ghcr.io/nei/unknown\n',
      ),
    }),
  );
  expect(
    pushedFrom(extension).map(({ repository, dockerfile }) => [repository, dockerfile]),
  ).toEqual([
    ['ghcr.io/nei/quiz/web', 'web/Dockerfile'],
    ['nei/all', 'Dockerfile'],
    ['ghcr.io/nei/quiz/api', 'api/Dockerfile'],
  ]);
});
