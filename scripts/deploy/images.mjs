import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { check } from './checks.mjs';
import { run } from './shell.mjs';

const API = 'ghcr.io/example-union/api-tombola:images';
const WEB = 'ghcr.io/example-union/web-tombola:images';
const SITE = 'ghcr.io/example-union/web-site:images';

/** An API as root that writes to three places, a client in an image of files, and an nginx as root. */
const FILES = {
  'manifest.json':
    '{ "name": "tombola", "version": "1.0.0", "api": { "port": 8010 }, "web": { "port": 3010 } }\n',
  'compose.prod.yml': `services:
  api_tombola:
    image: ${API}
    build: api-tombola
    environment:
      SECRET_KEY: \${SECRET_KEY}
      PROMETHEUS_MULTIPROC_DIR: /var/lib/metrics
    volumes:
      - uploads:/api/uploads
    restart: always
  web_tombola:
    image: ${WEB}
    build: web-tombola
    restart: always
  web_site:
    image: ${SITE}
    build: web-site
    restart: always
volumes:
  uploads:
`,
  'api-tombola/Dockerfile': `FROM python:3.12-slim
WORKDIR /api
RUN pip install --no-cache-dir fastapi uvicorn gunicorn
RUN mkdir static
COPY ./app ./app
EXPOSE 8010
CMD ["gunicorn", "app.main:app", "--bind", "0.0.0.0:8010", "--workers", "2", "-k", "uvicorn.workers.UvicornWorker"]
`,
  'api-tombola/app/__init__.py': '',
  'api-tombola/app/main.py': `import os
import time
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
KEY = os.environ["SECRET_KEY"]


@app.get("/write")
def write() -> dict[str, str]:
    for directory in ("static", "uploads", os.environ["PROMETHEUS_MULTIPROC_DIR"]):
        Path(directory, "written").write_text("x")
    return {"uid": str(os.getuid()), "key": str(len(KEY))}


@app.get("/slow")
def slow() -> str:
    time.sleep(4)
    return "answered"
`,
  'web-tombola/package.json': '{ "name": "web-tombola" }\n',
  'web-tombola/Dockerfile': `FROM debian-base AS build
COPY client /web/dist

FROM scratch AS artifact
COPY --from=build /web/dist /dist
`,
  'web-tombola/client/index.html': '<script src="/tombola/assets/index-4f2a.js"></script>\n',
  'web-tombola/client/assets/index-4f2a.js': 'console.log("tombola");\n',
  'web-site/Dockerfile': `FROM nginx:1.29-alpine
COPY default.conf /etc/nginx/conf.d/default.conf
COPY index.html /usr/share/nginx/html/tombola/index.html
EXPOSE 80
`,
  'web-site/default.conf': `server {
  listen 80;
  root /usr/share/nginx/html;
}
`,
  'web-site/index.html': 'site\n',
};

/** No container has a network here, and so none needs one. */
const OFFLINE = `services:
${['api_tombola', 'web_tombola', 'web_site'].map((name) => `  ${name}: { network_mode: none }`).join('\n')}
`;

/** Hardens an extension whose images run as root or not at all, builds them, and uses them. */
export async function checkImages(directory, composes, env) {
  const compose2 = composes.find(({ name }) => name === 'v2')?.program;
  if (compose2 === undefined) {
    console.log('  not tried: the images of a hardened extension: Compose v2 is not there');
    return;
  }
  const write = (path, text) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  for (const [path, text] of Object.entries(FILES)) write(path, text);
  write('offline.yml', OFFLINE);
  chmodSync(directory, 0o755);
  run(process.execPath, ['bin/rally-ext.js', 'harden', directory, '--review', '--yes']);

  const secrets = join(directory, 'secrets');
  run(join(directory, 'deploy/create-secrets.sh'), [], { env: { SECRETS_DIR: secrets } });
  const settings = { ...env, SECRETS_DIR: secrets };
  const files = ['compose.prod.yml', 'offline.yml'].flatMap((file) => [
    '-f',
    join(directory, file),
  ]);
  const compose = (...args) =>
    run(compose2, [...files, '-p', 'images', ...args], { env: settings });
  const exec = (service, ...words) => compose('exec', '-T', service, ...words);
  const ask = (path) =>
    exec(
      'api_tombola',
      'python',
      '-c',
      `import urllib.request as r; print(r.urlopen('http://127.0.0.1:8010${path}').read().decode())`,
    ).trim();

  check('the images of a hardened extension are built', () => {
    for (const [image, context] of [
      [API, 'api-tombola'],
      [WEB, 'web-tombola'],
      [SITE, 'web-site'],
    ]) {
      run('docker', ['build', '--network', 'none', '-t', image, join(directory, context)], { env });
    }
  });
  check('the stage of files still gives the files alone', () => {
    const stage = ['--target', 'artifact', '-t', 'files', join(directory, 'web-tombola')];
    run('docker', ['build', '--network', 'none', ...stage], { env });
    assert.equal(
      run('docker', ['inspect', '-f', '{{.Config.Cmd}}', 'files'], { env }).trim(),
      '[]',
    );
  });
  compose('up', '-d', '--no-build');
  try {
    await checkRunning(compose, exec, ask, env);
  } finally {
    compose('down', '--volumes', '--timeout', '1');
  }
}

