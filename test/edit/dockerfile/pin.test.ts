import { editDockerfile } from '../../../src/edit/dockerfile/index.js';

const operation = { op: 'pin', name: 'pnpm', version: '9.12.0' } as const;

describe('a package that is installed in any version', () => {
  test.each([
    ['RUN npm install -g pnpm\n', 'RUN npm install -g pnpm@9.12.0\n'],
    ['RUN npm i pnpm@latest --global', 'RUN npm i pnpm@9.12.0 --global'],
    [
      'RUN npm add --location=global serve pnpm && pnpm install\n',
      'RUN npm add --location=global serve pnpm@9.12.0 && pnpm install\n',
    ],
    [
      'RUN apk add curl && \\\r\n  npm install -g \\\r\n    pnpm\r\n',
      'RUN apk add curl && \\\r\n  npm install -g \\\r\n    pnpm@9.12.0\r\n',
    ],
    ['RUN npm   install -g \\ \n pnpm\n', 'RUN npm   install -g \\ \n pnpm@9.12.0\n'],
    ['RUN npm i -g a\\b pnpm\n', 'RUN npm i -g a\\b pnpm@9.12.0\n'],
    ['RUN npm i -g \\\n pnpm\n', 'RUN npm i -g \\\n pnpm@9.12.0\n'],
    ['RUN npm i -g pnpm; npm i -g pnpm\n', 'RUN npm i -g pnpm@9.12.0; npm i -g pnpm@9.12.0\n'],
    [
      'RUN npm i -g pnpm\nFROM b\nRUN npm i -g pnpm\n',
      'RUN npm i -g pnpm@9.12.0\nFROM b\nRUN npm i -g pnpm@9.12.0\n',
    ],
  ])('%j', (before, after) => {
    const { text } = editDockerfile(`FROM a\n${before}`, [operation]);
    expect(text).toBe(`FROM a\n${after}`);
    expect(editDockerfile(text, [operation]).text).toBe(text);
  });
});

describe('what stays as it is', () => {
  test.each([
    'RUN npm install -g pnpm@8\n',
    'RUN npm install pnpm\n',
    'RUN npm install -g pnpm-x x-pnpm @y/pnpm\n',
    'RUN npm install -g serve && pnpm -g pnpm\n',
    'RUN echo npm; install -g pnpm\n',
    'CMD npm install -g pnpm\n',
    'ENV A="npm install -g pnpm"\n',
    '# npm install -g pnpm\n',
    'RUN <<EOF\nnpm install -g pnpm\nEOF\n',
  ])('%j', (text) => {
    expect(editDockerfile(`FROM a\n${text}`, [operation]).text).toBe(`FROM a\n${text}`);
  });
});
