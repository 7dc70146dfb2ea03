import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ThrowAwayServer } from '../../src/baseline/postgres.js';
import { rallyExt } from '../command/rally-ext.js';
import { removeTrees, writeTree } from '../tree.js';
import { gateTo, type Gate } from './gate.js';
import { monitoredApp, type MonitoredKind } from './monitored-app.js';
import { hasPostgres, outage, startServer } from './postgres.js';
import { monitoringPython } from './python.js';

const RULES = 'ready-endpoint,metrics-endpoint,structured-logging';
const kinds: readonly (MonitoredKind & { name: string; port: number })[] = [
  { name: 'synchronous, logging', isAsync: false, isLoguru: false, port: 8141 },
  { name: 'asynchronous, loguru', isAsync: true, isLoguru: true, port: 8142 },
];
const withServer = hasPostgres() ? describe : describe.skip;
if (withServer === describe.skip) console.warn('skipped: PostgreSQL is not installed');

interface Line {
  readonly message: string;
  readonly level: string;
  readonly logger: string;
  readonly time: string;
  readonly request_id?: string;
  readonly exception?: string;
  readonly team?: number;
}

withServer.each(kinds)('what was added to an API runs: $name', (kind) => {
  const python = monitoringPython();
  const base = `http://127.0.0.1:${kind.port}`;
  const ready = `${base}/api/quiz/v1/ready`;
  let database: ThrowAwayServer;
  let gate: Gate;
  let gunicorn: ChildProcess;
  let log = '';

  beforeAll(async () => {
    database = await startServer();
    const url = new URL(database.url);
    gate = await gateTo(Number(url.port));
    const driver = kind.isAsync ? 'asyncpg' : 'psycopg';
    const root = writeTree(monitoredApp(kind));
    const { code, err } = rallyExt(['harden', root, '--yes', '--review', '--only', RULES]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    log = join(root, 'log');
    const args = ['app.main:app', '-w', '4', '-k', 'uvicorn.workers.UvicornWorker'];
    gunicorn = spawn(join(dirname(python), 'gunicorn'), [...args, '-b', `127.0.0.1:${kind.port}`], {
      cwd: join(root, 'api-quiz'),
      env: {
        ...process.env,
        DATABASE_URL: `postgresql+${driver}://postgres:${url.password}@127.0.0.1:${gate.port}/postgres`,
        PROMETHEUS_MULTIPROC_DIR: join(root, 'shared'),
        LOG_FORMAT: 'json',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const file = createWriteStream(log);
    gunicorn.stdout?.pipe(file, { end: false });
    gunicorn.stderr?.pipe(file, { end: false });
    await answered(ready, 60);
  });

  afterAll(async () => {
    gunicorn.kill('SIGTERM');
    await once(gunicorn, 'exit');
    gate.close();
    database.stop();
    removeTrees();
  });

  test('the metrics of four workers together are all requests, whichever is asked', async () => {
    const REQUESTS = 200;
    const answers = Array.from({ length: REQUESTS }, (_, index) =>
      fetch(`${base}/api/quiz/v1/teams/${index + 1}`, {
        headers: { 'X-Request-ID': `r-${index}` },
      }),
    );
    for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
    const counted =
      'http_requests_total{method="GET",route="/api/quiz/v1/teams/{id}",status="200"}';
    const timed =
      'http_request_duration_seconds_count{method="GET",route="/api/quiz/v1/teams/{id}"}';
    for (let time = 0; time < 12; time += 1) {
      const metrics = await (await fetch(`${base}/metrics`)).text();
      expect(metrics).toContain(`\n${counted} ${REQUESTS}.0\n`);
      expect(metrics).toContain(`\n${timed} ${REQUESTS}.0\n`);
      expect(metrics).toContain('\nbuild_info{service="quiz",version="1.4.0"} 1.0\n');
      expect(metrics).toMatch(/^process_start_time_seconds [\d.e+]+$/m);
    }
    const workers = new Set(
      lines().flatMap(({ message }) => /process \[(\d+)\]/.exec(message)?.[1] ?? []),
    );
    expect(workers.size).toBe(4);
  });

  test('every log line is JSON, and has the id of its request, given or new', async () => {
    const given = await fetch(`${base}/api/quiz/v1/teams/7`, {
      headers: { 'X-Request-ID': 'abc.7' },
    });
    expect(given.headers.get('X-Request-ID')).toBe('abc.7');
    const other = await fetch(`${base}/api/quiz/v1/teams/8`, {
      headers: { 'X-Request-ID': 'a b"}' },
    });
    const made = other.headers.get('X-Request-ID') ?? '';
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    await sleep(300);
    const found = lines();
    expect(found.find(({ request_id }) => request_id === 'abc.7')).toMatchObject({
      message: 'team 7',
      level: 'INFO',
      ...(kind.isLoguru ? { team: 7 } : { logger: 'quiz' }),
    });
    expect(found.filter(({ request_id }) => request_id === made)).toHaveLength(1);
  });

  test('an exception that nobody handles is counted, and logged with the id and its traceback', async () => {
    const answer = await fetch(`${base}/api/quiz/v1/teams/0`, {
      headers: { 'X-Request-ID': 'zero' },
    });
    expect([answer.status, await answer.text()]).toEqual([500, 'Internal Server Error']);
    await sleep(300);
    const error = lines().find(({ level }) => level === 'ERROR');
    expect(error?.request_id).toBe('zero');
    expect(error?.exception).toContain('RuntimeError: no such team');
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('status="500"} 1.0\n');
  });

  test('readiness turns 503 when PostgreSQL stops and 200 when it is back, and leaks nothing', async () => {
    const stopped = outage(python, database.url);
    expect(await asked(ready)).toMatchObject({ status: 200, text: READY });
    stopped.begin();
    for (let time = 0; time < 8; time += 1) {
      const { status, text, seconds } = await asked(ready);
      expect({ status, text }).toEqual({ status: 503, text: NOT_READY });
      expect(seconds).toBeLessThan(2.5);
    }
    expect((await fetch(`${base}/metrics`)).status).toBe(200);
    stopped.end();
    // Each worker at once: the connections that its pool kept are from before.
    for (let time = 0; time < 8; time += 1) {
      const { status, text, seconds } = await asked(ready);
      expect({ status, text }).toEqual({ status: 200, text: READY });
      expect(seconds).toBeLessThan(2.5);
    }
    await sleep(300);
    const warnings = lines().filter(({ message }) => message.startsWith('readiness: '));
    expect(warnings.length).toBeGreaterThan(0);
    expect(JSON.stringify(warnings)).not.toContain(new URL(database.url).password);
  });

  test('a restart that no probe saw is no outage', async () => {
    const stopped = outage(python, database.url);
    for (let time = 0; time < 8; time += 1) await asked(ready);
    stopped.begin();
    stopped.end();
    for (let time = 0; time < 8; time += 1) expect((await asked(ready)).status).toBe(200);
  });

  test('a database that says nothing is given up after two seconds, and others are answered', async () => {
    gate.shut();
    const probes = Promise.all(Array.from({ length: 8 }, () => asked(ready)));
    await sleep(200);
    const other = await asked(`${base}/api/quiz/v1/teams/5`);
    expect(other.status).toBe(200);
    expect(other.seconds).toBeLessThan(1);
    for (const { status, text, seconds } of await probes) {
      expect({ status, text }).toEqual({ status: 503, text: NOT_READY });
      expect(seconds).toBeLessThan(3);
    }
    gate.open();
    await answered(ready, 20);
  });

  /** The log's lines but those of gunicorn's own first process; one that is no JSON fails the test. */
  function lines(): Line[] {
    const text = readFileSync(log, 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '' && !/^\[.*\[(INFO|WARNING)\]/.test(line))
      .map((line) => JSON.parse(line) as Line);
  }
});

const READY = '{"status":"ready","checks":{"database":"ok"}}';
const NOT_READY = '{"status":"not ready","checks":{"database":"failed"}}';

async function asked(url: string): Promise<{ status: number; text: string; seconds: number }> {
  const start = performance.now();
  const answer = await fetch(url);
  const text = await answer.text();
  return { status: answer.status, text, seconds: (performance.now() - start) / 1000 };
}

async function answered(url: string, seconds: number): Promise<void> {
  for (let attempt = 0; attempt < seconds * 4; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(250);
  }
  throw new Error(`${url} never answered with 200`);
}