async function checkRunning(compose, exec, ask, env) {
  await healthy(compose);
  const services = { api_tombola: '10001', web_tombola: '101', web_site: '101' };
  for (const [service, uid] of Object.entries(services)) {
    check(`${service} runs as user ${uid}, without capabilities, and is healthy`, () => {
      assert.equal(exec(service, 'id', '-u').trim(), uid);
      const status = exec(service, 'cat', '/proc/1/status');
      assert.match(status, new RegExp(`^Uid:\\t${uid}\\t`, 'm'));
      assert.match(status, /^NoNewPrivs:\t1$/m);
      if (service !== 'web_site') assert.match(status, /^CapBnd:\t0+$/m);
      const state = compose('ps', '--format', '{{.Health}}', service).trim();
      assert.equal(state, 'healthy', compose('logs', service));
    });
  }
  check('the API writes where it has to, and reads its secret', () => {
    assert.equal(ask('/write'), '{"uid":"10001","key":"64"}');
  });
  check('the API cannot change its own code', () => {
    assert.throws(() => exec('api_tombola', 'touch', '/api/app/main.py'), /Permission denied/);
  });
  checkClient(exec);
  await checkStop(compose, exec, env);
}

/** The headers and the text of an answer, as BusyBox's wget prints them. */
function fetchFrom(exec, path) {
  const script = `wget -S -O - http://127.0.0.1:3010${path} 2>&1; true`;
  return exec('web_tombola', 'sh', '-c', script);
}

function checkClient(exec) {
  check('the client is served below its name, its routes too, and asked for again', () => {
    for (const path of ['/tombola/', '/tombola', '/', '/tombola/prizes/3?x=1']) {
      const answer = fetchFrom(exec, path);
      assert.match(answer, /<script src="\/tombola\/assets/);
      assert.match(answer, /Cache-Control: no-cache\r?\n/);
      assert.match(answer, /X-Content-Type-Options: nosniff/);
      assert.match(answer, /Content-Security-Policy: frame-ancestors 'self'/);
    }
  });
  check('its hashed files are kept for ever, and those that are gone are not found', () => {
    const script = fetchFrom(exec, '/tombola/assets/index-4f2a.js');
    assert.match(script, /Cache-Control: public, max-age=31536000, immutable/);
    assert.match(script, /X-Content-Type-Options: nosniff/);
    const gone = fetchFrom(exec, '/tombola/assets/index-0000.js');
    assert.match(gone, /404 Not Found/);
    assert.ok(!gone.includes('immutable'));
  });
}

/** A request that is being answered when the container is stopped gets its answer. */
async function checkStop(compose, exec, env) {
  const id = compose('ps', '-q', 'api_tombola').trim();
  const script =
    "import urllib.request as r; print(r.urlopen('http://127.0.0.1:8010/slow').read().decode())";
  const client = spawn('docker', ['exec', id, 'python', '-c', script], {
    env: { ...process.env, ...env },
  });
  let answer = '';
  client.stdout.on('data', (data) => (answer += data));
  const ended = new Promise((resolve) => client.once('close', resolve));
  await wait(1500);
  const start = Date.now();
  const stop = spawn('docker', ['stop', id], { env: { ...process.env, ...env }, stdio: 'ignore' });
  await new Promise((resolve) => stop.once('close', resolve));
  const seconds = (Date.now() - start) / 1000;
  await ended;
  check('SIGTERM lets a request finish, and ends the API within its time', () => {
    assert.equal(answer.trim(), '"answered"');
    assert.ok(seconds < 20, `it took ${seconds} s`);
    const state = run('docker', ['inspect', '-f', '{{.State.ExitCode}}', id], { env });
    assert.equal(state.trim(), '0');
  });
}

/** Waits for the first probes, which come after their interval. */
async function healthy(compose) {
  for (let tries = 0; tries < 30; tries += 1) {
    const states = compose('ps', '--format', '{{.Health}}').trim().split('\n');
    if (states.length === 3 && states.every((state) => state === 'healthy')) return;
    await wait(2000);
  }
}
