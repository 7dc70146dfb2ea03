import { composeCapDrop } from '../../../src/rules/compose/compose-cap-drop.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const file = 'compose.prod.yml';
const asUser = apiDockerfile.replace('EXPOSE', 'USER app:app\nEXPOSE');

testRule(composeCapDrop, {
  valid: [
    {
      name: 'capabilities that a person named',
      files: {
        [file]: `services:
  api_rally: { build: api-rally, cap_drop: [NET_RAW] }
  worker: { build: api-rally, command: celery worker, cap_add: [SYS_NICE] }
`,
        'api-rally/Dockerfile': asUser,
      },
    },
  ],
  invalid: [
    {
      name: 'the user of the image and of the service; root is left alone',
      files: {
        [file]: `services:
  api_rally:
    build: api-rally
  worker: { build: api-rally, command: celery worker, user: root }
  web_rally:
    build: web-rally
    user: "101"
`,
        'api-rally/Dockerfile': asUser,
        'web-rally/Dockerfile': webDockerfile,
      },
      findings: [
        `${file}:2:3 api_rally runs as app:app and keeps the capabilities of a root container.`,
        `${file}:5:3 web_rally runs as 101 and keeps the capabilities of a root container.`,
      ],
      after: {
        [file]: `services:
  api_rally:
    build: api-rally
    cap_drop:
      - ALL
  worker: { build: api-rally, command: celery worker, user: root }
  web_rally:
    build: web-rally
    user: "101"
    cap_drop:
      - ALL
`,
      },
    },
  ],
  notApplicable: [
    {
      name: 'root, a port of root, a variable, a privileged container',
      files: {
        [file]: `services:
  api_rally: { build: api-rally }
  web_rally: { image: ghcr.io/x/web-rally, user: nginx, command: serve --port 80 }
  scorer: { build: api-rally, user: "\${UID_OF_APP}" }
  worker: { build: api-rally, user: app, privileged: true }
`,
        'api-rally/Dockerfile': apiDockerfile,
      },
    },
  ],
});
