import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { inspect } from '../../src/extension/inspect.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { rallyExt } from '../command/rally-ext.js';
import { removeTrees, writeTree } from '../tree.js';
import { dockerCompose } from './docker-compose.js';
import { monitoredApp } from './monitored-app.js';
import { hasPrometheus } from './prometheus.js';
import { monitoringPython } from './python.js';

const RULES = 'ready-endpoint,metrics-endpoint,structured-logging,monitoring-stack';
const root = writeTree(monitoredApp({ isAsync: false, isLoguru: false }));
const hardened = rallyExt(['harden', root, '--yes', '--review', '--only', RULES]);
const directory = join(root, 'deploy/monitoring');
const read = (name: string): string => readFileSync(join(directory, name), 'utf8');
const run = (program: string, args: readonly string[], cwd = directory) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

const withPrometheus = hasPrometheus() ? describe : describe.skip;
if (withPrometheus === describe.skip) console.warn('skipped: Prometheus is not installed');

afterAll(removeTrees);

test('the files are written', () => {
  expect(hardened.code).toBe(0);
  expect(hardened.err).toBe('');
});

describe('the modules of the API', () => {
  const python = monitoringPython();
  const api = join(root, 'api-quiz');
  const modules = ['readiness', 'metrics', 'structured_logging'].map(
    (each) => `app/core/${each}.py`,
  );

  test('have no fault that ruff knows of, and its form, whatever the length of lines', () => {
    const ruff = join(dirname(python), 'ruff');
    const select = 'E,F,W,I,N,UP,B,SIM,RET,ARG,C90,PL,PERF,FURB,RUF,PTH,ASYNC,S,ANN001,ANN201';
    const check = ['check', '--no-cache', '--select', select, '--line-length', '88', ...modules];
    expect(run(ruff, check, api)).toEqual({ status: 0, said: 'All checks passed!\n' });
    for (const length of ['88', '100', '120']) {
      const form = ['format', '--no-cache', '--check', '--line-length', length, ...modules];
      expect(run(ruff, form, api)).toMatchObject({ status: 0 });
    }
  });

  test('have the types that mypy asks for where it is strict', () => {
    const args = ['--strict', '--explicit-package-bases', '--cache-dir', join(root, 'mypy')];
    expect(run(python, ['-m', 'mypy', ...args, ...modules, 'app/main.py'], api)).toMatchObject({
      status: 0,
    });
  });
});

