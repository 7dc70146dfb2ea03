import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './checks.mjs';
import { attempt, run } from './shell.mjs';

/** What the Platform's own file brings that an extension rests on. */
const PLATFORM = `services:
  db_pg:
    image: postgres:15-alpine
    environment:
      POSTGRES_DB: postgres
      POSTGRES_USER: postgres
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
    healthcheck:
      test: [ "CMD", "pg_isready", "-U", "postgres" ]
      interval: 2s
      timeout: 5s
      retries: 15
    networks:
      - backend

  web_nei:
    image: nginx:1.27-alpine
    networks:
      - frontend

networks:
  backend:
    driver: bridge
  frontend:
    driver: bridge
`;

/** The names of services as a script finds them with awk and grep: no parser, two spaces, five lines. */
const FIND = `awk '/^services:/ { inside = 1; next } /^[A-Za-z]/ { inside = 0 }
  inside && /^  [a-zA-Z_][a-zA-Z0-9_]*:[ \\t]*$/ { print $1 }' "$1" | tr -d : | while read -r name; do
  grep -A 5 "^  $name:" "$1" | grep -qE '^ +(image|build|command|container_name):' && echo "$name"
done`;

/** The hardened override, laid over a stand-in for the Platform's own compose file. */
export function checkPlatform(machine) {
  const root = join(machine.home, 'platform');
  const extension = join(root, 'extensions/tombola');
  mkdirSync(join(root, 'extensions'), { recursive: true });
  cpSync(machine.directory, extension, { recursive: true });
  const override = join(extension, 'compose.override.prod.yml');
  const text = readFileSync(override, 'utf8').replaceAll('/deploy/', `${machine.home}/`);
  writeFileSync(override, text.replaceAll(/interval: \d+s/g, 'interval: 2s'));
  writeFileSync(join(root, 'compose.prod.yml'), PLATFORM);
  mkdirSync(join(machine.home, 'keys'), { recursive: true });
  writeFileSync(join(machine.home, 'keys/jwt.key.pub'), 'a public key\n');
  mkdirSync(join(machine.home, 'api-tombola/static'), { recursive: true });

  const files = ['-f', join(root, 'compose.prod.yml'), '-f', override];
  const env = {
    ...machine.env,
    TAG: '1.0.0',
    POSTGRES_PASSWORD: readFileSync(join(machine.home, 'secrets/postgres_password'), 'utf8').trim(),
  };
  const compose = (...args) => run(machine.compose, ['-p', 'platform', ...files, ...args], { env });
  check('the Platform finds the services of the hardened override', () => {
    const { out } = attempt('sh', ['-c', FIND, 'sh', override]);
    const found = out.trim().split('\n');
    assert.ok(
      ['api_tombola', 'web_tombola'].every((name) => found.includes(name)),
      out,
    );
  });
  check('the hardened override comes up with the Platform', () => {
    compose('up', '--detach');
    const states = compose('ps', '--all', '--format', '{{.Service}} {{.State}} {{.ExitCode}}');
    assert.match(states, /^api_tombola running 0$/m);
    assert.match(states, /^web_tombola running 0$/m);
    assert.match(states, /^migrate_tombola exited 0$/m);
    const ask =
      "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:8010/api/tombola/v1/tickets/').read())";
    const answer = compose('exec', '-T', 'api_tombola', 'python', '-c', waitFor(ask));
    assert.equal(answer.trim(), "b'[]'");
  });
  compose('down', '--volumes');
}

/** The application may take a moment to listen. */
function waitFor(script) {
  return `
import time
for tries in range(30):
    try:
        ${script.replace('; ', '\n        ')}
        break
    except OSError:
        time.sleep(1)
`;
}
