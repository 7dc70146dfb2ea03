import { inspect } from '../../../src/extension/inspect.js';
import { networksOf } from '../../../src/rules/independence/standalone/networks.js';
import { removeTrees, writeTree } from '../../tree.js';
import { sample } from '../sample.js';

afterEach(removeTrees);

/** The networks that the services of an override have in a stack of their own. */
function networks(services: string): Record<string, readonly string[]> {
  const extension = inspect(
    writeTree({
      ...sample,
      'compose.override.prod.yml': `services:\n${services.replaceAll(/^(?=.)/gm, '  ')}`,
    }),
  );
  const [file] = extension.composeFiles.filter(({ path }) => path === 'compose.override.prod.yml');
  return Object.fromEntries(
    (file?.services ?? []).map((service) => [service.name, networksOf(service)]),
  );
}

test('what may have to reach out of the machine does: APIs, workers, tasks, programs of others', () => {
  const text = `api_rally:
  image: ghcr.io/nei/api-rally
mail_worker:
  image: ghcr.io/nei/api-rally
  command: python -m app.mailer
seed_rally:
  image: ghcr.io/nei/api-rally
  command: python -m app.seed
  restart: "no"
tunnel:
  image: cloudflare/cloudflared:2026.1.0
`;
  expect(networks(text)).toEqual({
    api_rally: ['frontend', 'backend'],
    mail_worker: ['frontend', 'backend'],
    seed_rally: ['frontend', 'backend'],
    tunnel: ['frontend', 'backend'],
  });
});

test('stores and migrations do not, and the web client only meets the proxy', () => {
  const text = `web_rally:
  image: ghcr.io/nei/web-rally
migrate_rally:
  image: ghcr.io/nei/api-rally
  command: python -m alembic upgrade head
  restart: "no"
cache:
  image: redis:7-alpine
queue:
  image: docker.io/valkey/valkey:8
files:
  image: postgres:15-alpine
`;
  expect(networks(text)).toEqual({
    web_rally: ['frontend'],
    migrate_rally: ['backend'],
    cache: ['backend'],
    queue: ['backend'],
    files: ['backend'],
  });
});
