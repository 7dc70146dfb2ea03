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

test('safe fixes follow that could not be ticked before, and nothing that was left unticked', () => {
  const report = audit(inspect('examples/tombola'), catalogue);
  const safe = catalogue.filter(({ meta }) => meta.fix === 'safe').map(({ meta }) => meta.id);
  const failing = report.rules.filter(({ status }) => status === 'fail').map(({ id }) => id);
  const passing = safe.filter((id) => !failing.includes(id));
  expect(passing).toContain('env-wired');
  const chosen = withFollowUps(['structured-logging'], report, catalogue);
  expect(chosen).toEqual(['structured-logging', ...passing]);
});

test('with a first migration comes all of migrations that could not be ticked before', () => {
  const extension = inspect(
    writeTree({ ...migrationApp({ isAsync: false, schema: undefined }), ...sample }),
  );
  const report = audit(extension, catalogue);
  const review = (ticked: readonly string[]): string[] =>
    catalogue
      .filter(({ meta }) => meta.fix === 'review')
      .map(({ meta }) => meta.id)
      .filter((id) => withFollowUps(ticked, report, catalogue).includes(id));
  expect(review(['compose-logging'])).toEqual([]);
  expect(review(['alembic-baseline'])).toEqual([
    'alembic-baseline',
    'alembic-applied',
    'schema-by-migrations',
  ]);
});
