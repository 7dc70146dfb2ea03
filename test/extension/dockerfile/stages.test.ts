import {
  neededStages,
  readDockerfile,
  withTarget,
} from '../../../src/extension/dockerfile/index.js';
import type { DockerStage } from '../../../src/extension/model.js';

function final(...lines: readonly string[]): DockerStage {
  const stage = readDockerfile('Dockerfile', `${lines.join('\n')}\n`)?.final;
  if (stage === undefined) throw new Error('no stage');
  return stage;
}

const tools = (...lines: readonly string[]): string[] => [...final(...lines).tools].sort();

describe('the final stage', () => {
  test('is the last one, with its position', () => {
    const stage = final('FROM node:24-alpine AS build', 'USER node', '', 'FROM nginx:1.29-alpine');
    expect(stage).toMatchObject({
      name: undefined,
      baseImage: 'nginx:1.29-alpine',
      position: { line: 4, column: 1 },
      user: undefined,
    });
  });

  test('inherits from the stages it is built on, to the end', () => {
    const stage = final(
      'FROM python:3.12-slim AS base',
      'USER app',
      'EXPOSE 8000',
      'CMD ["uvicorn", "app:app"]',
      'FROM base AS middle',
      'RUN apt-get update && apt-get install -y curl',
      'FROM MIDDLE',
      'EXPOSE 8001/tcp',
    );
    expect(stage).toMatchObject({
      baseImage: 'python:3.12-slim',
      user: 'app',
      exposedPorts: [8000, 8001],
      command: ['uvicorn', 'app:app'],
      runnable: true,
    });
    expect([...stage.tools].sort()).toEqual(['curl', 'python', 'sh']);
  });

  test('takes nothing from a stage it only copies from', () => {
    const stage = final(
      'FROM python:3.12 AS build',
      'USER app',
      'FROM scratch',
      'COPY --from=build /dist /dist',
    );
    expect(stage).toMatchObject({ user: undefined, command: undefined, runnable: false });
    expect(stage.tools.size).toBe(0);
  });

  test('of an image from scratch runs if it has a program', () => {
    expect(final('FROM scratch', 'COPY server /', 'ENTRYPOINT ["/server"]').runnable).toBe(true);
    expect(final('FROM scratch AS a', 'COPY x /', 'FROM a', 'COPY y /').runnable).toBe(false);
  });

  test('has its base from the default of an ARG', () => {
    expect(final('FROM ${BASE:-python:3.12-slim}').baseImage).toBe('python:3.12-slim');
    expect(final('ARG V=3.12', 'ARG B=python:${V}-slim', 'FROM $B').baseImage).toBe(
      'python:3.12-slim',
    );
    expect(final('ARG BASE', 'FROM ${BASE}').baseImage).toBe('${BASE}');
  });

  test('has quotes around its base taken away', () => {
    expect(final('ARG P=', 'FROM "${P}python:3.14-slim" AS x').baseImage).toBe('python:3.14-slim');
    expect(final("FROM 'alpine:3' AS base", 'FROM "base"').baseImage).toBe('alpine:3');
  });

  test('has its platform flag left out of the base', () => {
    expect(final('FROM --platform=$BUILDPLATFORM node:24-slim AS x').baseImage).toBe(
      'node:24-slim',
    );
  });

  test('knows ports and users that come from variables', () => {
    const stage = final(
      'ARG PORT=8003',
      'FROM alpine',
      'ARG PORT',
      'ENV APP_USER=app OTHER="a b"',
      'EXPOSE $PORT 9000-9002 ${UNSET}',
      'USER ${APP_USER}:${APP_USER}',
    );
    expect(stage.exposedPorts).toEqual([8003, 9000, 9001, 9002]);
    expect(stage.user).toBe('app:app');
  });

  test.each([
    ['exec form', ['CMD ["a", "b c"]'], ['a', 'b c']],
    ['shell form', ['CMD uvicorn "app:app" --port 80'], ['uvicorn', 'app:app', '--port', '80']],
    ['single quotes, which are no JSON', [`CMD ['a', 'b']`], ['[a,', 'b]']],
    ['entrypoint and command', ['ENTRYPOINT ["./e.sh"]', 'CMD ["x"]'], ['./e.sh', 'x']],
    ['a command of an earlier entrypoint', ['CMD ["x"]', 'ENTRYPOINT ["y"]'], ['y']],
    ['a shell entrypoint, which ignores CMD', ['ENTRYPOINT run it', 'CMD ["x"]'], ['run', 'it']],
    ['an emptied command', ['CMD ["x"]', 'CMD []'], undefined],
    ['the last of several', ['CMD ["x"]', 'CMD ["y"]'], ['y']],
  ])('starts a command in %s', (_, lines, command) => {
    expect(final('FROM alpine', ...lines).command).toEqual(command);
  });

  test('knows where files were copied to, with the stages it is built on', () => {
    const stage = final(
      'FROM nginx:1.29-alpine AS base',
      'ENV ROOT=/usr/share/nginx/html',
      'COPY ["a b", "/etc/nginx/"]',
      'FROM node:24 AS build',
      'COPY . /src',
      'FROM base',
      'COPY --from=build /src/dist ${ROOT}/quiz',
      'ADD robots.txt /srv/',
    );
    const destinations = stage.copies.map(({ destination }) => destination);
    expect(destinations).toEqual(['/etc/nginx/', '/usr/share/nginx/html/quiz', '/srv/']);
  });

  test('has the health check in force', () => {
    const check = 'HEALTHCHECK --interval=5s CMD curl -f localhost';
    expect(final('FROM a', check).healthcheck).toEqual({ line: 2, column: 1 });
    expect(final('FROM a', check, 'HEALTHCHECK NONE').healthcheck).toBeUndefined();
  });
});

