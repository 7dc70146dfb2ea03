import { inspect } from '../../../src/extension/inspect.js';
import { imageNonRoot } from '../../../src/rules/docker-images/image-non-root.js';
import { imageRunnable } from '../../../src/rules/docker-images/image-runnable.js';
import { defaultOptions } from '../../../src/rules/options.js';
import type { Rule } from '../../../src/rules/rule.js';
import { removeTrees, writeTree } from '../../tree.js';
import { apiDockerfile, sample } from '../sample.js';

afterEach(removeTrees);

function nextSteps(rule: Rule, files: Readonly<Record<string, string>>): readonly string[] {
  const extension = inspect(writeTree({ ...sample, ...files }));
  const changes = rule.fix?.(extension, defaultOptions) ?? [];
  return changes.flatMap((change) => change.nextSteps ?? []);
}

const compose = `services:
  api_rally:
    build: api-rally
    ports: ["80:80"]
    command: uvicorn app.main:app --port 80
    secrets: [key, { source: other, target: x }]
    volumes:
      - /deploy/keys/jwt.key:/jwt.key:ro
      - \${STATIC:-/deploy/static}:/api/static
      - uploads:/uploads
      - /run/app.sock:/run/app.sock
volumes: { uploads: }
secrets:
  key: { file: "\${SECRETS_DIR:-/deploy/secrets}/key" }
  other: { external: true }
`;

describe('what is to be done on the host for another user', () => {
  test('is said for mounts, volumes, secret files and low ports, with the command', () => {
    const files = { 'compose.prod.yml': compose, 'api-rally/Dockerfile': apiDockerfile };
    expect(nextSteps(imageNonRoot, files)).toEqual([
      'api_rally mounts /deploy/keys/jwt.key read-only: user 10001 must be able to read it (chmod a+r, or chown to that user where nobody else may).',
      'api_rally mounts ${STATIC:-/deploy/static} to write to it, as user 10001 from now on: sudo chown -R 10001 ${STATIC:-/deploy/static}',
      'What is in the volume of api_rally at /uploads belongs to root until you run, once: docker compose run --rm --no-deps --user root --cap-add ALL --entrypoint chown api_rally -R 10001 /uploads',
      'api_rally reads the secret file ${SECRETS_DIR:-/deploy/secrets}/key as user 10001 from now on: sudo chown 10001 ${SECRETS_DIR:-/deploy/secrets}/key',
      'api_rally listens on port 80 without being root: Docker 20.10 or newer lets it, older ones do not.',
    ]);
  });

  test('says where the code writes to places that only running it tells', () => {
    const files = {
      'compose.prod.yml': 'services:\n  api_rally: { build: api-rally }\n',
      'api-rally/Dockerfile': apiDockerfile,
      'api-rally/app/photos.py': 'import os\n\n\ndef keep(place):\n    open(place, "wb")\n',
    };
    expect(nextSteps(imageNonRoot, files)).toEqual([
      'api_rally writes where only running it tells (api-rally/app/photos.py:5): as user 10001 it may do so in its working directory, its home and /tmp; see that this is enough.',
    ]);
  });

  test('asks the image for the number of a user that has none written down', () => {
    const files = {
      'compose.prod.yml':
        'services:\n  api_rally: { build: api-rally, volumes: ["/d:/data"] }\n  job: { build: api-rally, user: "7", volumes: ["/e:/e"] }\n',
      'api-rally/Dockerfile': apiDockerfile.replace('EXPOSE', 'RUN useradd rally\nEXPOSE'),
    };
    expect(nextSteps(imageNonRoot, files)).toEqual([
      'api_rally mounts /d to write to it, as user "$(docker compose run --rm --no-deps --entrypoint id api_rally -u)" from now on: sudo chown -R "$(docker compose run --rm --no-deps --entrypoint id api_rally -u)" /d',
    ]);
  });
});

test('who takes a client’s files out of its image is told the stage they are in', () => {
  const steps = nextSteps(imageRunnable, {
    'compose.prod.yml': 'services: { web_rally: { build: web-rally } }\n',
    'web-rally/Dockerfile': 'FROM scratch AS dist\nCOPY dist /dist\n',
  });
  expect(steps).toEqual([
    'Who takes the built files out of web-rally/Dockerfile builds it with --target dist from now on: its last stage is a server.',
  ]);
});
