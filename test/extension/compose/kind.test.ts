import { isPlatformOverride, kindFromPath } from '../../../src/extension/compose/kind.js';

describe('what a compose file is for, by its path', () => {
  test.each([
    ['compose.override.yml', 'development'],
    ['compose.override.prod.yml', 'production'],
    ['compose.override.staging.yaml', 'staging'],
    ['docker-compose.override.yml', 'development'],
    ['compose.dev.yml', 'development'],
    ['docker-compose.local.yml', 'development'],
    ['compose.prod.yml', 'production'],
    ['docker-compose-production.yaml', 'production'],
    ['compose_prod.yml', 'production'],
    ['deploy/docker-compose.prod.yaml', 'production'],
    ['deploy/docker-compose.staging.yaml', 'staging'],
    ['deploy/production/compose.yml', 'production'],
    ['deploy/prod/compose.staging.yml', 'staging'],
    ['compose.pre-prod.yml', 'staging'],
    ['compose.standalone.yml', 'standalone'],
    ['compose.yml', 'undecided'],
    ['docker-compose.yaml', 'undecided'],
    ['infra/compose.monitoring.yml', 'undecided'],
    ['.github/compose.stub.yml', 'not-deployed'],
    ['.github/compose.yml', 'not-deployed'],
    ['api-quiz/docker-compose.smoke.yml', 'not-deployed'],
    ['docker-compose.test.yml', 'not-deployed'],
    ['compose.tests.prod.yml', 'not-deployed'],
    ['compose.e2e.yml', 'not-deployed'],
    ['compose.ci.yml', 'not-deployed'],
    ['compose.example.yml', 'not-deployed'],
    ['tests/compose.yml', 'not-deployed'],
    ['.devcontainer/compose.yml', 'not-deployed'],
    ['devcontainer-example/compose.yml', 'not-deployed'],
    ['loader/testdata/compose.yml', 'not-deployed'],
    ['examples/compose.prod.yml', 'not-deployed'],
    ['tests_integration/docker-compose-postgres.yml', 'not-deployed'],
    ['e2e-tests/compose.yml', 'not-deployed'],
    ['contrib/login/compose.yaml', 'not-deployed'],
    ['.devcontainer/docker-compose.yml', 'not-deployed'],
    ['api-tests/compose.prod.yml', 'production'],
    ['contest/compose.yml', 'undecided'],
    ['deploy/monitoring/compose.monitoring.yml', 'not-deployed'],
  ])('%s: %s', (path, kind) => {
    expect(kindFromPath(path)).toBe(kind);
  });

  test.each([
    ['compose.override.yml', true],
    ['compose.override.prod.yml', true],
    ['docker-compose.override.yml', false],
    ['deploy/compose.override.yml', false],
    ['compose.prod.yml', false],
  ])('%s is laid over the Platform: %s', (path, expected) => {
    expect(isPlatformOverride(path)).toBe(expected);
  });
});
