import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildCaddyImage } from './base-image.mjs';
import { check, checkAsync } from './checks.mjs';
import { attempt, isInstalled, run } from './shell.mjs';

const MODULE = 'github.com/caddyserver/caddy/v2';
const VERSION = 'v2.11.9';
/** A name that Caddy's own authority signs for, and an address of this machine that is free on most. */
const DOMAIN = 'tombola.internal';
const ADDRESS = '127.0.80.43';
const TAG = '4.0.0';

/** Caddy in front of the stack that runs, and its end. */
export async function checkTls(machine) {
  const program = caddy();
  if (program === undefined) {
    console.log('  not tried: TLS in front of the stack: Go is not there to build Caddy with');
    return;
  }
  buildCaddyImage('caddy:2-alpine', program, machine.engine.env);
  machine.settings = { DOMAIN, TLS_BIND: ADDRESS };

  check('a deployment with --tls brings Caddy, and everything is healthy', () => {
    machine.ends(0, 'deploy', '--tls', '--no-pull', TAG);
    assert.match(machine.ends(0, 'status'), /caddy +Up [^\n]*\(healthy\)/);
  });
  const ca = authority(machine);
  await checkAsync(
    'TLS: the page and the API answer, with a certificate for the name',
    async () => {
      assert.match((await ask(ca, '/tombola/')).text, /<title>Tombola<\/title>/);
      assert.deepEqual(JSON.parse((await ask(ca, '/api/tombola/v1/tickets/')).text), ['ANA']);
      assert.equal((await ask(ca, '/')).location, '/tombola/');
    },
  );
  await checkAsync('TLS: where the API sends somebody on, it stays encrypted', async () => {
    // Starlette answers a path without its slash with a whole address.
    assert.equal(
      (await ask(ca, '/api/tombola/v1/tickets')).location,
      `https://${DOMAIN}/api/tombola/v1/tickets/`,
    );
  });
  await checkAsync('TLS: who comes without encryption is sent to the encrypted place', async () => {
    const { status, location } = await ask(undefined, '/tombola/?page=2');
    assert.deepEqual([status, location], [308, `https://${DOMAIN}/tombola/?page=2`]);
  });
  await checkAsync('TLS: what the proxy hides is hidden, and so is Caddy itself', async () => {
    for (const path of ['/metrics', '/health', '/docs', '/config/']) {
      assert.equal((await ask(ca, path)).status, 404, path);
    }
    await assert.rejects(answer(http.request({ host: ADDRESS, port: 2019 })), /ECONNREFUSED/);
    await assert.rejects(ask(ca, '/', 'somebody.else'), /tls|alert|handshake/i);
  });
  check('TLS: the next deployment keeps it, and --no-tls ends it', () => {
    machine.ends(0, 'deploy', '--no-pull', '--no-backup', TAG);
    assert.match(machine.ends(0, 'status'), /caddy +Up/);
    machine.ends(0, 'deploy', '--no-tls', '--no-pull', '--no-backup', TAG);
    assert.doesNotMatch(machine.ends(0, 'status'), /caddy/);
    assert.equal(attempt('docker', ['inspect', 'tombola-caddy-1'], { env: machine.env }).code, 1);
  });
  machine.settings = {};
}

/** Built from its Go module. */
function caddy() {
  const program = resolve(`.cache/deploy/caddy-${VERSION}/caddy`);
  if (existsSync(program)) return program;
  if (!isInstalled('go')) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-caddy-'));
  try {
    const env = { GOBIN: directory, CGO_ENABLED: '0' };
    run('go', ['install', `${MODULE}/cmd/caddy@${VERSION}`], { env });
    mkdirSync(dirname(program), { recursive: true });
    run('mv', [join(directory, 'caddy'), program]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return program;
}

/** The certificate of the authority that Caddy has made for itself. */
function authority(machine) {
  const file = '/data/caddy/pki/authorities/local/root.crt';
  const args = ['exec', 'tombola-caddy-1', 'cat', file];
  return attempt('docker', args, { env: machine.engine.env }).out;
}

/** Asks for a path of the site, encrypted where the authority to trust is given. */
function ask(ca, path, name = DOMAIN) {
  const place = { host: ADDRESS, path, headers: { Host: name } };
  return answer(
    ca === undefined ? http.request(place) : https.request({ ...place, ca, servername: name }),
  );
}

async function answer(request) {
  const response = await new Promise((done, fail) => {
    request.once('response', done);
    request.once('error', fail);
    request.end();
  });
  const { statusCode: status, headers } = response;
  return { status, location: headers.location, text: await text(response) };
}
