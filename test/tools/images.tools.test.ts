import { rallyExt } from '../command/rally-ext.js';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { imageFindingsOfOurs } from './lint-images.js';

afterAll(removeTrees);

const compose = `services:
  api_rally:
    build: api-rally
    environment: { SECRET_KEY: "\${SECRET_KEY}" }
    volumes: ["uploads:/uploads"]
  web_rally:
    build: web-rally
  web_site:
    build: web-site
  worker:
    build: worker
  job:
    build: job
volumes: { uploads: }
`;

/** One of each kind of image that is given a user or a server. */
const images = {
  'manifest.json':
    '{ "name": "rally", "version": "1.0.0", "api": { "port": 8003 }, "web": { "port": 3003 } }\n',
  'compose.prod.yml': compose,
  'api-rally/Dockerfile': `FROM python:3.12-slim
WORKDIR /api
RUN mkdir static
COPY ./app ./app
EXPOSE 8003
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8003"]
`,
  'api-rally/app/main.py':
    'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\nkey = os.environ["SECRET_KEY"]\nopen(key, "w")\n',
  'web-rally/package.json': '{}',
  'web-rally/Dockerfile': `FROM node:22-alpine AS build
WORKDIR /web
COPY . .
RUN npm run build

FROM scratch
COPY --from=build /web/dist /dist
`,
  'web-site/Dockerfile':
    'FROM nginx:1.29-alpine\nCOPY site /etc/nginx/templates/default.conf.template\nEXPOSE 3004\n',
  'worker/Dockerfile': 'FROM python:3.12-alpine\nVOLUME /data\nCMD ["python", "work.py"]\n',
  'job/Dockerfile': 'FROM node:22-slim\nRUN npm i -g x@1\nCMD ["node", "job.js"]\n',
};

function hardened(root: string): Record<string, string> {
  rallyExt(['harden', root, '--yes', '--force', '--review']);
  return readTree(root);
}

test.each([
  ['the sample', () => copyTree('examples/tombola')],
  ['images of every kind', () => writeTree(images)],
])('hadolint and checkov have nothing to say about what is written for %s', (_, make) => {
  const root = make();
  const before = readTree(root);
  const after = hardened(root);
  const isDockerfile = (path: string): boolean => path.includes('Dockerfile');
  const changed = Object.keys(after).filter((path) => before[path] !== after[path]);
  expect(changed.filter(isDockerfile).length).toBeGreaterThan(1);
  const findings = imageFindingsOfOurs(before, after);
  // About builds (SLSA): deploy.yml builds nothing, and its one input is the version to deploy.
  const isMeant = (finding: string): boolean =>
    /workflows\/deploy\.yml:\d+ checkov CKV_GHA_7:/.test(finding);
  expect(findings.filter((finding) => !isMeant(finding))).toEqual([]);
});