describe('tools in an image', () => {
  test.each([
    ['python:3.12-slim', 'python sh'],
    ['python:3.12-slim-bookworm', 'python sh'],
    ['python:3.12-alpine', 'python sh wget'],
    ['python:3.12', 'curl python sh wget'],
    ['docker.io/library/python:3.12-slim@sha256:abc', 'python sh'],
    ['tiangolo/uvicorn-gunicorn-fastapi:python3.10-slim', 'python sh'],
    ['docker.io/tiangolo/uvicorn-gunicorn:python3.11', 'python sh'],
    ['ghcr.io/astral-sh/uv:python3.12-bookworm-slim', 'python sh'],
    ['ghcr.io/astral-sh/uv:latest', ''],
    ['node:24-alpine', 'node sh wget'],
    ['node:24-slim', 'node sh'],
    ['nginx:1.29-alpine', 'sh wget'],
    ['nginx:alpine-slim', 'sh wget'],
    ['nginx:1.29', 'curl sh'],
    ['nginx', 'curl sh'],
    ['nginx:1.19.2-perl', 'sh'],
    ['nginxinc/nginx-unprivileged:1.29-alpine', 'sh wget'],
    ['caddy:2', 'sh wget'],
    ['httpd:2.4', 'sh'],
    ['alpine', 'sh wget'],
    ['debian:bookworm-slim', 'sh'],
    ['gcr.io/distroless/python3-debian12', 'python'],
    ['gcr.io/distroless/static', ''],
    ['scratch', ''],
    ['localhost:5000/python', ''],
    ['example.com/somebody/python:3.12', ''],
    ['${BASE}', ''],
  ])('%s: %s', (image, expected) => {
    expect(tools(`FROM ${image}`).join(' ')).toBe(expected);
  });

  test.each([
    [
      'apt-get',
      'RUN apt-get update && apt-get install -y --no-install-recommends curl=8.* gcc',
      'curl',
    ],
    [
      'several lines',
      'RUN apt-get update \\\n && apt-get -y install \\\n    wget \\\n    gcc',
      'wget',
    ],
    ['a variable in front', 'RUN DEBIAN_FRONTEND=noninteractive apt-get install -qy curl', 'curl'],
    ['apk', 'RUN apk add --no-cache curl~=8 python3', 'curl python'],
    ['dnf', 'RUN dnf install -y curl && dnf clean all', 'curl'],
    ['exec form', 'RUN ["apt-get", "install", "-y", "curl"]', 'curl'],
    ['a here-document', 'RUN <<EOF\nset -e\napt-get install -y curl\nEOF', 'curl'],
    ['removed again', 'RUN apt-get install -y curl && x && apt-get purge -y curl', ''],
    ['removed with its group', 'RUN apk add --virtual .b curl && apk del .b', ''],
    ['a package of like name', 'RUN apt-get install -y libcurl4 curlftpfs', ''],
    ['only named', 'RUN echo apt-get install curl', ''],
    ['used only', 'RUN curl -f https://example.com', ''],
  ])('installed by %s', (_, line, expected) => {
    expect(tools('FROM example.com/base', line).join(' ')).toBe(expected);
  });
});

describe('a Dockerfile', () => {
  test('without FROM is none', () => {
    expect(readDockerfile('Dockerfile', '# empty\nRUN x\n')).toBeUndefined();
  });

  test('can be looked at up to a stage, by name or number', () => {
    const dockerfile = readDockerfile('Dockerfile', 'FROM a AS Dev\nFROM b AS prod\n');
    if (dockerfile === undefined) throw new Error('none');
    expect(withTarget(dockerfile, 'dev')?.final.baseImage).toBe('a');
    expect(withTarget(dockerfile, '1')?.final.baseImage).toBe('b');
    expect(withTarget(dockerfile, 'test')).toBeUndefined();
  });
});

