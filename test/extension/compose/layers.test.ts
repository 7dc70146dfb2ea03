import { kindFromPath } from '../../../src/extension/compose/kind.js';
import { fileBelow, mergeDefinitions } from '../../../src/extension/compose/layers.js';
import type { ComposeKind } from '../../../src/extension/model.js';
import type { Data } from '../../../src/extension/records.js';

function layer(path: string, services: Readonly<Record<string, Data>>) {
  return { path, kind: kindOf(path), services: new Map(Object.entries(services)) };
}

function kindOf(path: string): ComposeKind | 'undecided' {
  const kind = kindFromPath(path);
  return kind === 'not-deployed' ? 'undecided' : kind;
}

describe('the file that another one is laid over', () => {
  const base = layer('compose.yaml', { api: { build: './backend' }, db: { image: 'postgres' } });

  test.each(['compose.yaml', 'docker-compose.yml', 'compose.yml'])('%s beside it', (name) => {
    const below = layer(name, { api: { build: './backend' } });
    const above = layer('compose.prod.yml', { api: { restart: 'always' } });
    expect(fileBelow(above, [above, below])).toBe(below);
  });

  test('a file whose services are all complete stands alone', () => {
    const above = layer('compose.prod.yml', { api: { image: 'a' }, web: { build: '.' } });
    expect(fileBelow(above, [base, above])).toBeUndefined();
  });

  test('what only adds to services of somebody else is not laid over it', () => {
    const above = layer('compose.override.yml', { web_nei: { environment: {} } });
    expect(fileBelow(above, [base, above])).toBeUndefined();
  });

  test('the file whose name it continues, before a plain one', () => {
    const plain = layer('compose.yml', { api: { build: '.' } });
    const below = layer('compose.standalone.yml', { api: { image: 'a' } });
    const above = layer('compose.standalone.tls.yml', { api: {}, caddy: { image: 'caddy' } });
    expect(fileBelow(above, [plain, below, above])).toBe(below);
  });

  test('a file that brings a service which waits for one of the other', () => {
    const below = layer('compose.standalone.yml', { proxy: { image: 'nginx' } });
    const above = layer('compose.standalone.tls.yml', {
      caddy: { image: 'caddy', depends_on: ['proxy'] },
    });
    expect(fileBelow(above, [below, above])).toBe(below);
  });

  test('for staging, the file of production', () => {
    const below = layer('deploy/compose.standalone.yml', { api: { image: 'a' } });
    const above = layer('deploy/compose.staging.yml', { api: { restart: 'no' } });
    expect(fileBelow(above, [below, above])).toBe(below);
  });

  test('a file in another directory, or with a name of its own, is not below', () => {
    const above = layer('deploy/compose.prod.yml', { api: { restart: 'always' } });
    const other = layer('deploy/compose.extra.yml', { api: { image: 'a' } });
    expect(fileBelow(above, [base, other, above])).toBeUndefined();
  });
});

describe('one definition laid over another', () => {
  test.each<[string, Data, Data, Data]>([
    ['maps are merged by key', { a: { x: 1, y: 1 } }, { a: { y: 2 } }, { a: { x: 1, y: 2 } }],
    ['sequences are appended', { ports: ['1:1'] }, { ports: ['2:2'] }, { ports: ['1:1', '2:2'] }],
    ['commands are replaced', { command: ['a', 'b'] }, { command: ['c'] }, { command: ['c'] }],
    [
      'so is the test of a healthcheck',
      { healthcheck: { test: ['CMD', 'a'], interval: '5s' } },
      { healthcheck: { test: ['CMD', 'b'] } },
      { healthcheck: { test: ['CMD', 'b'], interval: '5s' } },
    ],
    [
      'an environment in list form joins one in map form',
      { environment: ['A=1', 'B=x=y', 'C'] },
      { environment: { A: 2 } },
      { environment: { A: 2, B: 'x=y', C: null } },
    ],
    [
      'dependencies in list form join those with conditions',
      { depends_on: ['db', 'cache'] },
      { depends_on: { db: { condition: 'service_healthy' } } },
      { depends_on: { db: { condition: 'service_healthy' }, cache: null } },
    ],
  ])('%s', (_name, below, above, merged) => {
    expect(mergeDefinitions(below, above)).toEqual(merged);
  });
});
