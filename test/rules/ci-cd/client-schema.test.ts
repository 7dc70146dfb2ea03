import { workflowPublishImages } from '../../../src/rules/ci-cd/workflow-publish-images.js';
import { apiDockerfile, plainApp, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const WORKFLOW = '.github/workflows/ship.yaml';
const compose = `services:
  api_rally:
    image: ghcr.io/nei/api-rally:1
    build: { context: api-rally, target: runtime }
  web_rally:
    image: ghcr.io/nei/web-rally:1
    build: web-rally
`;
const scripts = (generate: string): string =>
  `{ "scripts": { "build": "vite build", "prebuild": "npm run client", "client": "${generate}" } }\n`;
const READS = 'openapi --input ./openapi.json --output ./src/client';
const api = `  api:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: api-rally
          push: true
          tags: ghcr.io/nei/api-rally:\${{ github.sha }}
          cache-from: type=gha,scope=api
`;
const workflow = (before = ''): string => `on: { push: { tags: ['v*'] } }
jobs:
${api}  web:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
${before}      - uses: docker/build-push-action@v6
        with:
          context: web-rally
          push: true
          tags: ghcr.io/nei/web-rally:\${{ github.sha }}
`;
const files = {
  'api-rally/Dockerfile': apiDockerfile.replace('3.12-slim', '3.12-slim AS runtime'),
  'api-rally/app/main.py': `import os\n\n${plainApp}SECRET = os.environ["SECRET_KEY"]\n`,
  'web-rally/Dockerfile': webDockerfile.replace('RUN', 'COPY . .\nRUN'),
  'web-rally/package.json': scripts(READS),
  'web-rally/vite.config.ts': 'export default {};\n',
  'compose.prod.yml': compose,
  [WORKFLOW]: workflow(),
};
const asked = `      - name: Have the API write web-rally/openapi.json
        run: |
          docker buildx build --load --tag api-schema --target runtime --file ./api-rally/Dockerfile ./api-rally
          docker run --rm --interactive --env SECRET_KEY=for-ci-only api-schema python - >web-rally/openapi.json <<'PYTHON'
          import contextlib, json, sys
          with contextlib.redirect_stdout(sys.stderr):
              from app.main import app
          print(json.dumps(app.openapi()))
          PYTHON
`;
const finding =
  '.github/workflows/ship.yaml:17:9 web builds the Web image from web-rally/openapi.json, which is not in the repository and which no step makes: the build fails.';

testRule(workflowPublishImages, {
  valid: [
    {
      name: 'the description is in the repository',
      files: { ...files, 'web-rally/openapi.json': '{}\n' },
    },
    {
      name: 'it is read from an address',
      files: {
        ...files,
        'web-rally/package.json': scripts('openapi-ts --input https://example.org/openapi.json'),
      },
    },
    {
      name: 'it is what a generator writes',
      files: {
        ...files,
        'web-rally/package.json': scripts('openapi-typescript ./api/schema.json -o openapi.json'),
      },
    },
    {
      name: 'another command of the build makes it',
      files: {
        ...files,
        'web-rally/package.json': scripts(`curl -o openapi.json example.org && ${READS}`),
      },
    },
    {
      name: 'a stage of the image hands it on',
      files: {
        ...files,
        'web-rally/Dockerfile': webDockerfile.replace(
          'RUN',
          'COPY --from=schema /openapi.json ./\nRUN',
        ),
      },
    },
    {
      name: 'a step makes it',
      files: { ...files, [WORKFLOW]: workflow('      - run: make web-rally/openapi.json\n') },
    },
    {
      name: 'another job may have made it',
      files: { ...files, [WORKFLOW]: workflow('      - uses: actions/download-artifact@v4\n') },
    },
    {
      name: 'no script of the build reads it',
      files: {
        ...files,
        'web-rally/package.json': `{ "scripts": { "build": "vite build", "client": "${READS}" } }\n`,
      },
    },
  ],
  invalid: [
    {
      name: 'the API writes what the client is generated from, with what it needs to be imported',
      files,
      findings: [finding],
      after: {
        [WORKFLOW]: workflow(asked),
      },
    },
    ...(
      [
        ['CMD ["poetry", "run", "uvicorn", "app.main:app"]', 'api-schema poetry run python -'],
        ['ENTRYPOINT ["uv", "run"]\nCMD ["uvicorn", "app.main:app"]', 'api-schema python -'],
        ['ENTRYPOINT ["/start.sh"]\nCMD ["uvicorn", "app.main:app"]', 'api-schema python -'],
        ['ENTRYPOINT ["uvicorn", "app.main:app"]', '--entrypoint python api-schema -'],
        ['ENTRYPOINT pdm run uvicorn app.main:app', '--entrypoint pdm api-schema run python -'],
      ] as const
    ).map(([starts, asks]) => ({
      name: `the Python of an image with ${starts}`,
      files: {
        ...files,
        'api-rally/Dockerfile': files['api-rally/Dockerfile'].replace(/CMD .*/, starts),
      },
      findings: [finding],
      after: {
        [WORKFLOW]: workflow(asked.replace('api-schema python -', asks)),
      },
    })),
    {
      name: 'an application that a function makes is left to a person',
      files: {
        ...files,
        'api-rally/app/main.py':
          'from fastapi import FastAPI\n\n\ndef make():\n    app = FastAPI()\n    return app\n',
      },
      findings: [finding],
    },
  ],
});