describe('the stages of a build', () => {
  test('needed are those built on and taken from, by name, number and mount; others are not', () => {
    const dockerfile = readDockerfile(
      'Dockerfile',
      [
        'ARG BUILD=deps',
        'FROM python:3.12 AS base',
        'FROM base AS deps',
        'FROM node:24 AS web',
        'FROM alpine:3 AS unused',
        'FROM debian:13 AS mounted',
        'FROM nginx:1 AS final',
        'ARG BUILD',
        'COPY --from=$BUILD /a /b',
        'COPY --chown=x --from=2 ["/web", "/c d"]',
        'RUN --mount=type=bind,from=mounted,target=/m --mount=type=cache,target=/c true',
        'COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/',
        '',
      ].join('\n'),
    );
    if (dockerfile === undefined) throw new Error('no stage');
    const names = neededStages(dockerfile).map(({ name }) => name);
    expect(names).toEqual(['base', 'deps', 'web', 'mounted', 'final']);
    expect(dockerfile.final.borrowed).toEqual([
      { from: 'deps', position: { line: 9, column: 1 } },
      { from: '2', position: { line: 10, column: 1 } },
      { from: 'mounted', position: { line: 11, column: 1 } },
      { from: 'ghcr.io/astral-sh/uv:0.9', position: { line: 12, column: 1 } },
    ]);
    expect(dockerfile.final.copies[1]).toEqual({
      sources: ['/web'],
      destination: '/c d',
      from: '2',
      workdir: '/',
    });
  });
});

test('packages that stay in the image, with the RUN that brings them', () => {
  const stage = final(
    'FROM python:3.12-alpine AS base',
    'RUN apk add --no-cache --virtual .build gcc musl-dev && apk add libpq',
    'FROM base',
    'RUN python3 -m pip install --no-cache-dir "poetry==2.1" && pip install pip-tools \\',
    '  && pip uninstall -y pip-tools && apk del .build',
  );
  expect([...stage.packages]).toEqual([['libpq', { line: 2, column: 1 }]]);
  expect([...stage.pythonPackages]).toEqual([['poetry', { line: 4, column: 1 }]]);
  expect(stage.runs.map(({ position }) => position.line)).toEqual([2, 4]);
});

describe('what a stage says about users and directories', () => {
  test('the user, where it is set, and the working directory, through its parents', () => {
    const stage = final(
      'FROM python:3.12-slim AS base',
      'WORKDIR /srv',
      'USER app',
      'FROM base',
      'WORKDIR api',
      'ENV DATA=/data MODE=prod',
      'VOLUME ["/data", "cache"]',
      'RUN mkdir x',
    );
    expect(stage).toMatchObject({
      user: 'app',
      userAt: { line: 3, column: 1 },
      workdir: '/srv/api',
      volumes: ['/data', '/srv/api/cache'],
      runs: [{ script: 'mkdir x', workdir: '/srv/api' }],
    });
    expect([...stage.environment]).toEqual([
      ['DATA', { value: '/data', position: { line: 6, column: 1 } }],
      ['MODE', { value: 'prod', position: { line: 6, column: 1 } }],
    ]);
  });

  test('the working directory an image comes with', () => {
    expect(final('FROM tiangolo/uvicorn-gunicorn-fastapi:python3.10-slim').workdir).toBe('/app');
    expect(final('FROM python:3.12').workdir).toBe('/');
  });

  test('users that scripts create, in the dialects of useradd and adduser', () => {
    const accounts = (script: string): [string, string | undefined][] =>
      [...final('FROM a', `RUN ${script}`).accounts].map(([name, { uid }]) => [name, uid]);
    expect(accounts('useradd -ms /bin/sh appuser && chown -R appuser /api')).toEqual([
      ['appuser', undefined],
    ]);
    expect(accounts('useradd --uid 10001 --user-group one; useradd -u 5 -g 5 two')).toEqual([
      ['one', '10001'],
      ['two', '5'],
    ]);
    expect(accounts('addgroup -S app && adduser -S -D -u 10001 -G app app')).toEqual([
      ['app', '10001'],
    ]);
    expect(accounts('adduser --disabled-password --gecos "" --uid=7 web')).toEqual([['web', '7']]);
    expect(accounts('adduser app www-data')).toEqual([]);
    expect(accounts('useradd "$NAME"')).toEqual([]);
  });

  test('users of the system, whose numbers are below those of persons', () => {
    const system = (script: string): string[] =>
      [...final('FROM a', `RUN ${script}`).accounts.values()]
        .filter(({ isSystem }) => isSystem)
        .map(({ name }) => name);
    expect(system('useradd -rm one; useradd --system two; adduser --system three')).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(system('adduser -SD four')).toEqual(['four']);
    expect(system('useradd -ms /bin/sh one; useradd -m two; adduser -D three')).toEqual([]);
  });

  test('images whose program ends at once start nothing', () => {
    expect(final('FROM node:22-alpine', 'COPY dist /dist').runnable).toBe(false);
    expect(final('FROM busybox:1', 'COPY dist /dist').runnable).toBe(false);
    expect(final('FROM nginx:1.29-alpine').runnable).toBe(true);
    expect(final('FROM tiangolo/uvicorn-gunicorn-fastapi:python3.10-slim').runnable).toBe(true);
    expect(final('FROM ghcr.io/x/base:1').runnable).toBe(true);
  });
});
