import { readFileSync } from 'node:fs';
import { workflowPublishImages } from '../../../src/rules/ci-cd/workflow-publish-images.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const NEW = '.github/workflows/publish-images.yml';
const OWN = '.github/workflows/ship.yaml';
const fixture = (name: string): string =>
  readFileSync(`test/rules/ci-cd/fixtures/${name}.yml`, 'utf8');

const dockerfiles = {
  'api-rally/Dockerfile': apiDockerfile,
  'web-rally/Dockerfile': webDockerfile,
};
const compose = (api = 'ghcr.io/nei/api-rally:1', web = 'ghcr.io/nei/web-rally:1'): string =>
  `services:
  api_rally:
    image: ${api}
    build: api-rally
  web_rally:
    image: ${web}
    build: web-rally
`;
const stack = { ...dockerfiles, 'compose.prod.yml': compose() };
const apiOnly = {
  'api-rally/Dockerfile': apiDockerfile,
  'compose.prod.yml': compose().split('  web_rally')[0] ?? '',
};
const missing = (title: string, line: number, rest = '.'): string =>
  `compose.prod.yml:${line}:3 No workflow publishes the ${title} image${rest}`;
const bothMissing = [
  missing('API', 2, ', ghcr.io/nei/api-rally.'),
  missing('Web', 5, ', ghcr.io/nei/web-rally.'),
];

/** A job that publishes and lacks nothing, with other steps where they are given. */
const job = (steps: string, more = ''): string => `on: { push: { tags: ['v*'] } }
jobs:
  ship:
    runs-on: ubuntu-latest
    timeout-minutes: 5
${more}    steps:
${steps}`;

