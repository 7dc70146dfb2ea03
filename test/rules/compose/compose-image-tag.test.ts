import { composeImageTag } from '../../../src/rules/compose/compose-image-tag.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const file = 'compose.prod.yml';
const fixed = (service: string, image: string, write: string): string =>
  `${service} always runs ${image}: a rollback takes an edit of this file. Write ${write}.`;

testRule(composeImageTag, {
  valid: [
    {
      name: 'a variable for the tag, the whole name or a part of the tag; a digest; images of others',
      files: {
        [file]: `services:
  api_rally: { image: "ghcr.io/x/api-rally:\${TAG:-latest}" }
  api_two: { image: "\${API_IMAGE:-ghcr.io/x/api-two:1.0}" }
  api_three: { image: "ghcr.io/x/api-three:v\${VERSION?}-slim" }
  api_four: { image: "ghcr.io/x/api-four@sha256:0123" }
  web_rally: { image: "nginx:1.29" }
  db: { image: "postgres:16" }
`,
      },
    },
    {
      name: 'an image beside the application with a version of its own',
      files: {
        [file]:
          'services:\n  api_rally: { image: "ghcr.io/x/api-rally:${TAG:-latest}" }\n  upgrade: { image: "ghcr.io/x/pg-upgrade:16-3.4-alpine", build: tools }\n',
        'tools/Dockerfile': 'FROM postgres:16\n',
      },
    },
    {
      name: 'images that are pulled in versions of their own',
      files: {
        [file]:
          'services:\n  api_rally: { image: "ghcr.io/x/api-rally:5.0.2" }\n  api_tiles: { image: "ghcr.io/x/api-tiles:1.7.2" }\n',
      },
    },
  ],
  invalid: [
    {
      name: 'what an anchor gives to several services, once, and it stays',
      files: {
        [file]:
          'x-app: &app\n  image: ghcr.io/x/api-rally\nservices:\n  api_rally:\n    <<: *app\n  worker:\n    <<: *app\n    command: work\n',
      },
      findings: [
        `${file}:2:3 api_rally and worker always run ghcr.io/x/api-rally: a rollback takes an edit of this file. Write ghcr.io/x/api-rally:\${TAG:-latest}.`,
      ],
      refused: [`${file}:5:5`, `${file}:7:5`],
    },
    {
      name: 'that of the file below an overlay',
      files: {
        'compose.yml': 'services:\n  api_rally:\n    image: api-rally:1.0\n    build: api-rally\n',
        [file]: 'services:\n  api_rally:\n    restart: always\n',
      },
      findings: [
        `${file}:2:3 api_rally always runs api-rally:1.0: a rollback takes an edit of this file. Write api-rally:\${TAG:-1.0}.`,
      ],
      after: {
        [file]: 'services:\n  api_rally:\n    restart: always\n    image: api-rally:${TAG:-1.0}\n',
      },
    },
    {
      name: 'no tag, a fixed one, quotes, comments and a port of the registry are kept',
      files: {
        [file]: `services:
  api_rally:
    image: ghcr.io/x/api-rally   # ours
  migrate:
    image: 'ghcr.io/x/api-rally:latest'
    restart: "no"
  web_rally: { image: localhost:5000/web-rally:1.2.0-rc.1 }
  scorer:
    image: "\${REGISTRY:-ghcr.io}/x/scorer"
    build: ./scorer
`,
      },
      findings: [
        `${file}:3:5 ${fixed('api_rally', 'ghcr.io/x/api-rally', 'ghcr.io/x/api-rally:${TAG:-latest}')}`,
        `${file}:5:5 ${fixed('migrate', 'ghcr.io/x/api-rally:latest', 'ghcr.io/x/api-rally:${TAG:-latest}')}`,
        `${file}:7:16 ${fixed('web_rally', 'localhost:5000/web-rally:1.2.0-rc.1', 'localhost:5000/web-rally:${TAG:-1.2.0-rc.1}')}`,
        `${file}:9:5 ${fixed('scorer', '${REGISTRY:-ghcr.io}/x/scorer', '${REGISTRY:-ghcr.io}/x/scorer:${TAG:-latest}')}`,
      ],
      after: {
        [file]: `services:
  api_rally:
    image: ghcr.io/x/api-rally:\${TAG:-latest}   # ours
  migrate:
    image: 'ghcr.io/x/api-rally:\${TAG:-latest}'
    restart: "no"
  web_rally: { image: "localhost:5000/web-rally:\${TAG:-1.2.0-rc.1}" }
  scorer:
    image: "\${REGISTRY:-ghcr.io}/x/scorer:\${TAG:-latest}"
    build: ./scorer
`,
      },
    },
    {
      name: 'the variable of the other images',
      files: {
        [file]: `services:
  api: { image: "ghcr.io/x/rally/api:\${IMAGE_TAG:-latest}" }
  web:
    image: ghcr.io/x/rally/web
`,
        'api-rally/Dockerfile': apiDockerfile,
      },
      findings: [
        `${file}:4:5 ${fixed('web', 'ghcr.io/x/rally/web', 'ghcr.io/x/rally/web:${IMAGE_TAG:-latest}')}`,
      ],
      after: {
        [file]: `services:
  api: { image: "ghcr.io/x/rally/api:\${IMAGE_TAG:-latest}" }
  web:
    image: ghcr.io/x/rally/web:\${IMAGE_TAG:-latest}
`,
      },
    },
    {
      name: 'what an alias repeats is refused',
      files: {
        [file]: `x-image: &image ghcr.io/x/api-rally:1.0
services:
  api_rally:
    image: *image
`,
      },
      findings: [
        `${file}:4:5 ${fixed('api_rally', 'ghcr.io/x/api-rally:1.0', 'ghcr.io/x/api-rally:${TAG:-1.0}')}`,
      ],
      refused: [`${file}:4:12`],
    },
  ],
  notApplicable: [
    {
      name: 'built on the host, without a name',
      files: { [file]: 'services:\n  api: { build: . }\n' },
    },
    { name: 'nothing of its own', files: { [file]: 'services:\n  db: { image: postgres }\n' } },
  ],
});
