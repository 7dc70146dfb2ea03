import { inspect } from '../../../src/extension/inspect.js';
import { stackMounts } from '../../../src/rules/independence/standalone/mounts.js';
import { sourceOf } from '../../../src/rules/independence/standalone/source.js';
import { removeTrees, writeTree } from '../../tree.js';
import { sample } from '../sample.js';

afterEach(removeTrees);

/** What a service with these `volumes` in the Platform's override mounts in a stack of its own. */
function mounts(...volumes: string[]) {
  const lines = volumes.map((volume) => `      - ${volume}\n`).join('');
  const extension = inspect(
    writeTree({
      ...sample,
      'compose.override.prod.yml': `services:\n  api_rally:\n    image: ghcr.io/nei/api-rally\n    volumes:\n${lines}`,
      'api-rally/seed/teams.csv': 'a\n',
      'api-rally/app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    }),
  );
  const [target] = sourceOf(extension)?.services ?? [];
  if (target === undefined) throw new Error('nothing is deployed');
  return stackMounts(extension, target);
}

test('a file of the host is asked for, with the place it has in the Platform as default', () => {
  expect(mounts('/deploy/keys/jwt.key.pub:/jwt.key.pub:ro')).toEqual({
    volumes: [],
    kept: [],
    files: [
      {
        name: 'jwt_key_pub',
        target: '/jwt.key.pub',
        file: '${JWT_KEY_PUB:-/deploy/keys/jwt.key.pub}',
      },
    ],
  });
});

test('a variable that says where a file lies stays in charge', () => {
  const { files } = mounts('${KEY:-/deploy/keys/jwt.key.pub}:/jwt.key.pub:ro');
  expect(files).toEqual([
    { name: 'jwt_key_pub', target: '/jwt.key.pub', file: '${KEY:-/deploy/keys/jwt.key.pub}' },
  ]);
});

test('a directory that is written to becomes a volume, and is backed up', () => {
  expect(mounts('/deploy/api-rally/static:/api_rally/static')).toEqual({
    volumes: ['api_rally_static:/api_rally/static'],
    kept: ['api_rally_static'],
    files: [],
  });
});

test('volumes, sockets, and directories that are only read stay what they are', () => {
  expect(
    mounts('uploads:/uploads', '/var/run/docker.sock:/var/run/docker.sock:ro', '/srv/a:/a:ro'),
  ).toEqual({
    volumes: ['uploads:/uploads', '/var/run/docker.sock:/var/run/docker.sock:ro', '/srv/a:/a:ro'],
    kept: ['uploads'],
    files: [],
  });
});

test('what lies in the repository is reached from deploy/', () => {
  const { volumes } = mounts('./extensions/rally/api-rally/seed:/seed:ro');
  expect(volumes).toEqual(['../api-rally/seed:/seed:ro']);
});

test('what lies below the root of the Platform is no file of this repository', () => {
  const { files } = mounts('./dev-keys/jwt.key.pub:/jwt.key.pub:ro');
  expect(files.map(({ file }) => file)).toEqual(['${JWT_KEY_PUB:-/deploy/dev-keys/jwt.key.pub}']);
});
