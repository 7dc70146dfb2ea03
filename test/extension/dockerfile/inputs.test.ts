import { readDockerfile } from '../../../src/extension/dockerfile/index.js';

const DOCKERFILE = `ARG NODE=22
FROM node:\${NODE} AS build
ARG NODE
ARG VITE_API VITE_BASE="/quiz/"
COPY --chown=node package*.json ./
COPY ["two words/x", "web/"]
ADD https://example.org/x.tar $FROM_ARG src/ /srv/
COPY --from=other /x /y
COPY <<EOF /etc/motd
hello
EOF
FROM nginx
COPY ./nginx/ /etc/nginx/
`;

describe('what a build takes from outside', () => {
  const dockerfile = readDockerfile('Dockerfile', DOCKERFILE);

  test('are the arguments of all stages; a stage repeats a global one without its default', () => {
    expect(dockerfile?.buildArgs).toEqual([
      { name: 'NODE', default: '22' },
      { name: 'VITE_API', default: undefined },
      { name: 'VITE_BASE', default: '/quiz/' },
    ]);
  });

  test('are the files of its context: no other stage, no URL, no here-document, no variable', () => {
    expect(dockerfile?.contextSources).toEqual([
      'package*.json',
      'two words/x',
      'src/',
      './nginx/',
    ]);
  });
});
