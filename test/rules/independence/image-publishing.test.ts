import { imagePublishing } from '../../../src/rules/independence/image-publishing.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const OWN = '.github/workflows/ship.yml';
const stack = {
  'api-rally/Dockerfile': apiDockerfile,
  'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/nei/api-rally:\${TAG}
    build: api-rally
`,
};
const pushing = (image: string): string => `on: push
jobs:
  api:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with: { context: api-rally, push: true, tags: "${image}" }
`;

testRule(imagePublishing, {
  valid: [
    {
      name: 'published under the name that is pulled',
      files: { ...stack, [OWN]: pushing('ghcr.io/NEI/api-rally:latest') },
    },
    {
      name: 'published under the name that Compose gives what it builds',
      files: {
        'backend/Dockerfile': apiDockerfile,
        'compose.prod.yml': 'services:\n  backend_api: { build: backend }\n',
        [OWN]: `on: push
jobs:
  api:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker compose -f compose.prod.yml build
          docker tag rally-backend_api ghcr.io/nei/rally-backend_api:latest
          docker push ghcr.io/nei/rally-backend_api:latest
`,
      },
    },
    {
      name: 'published under a name that only the workflow run knows',
      files: { ...stack, [OWN]: pushing('${{ needs.x.outputs.image }}') },
    },
  ],
  invalid: [
    {
      name: 'not published at all',
      files: stack,
      findings: [
        'compose.prod.yml:2:3 No workflow publishes the API image, ghcr.io/nei/api-rally.',
      ],
    },
    {
      name: 'published under another name',
      files: { ...stack, [OWN]: pushing('ghcr.io/nei/rally/api:1') },
      findings: [
        'compose.prod.yml:3:5 api_rally runs ghcr.io/nei/api-rally, but what is published is ghcr.io/nei/rally/api: use one name.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'nothing is built here',
      files: { 'compose.prod.yml': 'services:\n  cache: { image: redis }\n' },
    },
  ],
  manual: [
    {
      name: 'a bake file says what is pushed',
      files: {
        ...stack,
        [OWN]: `on: push
jobs:
  all:
    steps:
      - uses: docker/bake-action@v6
        with: { push: true }
`,
      },
      findings: [
        '.github/workflows/ship.yml:5:9 all pushes images that are named elsewhere: look whether that publishes the API image.',
      ],
    },
  ],
});
