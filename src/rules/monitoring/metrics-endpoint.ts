import { renderTemplate } from '../../assets/template.js';
import { modulesOf } from '../../extension/database/modules.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { appName, servedApps } from '../apps.js';
import { findingIn } from '../compose/hardened-services.js';
import { lockEdits, type LockedPackage } from '../poetry-lock.js';
import {
  dependencyEdits,
  hasDependency,
  missingDependency,
  requirement,
  type PythonPackage,
} from '../python-dependency.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { addToApp } from './add-to-app.js';
import { exposedMetrics } from './exposed-metrics.js';
import { canBeAddedTo, catchAllOf } from './liveness.js';
import { ownModule } from './own-module.js';
import { shareMetrics } from './share-metrics.js';
import { MULTIPROC, workersApart } from './workers.js';

const CLIENT: PythonPackage = {
  name: 'prometheus-client',
  poetryRange: '>=0.20,<1',
  minimum: '0.20',
  below: '1',
  // Runs on every Python from 3.8 on (PyPI, prometheus-client).
  exact: '0.21.1',
};
/** That version on PyPI. */
const LOCKED: LockedPackage = {
  name: CLIENT.name,
  version: CLIENT.exact,
  description: 'Python client for the Prometheus monitoring system.',
  python: 8,
  files: [
    {
      file: 'prometheus_client-0.21.1-py3-none-any.whl',
      sha256: '594b45c410d6f4f8888940fe80b5cc2521b305a1fafe1c58609ef715a001f301',
    },
    {
      file: 'prometheus_client-0.21.1.tar.gz',
      sha256: '252505a722ac04b0456be05c05f75f45d760c2911ffc45f2a06bcaed9f3ae3fb',
    },
  ],
  extras: { twisted: ['twisted'] },
};
const PATH = '/metrics';
/** The names of our own metrics, which an application's own may have. */
const TAKEN = /["'](http_requests(_total)?|http_request_duration_seconds|build_info)["']/;

/** Without numbers, slow and failing requests are known from complaints only. */
export const metricsEndpoint: Rule = {
  meta: {
    id: 'metrics-endpoint',
    aspect: 'monitoring',
    severity: 'warning',
    fix: 'review',
    title: 'The API tells Prometheus how it is doing',
    failureTitle: 'The API has no metrics, or lacks what they need',
    why: 'Errors and slow answers show in numbers before people complain; needs a dependency.',
  },

  check(extension) {
    const apps = servedApps(extension);
    if (apps.length === 0) {
      return { status: 'not-applicable', reason: 'no FastAPI application was found' };
    }
    const missing = apps.flatMap((app) => faults(extension, app));
    if (missing.length > 0) return verdict(missing);
    const apart = apps.flatMap((app) => apartFindings(extension, app));
    return apart.length > 0 ? { status: 'manual', findings: apart } : { status: 'pass' };
  },

  fix(extension) {
    return servedApps(extension)
      .filter((app) => exposedMetrics(extension, app) === undefined)
      .flatMap((app) => addition(extension, app) ?? [])
      .map((change) => ({
        ...change,
        edits: [...change.edits, ...lockEdits(extension, change.edits, LOCKED)],
      }));
  },
};

function faults(extension: Extension, app: ApiApp): Finding[] {
  if (exposedMetrics(extension, app) === undefined) return [describe(extension, app)];
  const usesClient = modulesOf(extension.files, app.dir).matching(/\bprometheus_client\b/);
  return usesClient.length === 0
    ? []
    : missingDependency(extension, app.dir, CLIENT, 'prometheus-client');
}

function describe(extension: Extension, app: ApiApp): Finding {
  const { file, position, variable, topLevel } = app;
  const what = `Nothing of ${variable} tells Prometheus how many requests there are, how slow, how many fail (${PATH}).`;
  const first = catchAllOf(app);
  const message =
    !topLevel && !canBeAddedTo(extension, app)
      ? `${what} The application is made in a function: add metrics to it there, before it is returned.`
      : first !== undefined
        ? `${what} Add them in front of what answers every path (${first.file}:${first.position.line}).`
        : addition(extension, app) === undefined
          ? `${what} Add "${requirement(CLIENT)}" to what the image installs, then run this again.`
          : what;
  return { file: extension.files.has(file) ? file : app.dir, ...position, message };
}

/** Metrics that each of several workers tells for itself. */
function apartFindings(extension: Extension, app: ApiApp): Finding[] {
  return workersApart(extension, app)
    .filter(({ isCertain }) => isCertain)
    .map(({ target }) =>
      findingIn(
        target,
        ['command'],
        `${target.service.name} runs several workers and no ${MULTIPROC} is set: ${PATH} tells the numbers of one of them, another one each time.`,
      ),
    );
}

function addition(extension: Extension, app: ApiApp): Change | undefined {
  if (!canBeAddedTo(extension, app)) return undefined;
  const dependency = dependencyEdits(extension, app.dir, CLIENT);
  // Without it the application would not start.
  if (dependency.length === 0 && !hasDependency(extension, app.dir, CLIENT)) return undefined;
  const module = ownModule(extension, app, ['metrics', 'request_metrics', 'metrics_endpoint']);
  if (module === undefined) return undefined;
  const service = appName(extension, app);
  const isTaken = modulesOf(extension.files, app.dir).matching(TAKEN).length > 0;
  const text = renderTemplate('api/ops/metrics.py', {
    prefix: isTaken ? `${service.replaceAll(/\W/g, '_')}_` : '',
    service,
    version: extension.manifest.version ?? 'unknown',
  });
  const use = { name: 'add_metrics', code: `add_metrics(${app.variable})`, paths: [PATH] };
  return {
    summary: `add ${PATH} to ${app.file}`,
    edits: [...addToApp(app, module, text, use), ...dependency, ...shareMetrics(extension, app)],
    nextSteps: [
      `Install the dependencies of ${app.dir} anew before you run it or its tests: it imports ${CLIENT.name} now.`,
    ],
  };
}