describe('compose.monitoring.yml', () => {
  test('is valid for Compose', () => {
    const PATH = `${dockerCompose()}:${process.env.PATH ?? ''}`;
    const args = ['compose', '-f', 'compose.monitoring.yml', 'config', '--quiet'];
    const { status, stderr } = spawnSync('docker', args, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('is hardened as our own rules ask of a deployment', () => {
    const extension = inspect(
      writeTree({
        'manifest.json': '{ "name": "quiz", "version": "1.0.0" }\n',
        'compose.prod.yml': read('compose.monitoring.yml'),
      }),
    );
    const failing = catalogue
      .filter(({ meta }) => meta.aspect === 'compose')
      .flatMap((rule) => {
        const result = rule.check(extension);
        return result.status === 'fail' ? result.findings.map(({ message }) => message) : [];
      });
    expect(failing).toEqual([]);
  });

  test('publishes nothing beyond this machine, and mounts only files that are there', () => {
    const { services } = parse(read('compose.monitoring.yml')) as {
      services: Record<string, { ports?: string[]; volumes?: string[] }>;
    };
    const all = Object.values(services);
    for (const port of all.flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:/);
    const mounted = all
      .flatMap(({ volumes = [] }) => volumes)
      .filter((each) => each.startsWith('./'))
      .map((each) => each.split(':')[0] ?? '');
    expect(mounted.length).toBeGreaterThan(4);
    for (const path of mounted) expect(read(path).length).toBeGreaterThan(0);
  });
});

withPrometheus('prometheus.yml and alerts.yml', () => {
  test('pass promtool', () => {
    expect(run('promtool', ['check', 'config', 'prometheus.yml'])).toMatchObject({ status: 0 });
    expect(run('promtool', ['check', 'rules', 'alerts.yml'])).toMatchObject({ status: 0 });
  });

  test('raise each alarm when it is time, and none while all is well', () => {
    mkdirSync(join(root, 'alarms'));
    writeFileSync(
      join(root, 'alarms/test.yml'),
      ALARMS.replace('RULES', join(directory, 'alerts.yml')),
    );
    const { status, said } = run('promtool', ['test', 'rules', join(root, 'alarms/test.yml')]);
    expect({ status, said }).toEqual({
      status: 0,
      said: expect.stringContaining('SUCCESS') as string,
    });
  });
});

withPrometheus('Prometheus, run with these files', () => {
  const python = monitoringPython();
  const running: ChildProcess[] = [];
  const start = (program: string, args: string[], cwd: string, env: object = {}): void => {
    const options = { cwd, env: { ...process.env, ...env }, stdio: 'ignore' } as const;
    running.push(spawn(program, args, options));
  };

  afterAll(() => {
    for (const each of running) each.kill('SIGTERM');
  });

  test('reads the metrics and sees that the API is not ready', async () => {
    // A database that nobody listens for: alive, and not ready.
    const env = { DATABASE_URL: 'postgresql+psycopg://x@127.0.0.1:1/x' };
    const uvicorn = ['-m', 'uvicorn', 'app.main:app', '--port', '8143'];
    start(python, uvicorn, join(root, 'api-quiz'), env);
    start(
      'prometheus-blackbox-exporter',
      ['--config.file=blackbox.yml', '--web.listen-address=127.0.0.1:8144'],
      directory,
    );
    // Names of the container network, and its patience, are all that is changed.
    for (const [name, local] of [
      ['prometheus.yml', 'local.yml'],
      ['alerts.yml', 'local-alerts.yml'],
    ] as const) {
      const text = read(name)
        .replaceAll('api_quiz:8010', '127.0.0.1:8143')
        .replace('blackbox:9115', '127.0.0.1:8144')
        .replace('- alerts.yml', '- local-alerts.yml')
        .replaceAll('15s', '1s');
      writeFileSync(join(directory, local), text);
    }
    const data = `--storage.tsdb.path=${join(root, 'data')}`;
    const listen = '--web.listen-address=127.0.0.1:8145';
    start('prometheus', ['--config.file=local.yml', data, listen], directory);

    expect(await until('up{job="api_quiz"}', '1')).toBe('1');
    for (let time = 0; time < 5; time += 1)
      await fetch('http://127.0.0.1:8143/api/quiz/v1/teams/3');
    const route = 'route="/api/quiz/v1/teams/{id}"';
    expect(await until(`http_requests_total{${route}}`, '5')).toBe('5');
    expect(await until('probe_success{job="quiz_probes"}', '0')).toBe('0');
    expect(await until('build_info{version="1.4.0"}', '1')).toBe('1');
    expect(Number(await until('process_start_time_seconds{job="api_quiz"}'))).toBeGreaterThan(1e9);
    const errors = 'sum(rate(http_requests_total{job="api_quiz", status=~"5.."}[5m]))';
    expect(Number(await until(errors))).toBeGreaterThan(0);
    expect(
      await until('count(ALERTS{alertname="QuizApiUnhealthy", alertstate="pending"})', '1'),
    ).toBe('1');
    expect(await until('count(ALERTS{alertname="QuizApiDown"}) or vector(0)', '0')).toBe('0');
  });
});

/** The value of a query, once it has one (and the wanted one); the last one where it never has. */
async function until(query: string, wanted?: string): Promise<string | undefined> {
  const url = `http://127.0.0.1:8145/api/v1/query?query=${encodeURIComponent(query)}`;
  let value: string | undefined;
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    const body = (await answer?.json().catch(() => undefined)) as
      { data?: { result: { value: [number, string] }[] } } | undefined;
    value = body?.data?.result[0]?.value[1];
    if (value !== undefined && (wanted === undefined || value === wanted)) return value;
    await sleep(250);
  }
  return value;
}

const UNHEALTHY = 'instance="http://api_quiz:8010/api/quiz/v1/ready"';
const ALARMS = `rule_files: [RULES]
evaluation_interval: 15s
tests:
  - interval: 15s
    input_series:
      - { series: 'up{job="api_quiz", instance="api_quiz:8010"}', values: '1x20 0x40' }
      - { series: 'probe_success{job="quiz_probes", ${UNHEALTHY}}', values: '1x20 0x40' }
    alert_rule_test:
      - { eval_time: 6m, alertname: QuizApiDown, exp_alerts: [] }
      - { eval_time: 6m, alertname: QuizApiUnhealthy, exp_alerts: [] }
      - eval_time: 8m
        alertname: QuizApiDown
        exp_alerts:
          - exp_labels: { severity: critical, job: api_quiz, instance: 'api_quiz:8010' }
            exp_annotations:
              summary: api_quiz does not answer
              description: Prometheus has had no answer from api_quiz:8010 for two minutes.
      - eval_time: 8m
        alertname: QuizApiUnhealthy
        exp_alerts:
          - exp_labels: { severity: critical, job: quiz_probes, instance: 'http://api_quiz:8010/api/quiz/v1/ready' }
            exp_annotations:
              summary: 'api_quiz cannot do its work: it is not ready'
              description: http://api_quiz:8010/api/quiz/v1/ready has not been answered with 200 for two minutes.
  - interval: 15s
    input_series:
      - { series: 'http_requests_total{job="api_quiz", status="200"}', values: '0+15x80' }
      - { series: 'http_requests_total{job="api_quiz", status="503"}', values: '0x20 3+3x60' }
    alert_rule_test:
      - { eval_time: 5m, alertname: QuizApiErrors, exp_alerts: [] }
      - eval_time: 18m
        alertname: QuizApiErrors
        exp_alerts:
          - exp_labels: { severity: critical }
            exp_annotations:
              summary: More than 5% of the requests to api_quiz fail
              description: 16.67% were answered with a server error.
  - interval: 15s
    input_series:
      - { series: 'http_request_duration_seconds_bucket{job="api_quiz", le="1"}', values: '0+1x80' }
      - { series: 'http_request_duration_seconds_bucket{job="api_quiz", le="2"}', values: '0+10x80' }
      - { series: 'http_request_duration_seconds_bucket{job="api_quiz", le="+Inf"}', values: '0+10x80' }
    alert_rule_test:
      - { eval_time: 5m, alertname: QuizApiSlow, exp_alerts: [] }
      - eval_time: 18m
        alertname: QuizApiSlow
        exp_alerts:
          - exp_labels: { severity: warning }
            exp_annotations:
              summary: api_quiz is slow
              description: One request in twenty takes longer than 1.944s.
  - interval: 15s
    input_series:
      - { series: 'process_start_time_seconds{job="api_quiz"}', values: '100x20 200x4 300x4 400x20' }
    alert_rule_test:
      - { eval_time: 5m, alertname: QuizApiRestarts, exp_alerts: [] }
      - eval_time: 8m
        alertname: QuizApiRestarts
        exp_alerts:
          - exp_labels: { severity: warning, job: api_quiz }
            exp_annotations:
              summary: api_quiz starts again and again
              description: It has started 3 times within 15 minutes; its log says why.
`;
