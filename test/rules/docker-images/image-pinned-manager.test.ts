import { imagePinnedManager } from '../../../src/rules/docker-images/image-pinned-manager.js';
import { testRule } from '../tester.js';

const compose = 'services:\n  web_rally: { build: web-rally }\n';
const dockerfile = (install: string): string => `FROM node:22-alpine AS build
RUN ${install}
COPY . .
RUN pnpm build
FROM nginx:1.29-alpine
COPY --from=build /web/dist /usr/share/nginx/html/rally
`;
const manager = (text: string): string => `{ "packageManager": "${text}" }\n`;
const files = (install: string, text = 'pnpm@9.12.0+sha512.4abf'): Record<string, string> => ({
  'compose.prod.yml': compose,
  'web-rally/Dockerfile': dockerfile(install),
  'web-rally/package.json': manager(text),
});
const newest = (line: number, name = 'pnpm', version = '9.12.0'): string =>
  `web-rally/Dockerfile:${line}:1 ${name} is installed in its newest version, while package.json names ${version}: write ${name}@${version}.`;

testRule(imagePinnedManager, {
  valid: [
    { name: 'a version, whatever package.json says', files: files('npm install -g pnpm@9') },
    { name: 'Corepack, which reads package.json', files: files('corepack enable') },
    { name: 'package.json names no version', files: files('npm install -g pnpm', 'pnpm') },
    { name: 'it names another manager', files: files('npm install -g pnpm', 'yarn@1.22.22') },
    { name: 'a yarn that npm does not have', files: files('npm install -g yarn', 'yarn@4.5.0') },
    { name: 'it is not JSON', files: { ...files('npm i -g pnpm'), 'web-rally/package.json': '{' } },
    {
      name: 'a development image',
      files: {
        ...files('npm install -g pnpm@9'),
        'compose.override.yml':
          'services:\n  web_rally: { build: { context: web-rally, dockerfile: Dockerfile.dev } }\n',
        'web-rally/Dockerfile.dev': dockerfile('npm install -g pnpm'),
      },
    },
  ],
  invalid: [
    {
      name: 'the newest pnpm',
      files: files('npm install -g pnpm'),
      findings: [newest(2)],
      after: { 'web-rally/Dockerfile': dockerfile('npm install -g pnpm@9.12.0') },
    },
    {
      name: 'the newest yarn, by the tag of what is newest',
      files: files('apk add git && npm i yarn@latest --global', 'yarn@1.22.22'),
      findings: [newest(2, 'yarn', '1.22.22')],
      after: {
        'web-rally/Dockerfile': dockerfile('apk add git && npm i yarn@1.22.22 --global'),
      },
    },
    {
      name: 'in a here-document, which is left to a person',
      files: files('<<EOF\nnpm install -g pnpm\nEOF'),
      findings: [newest(2)],
    },
  ],
  notApplicable: [{ name: 'nothing is deployed', files: { 'compose.override.yml': compose } }],
});
