import { optionQuestions, withFollowUps } from '../../src/questions/questions.js';
import { inspect } from '../../src/extension/inspect.js';
import { audit } from '../../src/report/audit.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { defaultOptions } from '../../src/rules/options.js';
import { parts } from '../../src/rules/parts.js';
import { apiDockerfile, healthyApp, plainApp, sample } from '../rules/sample.js';
import { migrationApp } from '../tools/migration-apps.js';
import { removeTrees, writeTree } from '../tree.js';

afterEach(removeTrees);

function questions(fixes: readonly string[], app: string): string[] {
  const root = writeTree({
    ...sample,
    'compose.prod.yml': 'services:\n  api_rally: { build: api-rally }\n',
    'api-rally/Dockerfile': apiDockerfile,
    'api-rally/app/main.py': app,
  });
  return optionQuestions(inspect(root), fixes, defaultOptions).map(({ name }) => name);
}

test('the part "compose" has every fix of its two aspects', () => {
  const fixable = catalogue
    .filter(({ meta }) => ['compose', 'docker-images'].includes(meta.aspect) && meta.fix !== null)
    .map(({ meta }) => meta.id);
  expect([...parts.compose].sort()).toEqual([...fixable, 'health-endpoint'].sort());
});

test('the path of the health endpoint is asked for where a healthcheck brings one', () => {
  expect(questions(['compose-healthcheck'], plainApp)).toEqual(['healthPath']);
  expect(questions(['compose-healthcheck'], healthyApp)).toEqual([]);
  expect(questions(['compose-logging'], plainApp)).toEqual([]);
});

test('the limits of every service are asked for with their fix', () => {
  expect(questions(['compose-resource-limits'], plainApp)).toHaveLength(2);
});

test('with a first migration comes what could not be ticked before, and nothing that was left unticked', () => {
  const extension = inspect(
    writeTree({ ...migrationApp({ isAsync: false, schema: undefined }), ...sample }),
  );
  const report = audit(extension, catalogue);
  const ticked = ['compose-logging', 'alembic-baseline'];
  expect(withFollowUps(ticked, report, catalogue)).toEqual([
    ...ticked,
    ...['alembic-single-head', 'alembic-shipped', 'alembic-applied', 'alembic-ci'],
    'schema-by-migrations',
  ]);
  expect(withFollowUps(['compose-logging'], report, catalogue)).toEqual(['compose-logging']);
});