testRule(workflowPublishImages, {
  valid: [
    { name: 'the workflow that the fix makes', files: { ...stack, [NEW]: fixture('created') } },
    {
      name: 'the workflow that the fix completes',
      files: { ...apiOnly, [OWN]: fixture('merged') },
    },
    {
      name: 'scripts that push, with variables of the workflow',
      files: {
        ...stack,
        [OWN]: `env:\n  PREFIX: ghcr.io/NEI\n${job(`      - run: |
          docker build -t "$PREFIX/api-rally:\${{ github.ref_name }}" api-rally
          docker push "$PREFIX/api-rally:\${{ github.ref_name }}"
          docker buildx build --push \\
            -t \${{ env.PREFIX }}/web-rally web-rally
`)}`,
      },
    },
    {
      name: 'a matrix over the images',
      files: {
        ...stack,
        [OWN]: job(
          `      - uses: docker/build-push-action@v6
        with:
          context: \${{ matrix.name }}-rally
          push: true
          tags: ghcr.io/nei/\${{ matrix.name }}-rally:\${{ github.ref_name }}
`,
          '    strategy: { matrix: { name: [api, web] } }\n',
        ),
      },
    },
    {
      name: 'a workflow of the repository that is called with the image',
      files: {
        ...apiOnly,
        [OWN]: `on: { push: { tags: ['v*'] } }
jobs:
  api:
    uses: ./.github/workflows/image.yml
    with: { name: api-rally }
`,
        '.github/workflows/image.yml': job(`      - uses: docker/build-push-action@v6
        with:
          context: other
          outputs: type=image,push=true,name=ghcr.io/nei/\${{ inputs.name }}
`).replace("{ push: { tags: ['v*'] } }", 'workflow_call'),
      },
    },
  ],
  invalid: [
    {
      name: 'nothing publishes: a build alone, a disabled workflow, a job that never runs',
      files: {
        ...stack,
        '.github/workflows/build.yml': job(
          '      - uses: docker/build-push-action@v6\n        with: { context: api-rally, push: false }\n',
        ),
        '.github/workflows/off.yml': job(
          '      - run: docker push ghcr.io/nei/api-rally\n',
          '    if: false\n',
        ),
        '.github/workflows/publish.yml.disabled': job(
          '      - run: docker push ghcr.io/nei/api-rally\n',
        ),
      },
      findings: bothMissing,
      after: { [NEW]: fixture('created') },
    },
    {
      name: 'other platforms are emulated',
      files: apiOnly,
      options: { platforms: ['linux/amd64', 'linux/arm64'] },
      findings: bothMissing.slice(0, 1),
      after: { [NEW]: fixture('emulated') },
    },
    {
      name: 'an image without a name or an owner, until somebody says whose it is',
      files: { ...stack, 'compose.prod.yml': compose('api', 'docker.io/nei/web') },
      findings: [
        missing(
          'API',
          2,
          ': write image: ghcr.io/<owner>/<name> in the compose file, or pass --registry-owner.',
        ),
        missing(
          'Web',
          5,
          ', docker.io/nei/web: name it on ghcr.io in the compose file, or publish it with a workflow of your own.',
        ),
      ],
    },
    {
      name: 'what exists is completed, under its own name and in its own style',
      files: { ...apiOnly, [OWN]: fixture('own') },
      findings: [
        '.github/workflows/ship.yaml:21:3 ship-api has no time limit: a build that hangs runs for six hours.',
        '.github/workflows/ship.yaml:25:5 ship-api may not check out a private repository: it lacks contents: read.',
        '.github/workflows/ship.yaml:28:7 The checkout of ship-api leaves its token where every later step can read it.',
        '.github/workflows/ship.yaml:43:9 prefix={{branch}}- in ship-api is "-" on a tag, which no tag of an image may start with: the build of every release fails. The image of ship-api has no tag for its version: add type=semver,pattern={{version}} and type=semver,pattern={{major}}.{{minor}}.',
        '.github/workflows/ship.yaml:47:7 The image of ship-api has no labels: nobody can tell which commit it was built from.',
        '.github/workflows/ship.yaml:47:7 The image of ship-api has no provenance and no SBOM: nobody can check how it was built.',
      ],
      after: { [OWN]: fixture('merged') },
    },
    {
      name: 'a half publish gains the other job',
      files: { ...stack, [OWN]: fixture('merged') },
      findings: [
        missing('Web', 5, ', ghcr.io/nei/web-rally, while other images are published.'),
        '.github/workflows/ship.yaml:59:9 The build of ship-api shares its cache with the other images: give it a scope.',
      ],
      after: { [OWN]: fixture('half') },
    },
    {
      name: 'a cache that the images of a matrix share',
      files: {
        ...stack,
        [OWN]: job(
          `      - uses: docker/build-push-action@v6
        with:
          context: \${{ matrix.name }}-rally
          push: true
          tags: ghcr.io/nei/\${{ matrix.name }}-rally:\${{ github.ref_name }}
          cache-from: type=gha
          cache-to: type=gha,mode=max
`,
          '    strategy: { matrix: { name: [api, web] } }\n',
        ),
      },
      findings: [
        '.github/workflows/ship.yaml:13:11 The build of ship shares its cache with the other images: give it a scope.',
      ],
      after: {
        [OWN]: job(
          `      - uses: docker/build-push-action@v6
        with:
          context: \${{ matrix.name }}-rally
          push: true
          tags: ghcr.io/nei/\${{ matrix.name }}-rally:\${{ github.ref_name }}
          cache-from: type=gha,scope=\${{ matrix.name }}
          cache-to: type=gha,mode=max,scope=\${{ matrix.name }}
`,
          '    strategy: { matrix: { name: [api, web] } }\n',
        ),
      },
    },
    {
      name: 'a tag latest that a pre-release gets too',
      files: {
        ...apiOnly,
        [OWN]: job(`      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/nei/api-rally
          tags: |
            type=semver,pattern={{version}}
            type=sha
            type=raw,value=latest
      - uses: docker/build-push-action@v6
        with:
          context: api-rally
          push: true
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
`),
      },
      findings: [
        `.github/workflows/ship.yaml:11:11 ship also gives a pre-release (v1.2.0-rc.1) the tag latest: write "type=raw,value=latest,enable=\${{ github.ref_type != 'tag' || !contains(github.ref_name, '-') }}".`,
      ],
      after: {
        [OWN]: job(`      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/nei/api-rally
          tags: |
            type=semver,pattern={{version}}
            type=sha
            type=raw,value=latest,enable=\${{ github.ref_type != 'tag' || !contains(github.ref_name, '-') }}
      - uses: docker/build-push-action@v6
        with:
          context: api-rally
          push: true
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
`),
      },
    },
    {
      name: 'the same beside a tag that is missing',
      files: {
        ...apiOnly,
        [OWN]: job(`      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/nei/api-rally
          tags: |
            type=semver,pattern={{version}}
            type=raw,value=latest
      - uses: docker/build-push-action@v6
        with:
          context: api-rally
          push: true
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
`),
      },
      findings: [
        '.github/workflows/ship.yaml:11:11 The image of ship has no tag for its commit: add type=sha.',
        `.github/workflows/ship.yaml:11:11 ship also gives a pre-release (v1.2.0-rc.1) the tag latest: write "type=raw,value=latest,enable=\${{ github.ref_type != 'tag' || !contains(github.ref_name, '-') }}".`,
      ],
      after: {
        [OWN]: job(`      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/nei/api-rally
          tags: |
            type=semver,pattern={{version}}
            type=raw,value=latest,enable=\${{ github.ref_type != 'tag' || !contains(github.ref_name, '-') }}
            type=sha
      - uses: docker/build-push-action@v6
        with:
          context: api-rally
          push: true
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
`),
      },
    },
    {
      name: 'what a person has to decide: triggers, dead filters, latest, pull requests',
      files: {
        ...apiOnly,
        [OWN]: `on:
  push:
    branches: [main]
    paths: ['api-rally/**', 'api-old/**', 'api-rally/Dockerfile.old', '**.py', '!docs/**', 'tests/x']
  pull_request:
jobs:
  api:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: docker/build-push-action@v6
        with: { context: api-rally, push: true, tags: ghcr.io/nei/api-rally }
`,
      },
      findings: [
        `.github/workflows/ship.yaml:2:3 The tag of a release publishes no images: add "tags: ['v*']" below push.`,
        '.github/workflows/ship.yaml:4:29 "api-old/**" matches no file of the repository: changes there never start the workflow.',
        '.github/workflows/ship.yaml:4:43 "api-rally/Dockerfile.old" matches no file of the repository: changes there never start the workflow.',
        ".github/workflows/ship.yaml:11:9 Pull requests push images too: write push: ${{ github.event_name != 'pull_request' }}.",
      ],
    },
  ],
  notApplicable: [
    {
      name: 'nothing is built here',
      files: { 'compose.prod.yml': 'services:\n  x: { image: redis }\n' },
    },
  ],
  manual: [
    {
      name: 'a workflow of another repository is called, or one that is not YAML pushes',
      files: {
        ...apiOnly,
        [OWN]: `on: push
jobs:
  images:
    uses: nei/shared/.github/workflows/docker-publish.yml@v1
`,
        '.github/workflows/broken.yml': 'on: push\non: x\n# docker push\n',
      },
      findings: [
        '.github/workflows/ship.yaml:3:3 images pushes images that are named elsewhere: look whether that publishes the API image.',
        '.github/workflows/broken.yml:2:1 The workflow is not valid YAML: the key on is there twice: look whether that publishes the API image.',
      ],
    },
  ],
});
