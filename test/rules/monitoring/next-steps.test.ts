import { inspect } from '../../../src/extension/inspect.js';
import { monitoringStack } from '../../../src/rules/monitoring/monitoring-stack.js';
import { defaultOptions } from '../../../src/rules/options.js';
import { removeTrees, writeTree } from '../../tree.js';
import { apiDockerfile, plainApp, sample } from '../sample.js';

const service = 'services:\n  api_rally: { build: api-rally, image: ghcr.io/x/api-rally }\n';

/** What a person is told to do with the monitoring of an extension that this file deploys. */
function nextSteps(composeFile: string): readonly string[] {
  const files = {
    ...sample,
    'api-rally/Dockerfile': apiDockerfile,
    'api-rally/app/main.py': plainApp.replace('/teams', '/metrics'),
    [composeFile]: service,
  };
  const changes = monitoringStack.fix?.(inspect(writeTree(files)), defaultOptions) ?? [];
  return changes.flatMap((change) => change.nextSteps ?? []);
}

afterEach(removeTrees);

test('monitoring is started as it is, where its networks have their names', () => {
  expect(nextSteps('compose.prod.yml')).toEqual([
    'Start Prometheus and Grafana beside the extension with "docker compose -f deploy/monitoring/compose.monitoring.yml up --detach", and say in deploy/monitoring/prometheus.yml where alarms go.',
  ]);
});

test('for networks of the Platform it is said where the other command is', () => {
  expect(nextSteps('compose.override.prod.yml')).toEqual([
    'Start Prometheus and Grafana beside the extension with "docker compose -f deploy/monitoring/compose.monitoring.yml up --detach" (without the Platform: as DEPLOYMENT.md says), and say in deploy/monitoring/prometheus.yml where alarms go.',
  ]);
});
