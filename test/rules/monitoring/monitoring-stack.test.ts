import { readFileSync } from 'node:fs';
import { monitoringStack } from '../../../src/rules/monitoring/monitoring-stack.js';
import { webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';
import { api, MAIN, main } from './samples.js';

type Files = Readonly<Record<string, string>>;

const DIRECTORY = 'deploy/monitoring';
const fixture = (name: string): string =>
  readFileSync(`test/rules/monitoring/fixtures/${name}`, 'utf8');
const route = (text: string): string => main.replace('V1_STR)\n', `V1_STR)\n\n\n${text}`);
const METRICS = `from prometheus_client import Counter, Histogram

Counter("http_requests_total", "Requests.", ["method", "route", "status"])
Histogram("http_request_duration_seconds", "Time.", ["method", "route"])
`;

const compose = `services:
  api_rally:
    image: ghcr.io/example/api-rally
    build:
      context: extensions/rally/api-rally
    networks:
      - backend
  web_rally:
    image: ghcr.io/example/web-rally
    build:
      context: extensions/rally/web-rally
    networks:
      - frontend
`;

/** An API with metrics and readiness, and a web client, deployed on the Platform. */
const deployed: Files = {
  ...api,
  [MAIN]: route(
    '@app.get("/metrics")\ndef metrics():\n    return {}\n\n\n@app.get("/api/rally/v1/ready")\ndef ready():\n    return {}\n',
  ),
  'api-rally/app/core/metrics.py': METRICS,
  'api-rally/Dockerfile':
    'FROM python:3.12-slim\nCOPY ./app ./app\nCMD ["uvicorn", "app.main:app", "--port", "8003"]\n',
  'web-rally/package.json': '{}',
  'web-rally/Dockerfile': webDockerfile,
  'compose.override.prod.yml': compose,
};
const asked = (what: string): string =>
  `${MAIN}:6:1 No Prometheus configuration of the repository asks ${what}.`;

/** The files of the fix, from fixtures; `changed` ones in their place. */
const written = (changed: Files = {}): Files => {
  const names = ['prometheus.yml', 'alerts.yml', 'blackbox.yml', 'compose.monitoring.yml'];
  const grafana = ['grafana/datasource.yml', 'grafana/provider.yml', 'grafana/api_rally.json'];
  return Object.fromEntries(
    [...names, ...grafana].map((name) => [`${DIRECTORY}/${name}`, changed[name] ?? fixture(name)]),
  );
};

testRule(monitoringStack, {
  valid: [
    {
      name: 'a configuration of their own, for whatever it asks',
      files: {
        ...deployed,
        'monitoring/prometheus.prod.yaml': 'scrape_configs:\n  - job_name: everything\n',
      },
    },
  ],
  invalid: [
    {
      name: 'an API and a web client on the Platform',
      files: deployed,
      findings: [asked('api_rally:8003/metrics')],
      after: written(),
    },
    {
      name: 'a stack of its own with other names: metrics, network, project',
      files: {
        ...deployed,
        'compose.override.prod.yml': 'services: {}\n',
        'compose.prod.yml': `name: quiz\n${compose
          .replaceAll('extensions/rally/', './')
          .replace(
            '      - frontend',
            '      - backend',
          )}networks:\n  backend:\n    name: rally_net\n`,
        'api-rally/app/core/metrics.py': METRICS.replace('http_requests_total', 'rally_requests')
          .replace('"status"', '"code"')
          .replace('http_request_duration', 'rally_request_latency')
          .replaceAll('"route"', '"handler"'),
      },
      findings: [asked('api_rally:8003/metrics')],
      after: written({
        'alerts.yml': fixture('alerts.yml')
          .replaceAll('http_requests_total', 'rally_requests_total')
          .replaceAll('status=~', 'code=~')
          .replaceAll('http_request_duration', 'rally_request_latency'),
        'grafana/api_rally.json': fixture('grafana/api_rally.json')
          .replaceAll('http_requests_total', 'rally_requests_total')
          .replaceAll('(status)', '(code)')
          .replaceAll('{{status}}', '{{code}}')
          .replaceAll('status=~', 'code=~')
          .replaceAll('http_request_duration', 'rally_request_latency')
          .replaceAll(/\broute\b/g, 'handler'),
        'compose.monitoring.yml': fixture('compose.monitoring.yml')
          .replaceAll('      - frontend\n', '')
          .replace(/ {2}frontend:\n.*\n.*\n/, '')
          .replace('platform_backend', 'rally_net'),
      }),
    },
    {
      name: 'metrics of a library that names them itself, a web image that cannot serve',
      files: {
        ...deployed,
        'api-rally/app/core/metrics.py':
          'from prometheus_fastapi_instrumentator import Instrumentator\n',
        'web-rally/Dockerfile': 'FROM scratch\nCOPY dist /dist\n',
      },
      findings: [asked('api_rally:8003/metrics')],
      after: written({
        'prometheus.yml': fixture('prometheus.yml').replace(/ *- http:\/\/web.*\n/, ''),
        'alerts.yml': fixture('alerts.yml').replace(/\n {6}- alert: RallyWebDown[^]*$/, ''),
        'grafana/api_rally.json': fixture('grafana/api_rally.json').replaceAll(
          /\broute\b/g,
          'handler',
        ),
        'compose.monitoring.yml': fixture('compose.monitoring.yml')
          .replaceAll('      - frontend\n', '')
          .replace(/ {2}frontend:\n.*\n.*\n/, ''),
      }),
    },
  ],
  notApplicable: [
    { name: 'no API', files: {}, reason: 'no deployed API has metrics' },
    {
      name: 'metrics of an API that nothing deploys',
      files: { ...deployed, 'compose.override.prod.yml': 'services: {}\n' },
    },
    { name: 'an API without metrics', files: { ...deployed, [MAIN]: main } },
  ],
});
