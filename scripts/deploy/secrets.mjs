import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from './checks.mjs';
import { attempt, run } from './shell.mjs';

const UID = 10001;
const IMAGE = 'ghcr.io/example-union/api-tombola:local';

/** An API that reads its password when it is imported, as most do. */
const FILES = {
  'manifest.json': '{ "name": "tombola", "version": "1.0.0", "api": { "port": 8010 } }\n',
  'compose.prod.yml': `services:
  api_tombola:
    image: ${IMAGE}
    build:
      context: api-tombola
    network_mode: none
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
      # The key that sessions are signed with.
      SECRET_KEY: \${SECRET_KEY}
`,
  'api-tombola/Dockerfile': `FROM python:3.12-slim
WORKDIR /api
COPY ./app ./app
USER ${UID}
CMD ["python3", "-m", "app.main"]
`,
  'api-tombola/app/__init__.py': '',
  'api-tombola/app/main.py': `import os
import sys

PASSWORD = os.getenv("POSTGRES_PASSWORD", "postgres")
KEY = os.environ["SECRET_KEY"]

if __name__ == "__main__":
    print(os.getuid(), os.getpid(), PASSWORD, len(KEY), os.getenv("POSTGRES_PASSWORD_FILE"))
`,
};

/**
 * Hardens an extension for real, builds its image, makes its secrets with the script it was given,
 * and starts it with Compose and with Docker.
 */
export function checkSecrets(directory, composes, env) {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const harden = ['bin/rally-ext.js', 'harden', directory, '--review', '--yes'];
  run(process.execPath, [...harden, '--only', 'secrets-from-files']);
  const secrets = join(directory, 'secrets');
  const password = 'p4ss $HOME "quoted" \'too\'';
  const settings = { ...env, SECRETS_DIR: secrets };
  const script = join(directory, 'deploy/create-secrets.sh');

  check('the script makes files that only the user of the container can read', () => {
    const printed = run(script, [], { env: { ...settings, POSTGRES_PASSWORD: password } });
    assert.ok(!printed.includes(password));
    for (const name of ['postgres_password', 'secret_key']) {
      const { mode, uid } = statSync(join(secrets, name));
      assert.deepEqual([mode & 0o777, uid], [0o400, UID]);
    }
  });
  check('the script leaves files that are there', () => {
    const key = readFileSync(join(secrets, 'secret_key'), 'utf8');
    run(script, [], { env: { ...settings, POSTGRES_PASSWORD: 'another' } });
    assert.equal(readFileSync(join(secrets, 'secret_key'), 'utf8'), key);
    assert.equal(readFileSync(join(secrets, 'postgres_password'), 'utf8'), `${password}\n`);
  });
  check('the image is built', () => {
    run('docker', ['build', '-t', IMAGE, join(directory, 'api-tombola')], { env });
  });

  const file = join(directory, 'compose.prod.yml');
  for (const { name, program, reason } of composes) {
    if (program === undefined) {
      console.log(`  not tried: Compose ${name}: ${reason}`);
      continue;
    }
    const compose = (...args) =>
      attempt(program, ['-f', file, '-p', 'tombola', ...args], { env: settings });
    check(`Compose ${name} accepts the file`, () => {
      const { code, err } = compose('config', '--quiet');
      assert.equal(code, 0, err);
    });
    check(`Compose ${name}: the app reads the content of the file, as user ${UID}`, () => {
      const { out, err } = compose('run', '--rm', 'api_tombola');
      assert.equal(out.trim(), `${UID} 1 ${password} 64 None`, err);
    });
    check(`Compose ${name}: the app reads the content of the file, as root`, () => {
      const { out, err } = compose('run', '--rm', '--user', '0', 'api_tombola');
      assert.equal(out.trim(), `0 1 ${password} 64 None`, err);
    });
    compose('down');
  }

  const mounts = ['postgres_password', 'secret_key'].flatMap((name) => [
    ...['-v', `${join(secrets, name)}:/run/secrets/${name}:ro`],
    ...['-e', `${name.toUpperCase()}_FILE=/run/secrets/${name}`],
  ]);
  const docker = (...args) => attempt('docker', ['run', '--network', 'none', ...args], { env });
  check('another user cannot read the file, and is told so', () => {
    const { code, err } = docker('--rm', '--user', '10002', ...mounts, IMAGE);
    assert.equal(code, 1);
    assert.match(
      err,
      /^entrypoint-secrets\.sh: \w+_FILE: user 10002 may not read \/run\/secrets\/\w+\n$/,
    );
  });
  check('a variable and its file together are refused', () => {
    const { code, err } = docker('--rm', '-e', 'SECRET_KEY=x', ...mounts, IMAGE);
    assert.equal(code, 1);
    assert.equal(
      err,
      'entrypoint-secrets.sh: both SECRET_KEY and SECRET_KEY_FILE are given: leave one of them out\n',
    );
  });
  check('docker inspect does not show the password', () => {
    docker('--name', 'inspected', ...mounts, IMAGE);
    const shown = run('docker', ['inspect', 'inspected'], { env });
    assert.ok(shown.includes('POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password'));
    assert.ok(!shown.includes('p4ss'));
  });
  rmSync(secrets, { recursive: true });
}
