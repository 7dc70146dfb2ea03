import { Buffer } from 'node:buffer';
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPythonImageWith, buildRealNodeImage } from './base-image.mjs';
import { check } from './checks.mjs';
import { attempt, installPackages, run } from './shell.mjs';
import { quicken } from './versions.mjs';

const NAME = 'my-ext';
const TAG = '0.1.0';
const OWNER = 'example-union';
const CACHE = resolve('.cache/deploy/scaffold');
/** What Dockerfile.prod installs before the rest. */
const POETRY = ['poetry==2.5.1', 'poetry-plugin-export==1.10.1'];

/** A new extension: its images are built, it is deployed on its own, and a browser shows its page. */
export async function checkScaffold(home, compose, engine) {
  const directory = join(home, NAME);
  mkdirSync(home, { recursive: true });
  const cli = ['bin/rally-ext.js', 'new', NAME, '--dir', directory, '--registry-owner', OWNER];
  run(process.execPath, cli);
  quicken(join(directory, 'deploy/compose.standalone.yml'));
  const api = join(directory, `api-${NAME}`);
  const web = join(directory, `web-${NAME}`);
  const { env } = engine;
  buildPythonImageWith('python:3.12-slim', join(CACHE, 'wheels'), pythonPackages(api), env);
  buildRealNodeImage('node:22-alpine', fillNpmCache(web), env);

  check('the images of a new extension are built from what its lock files name', () => {
    for (const [part, context] of [
      ['api', api],
      ['web', web],
    ]) {
      const image = `ghcr.io/${OWNER}/${part}-${NAME}:${TAG}`;
      const from = ['-f', join(context, 'Dockerfile.prod'), context];
      run('docker', ['build', '--network', 'none', '-t', image, ...from], { env });
    }
  });

  const port = 30_000 + (process.pid % 10_000);
  const keys = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
  const key = join(home, 'jwt.key.pub');
  writeFileSync(key, keys.publicKey.export({ type: 'spki', format: 'pem' }));
  const settings = {
    ...env,
    COMPOSE: compose,
    STATE_DIR: join(home, 'state'),
    BACKUP_DIR: join(home, 'backups'),
    SECRETS_DIR: join(home, 'secrets'),
    JWT_KEY_PUB: key,
    HTTP_PORT: String(port),
  };
  const template = readFileSync(join(directory, '.env.production.example'), 'utf8');
  writeFileSync(join(directory, '.env.production'), template);
  const script = (name, ...args) =>
    attempt(join(directory, `deploy/${name}.sh`), args, { env: settings });
  script('create-secrets');
  const deployed = script('deploy', '--no-pull', TAG);
  check('a new extension is deployed on its own, and everything is healthy', () => {
    assert.equal(deployed.code, 0, deployed.err + deployed.out);
    assert.equal(script('status').code, 0);
  });
  try {
    await checkPage(`http://127.0.0.1:${port}`, keys.privateKey);
  } finally {
    const file = join(directory, 'deploy/compose.standalone.yml');
    attempt(compose, ['-f', file, 'down', '--volumes', '--timeout', '1'], {
      env: { ...settings, TAG },
    });
  }
}

async function checkPage(origin, key) {
  const notices = `${origin}/api/${NAME}/v1/notices`;
  const put = (token) =>
    fetch(notices, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ title: 'Dinner on Friday', body: 'Bring <b>friends</b>.' }),
    });
  const statuses = [
    (await put(token(key, ['default']))).status,
    (await put(token(key, [`manager-${NAME}`]))).status,
  ];
  check('who has the scope puts up a notice, through the proxy; others may not', () => {
    assert.deepEqual(statuses, [403, 201]);
  });
  check('a browser shows the page, with the notice from the database', () => {
    const page = browse(`${origin}/${NAME}/`);
    assert.match(page, /<h1>My Ext<\/h1>/);
    assert.match(page, /<h2>Dinner on Friday<\/h2>/);
    assert.match(page, /Bring &lt;b&gt;friends&lt;\/b&gt;\./);
    assert.match(page, /Ana Reis/);
    assert.doesNotMatch(page, /role="alert"/);
  });
}

/** The page as Chromium has it once its scripts have run. */
function browse(url) {
  installPackages({ chromium: 'chromium' });
  const profile = mkdtempSync(join(tmpdir(), 'rally-ext-chromium-'));
  try {
    return run('chromium', [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      ...[`--user-data-dir=${profile}`, '--virtual-time-budget=20000', '--dump-dom', url],
    ]);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** An access token such as the Platform gives (JSON Web Token, RFC 7519; ES512, RFC 7518 section 3.4). */
function token(key, scopes) {
  const exp = Math.floor(Date.now() / 1000) + 600;
  const claims = { sub: '7', name: 'Ana', surname: 'Reis', scopes, exp };
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'ES512', typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign('sha512', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/** What pip has to find: Poetry, and exactly what the lock file names. */
function pythonPackages(api) {
  const environment = join(CACHE, 'poetry');
  const poetry = join(environment, 'bin/poetry');
  if (!existsSync(poetry)) {
    run('python3', ['-m', 'venv', environment]);
    run(join(environment, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...POETRY]);
  }
  const requirements = join(CACHE, 'requirements.txt');
  run(poetry, ['export', '--only', 'main', '--output', requirements], { cwd: api });
  return [POETRY, ['--requirement', requirements]];
}

/** Everything that package-lock.json names, as npm keeps it. */
function fillNpmCache(web) {
  const cache = join(CACHE, 'npm');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  run('npm', ['ci', ...flags, '--cache', cache], { cwd: web });
  rmSync(join(web, 'node_modules'), { recursive: true });
  return cache;
}
