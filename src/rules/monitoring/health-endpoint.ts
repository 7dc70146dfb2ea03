import type { ApiApp, Extension } from '../../extension/model.js';
import { servedApps } from '../apps.js';
import { defaultOptions } from '../options.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { addHealthEndpoint } from './health-block.js';
import { canBeAddedTo, catchAllOf, livenessOf } from './liveness.js';

/** A container can only be watched if something in it answers. */
export const healthEndpoint: Rule = {
  meta: {
    id: 'health-endpoint',
    aspect: 'monitoring',
    severity: 'error',
    fix: 'safe',
    title: 'The API says whether it is alive',
    failureTitle: 'The API has no health endpoint',
    why: 'Healthchecks, monitoring and a deployment that waits for the API need something to ask.',
  },

  check(extension) {
    const apps = servedApps(extension);
    if (apps.length === 0) {
      return { status: 'not-applicable', reason: 'no FastAPI application was found' };
    }
    const missing = appsWithout(extension);
    if (missing.length > 0) return verdict(missing.map((app) => describe(extension, app)));
    const unclear = apps.flatMap((app) => unclearRoute(extension, app));
    return unclear.length > 0 ? { status: 'manual', findings: unclear } : { status: 'pass' };
  },

  fix(extension, options) {
    return appsWithout(extension)
      .filter((app) => canBeAddedTo(extension, app))
      .map((app) => ({
        summary: `add GET ${options.healthPath} to ${app.file}`,
        edits: [addHealthEndpoint(extension, app, options)],
      }));
  },
};

function appsWithout(extension: Extension): ApiApp[] {
  return servedApps(extension).filter((app) => livenessOf(extension, app).kind === 'none');
}

function describe(extension: Extension, app: ApiApp): Finding {
  const { file, position, variable, topLevel } = app;
  const { healthPath } = defaultOptions;
  const first = catchAllOf(app);
  const message =
    !topLevel && !canBeAddedTo(extension, app)
      ? `No GET route answers whether the process is alive. The application is made in a function: add a GET ${healthPath} route to it there, before it is returned.`
      : first === undefined
        ? `No GET route of ${variable} answers whether the process is alive (${healthPath}).`
        : `No GET route of ${variable} answers whether the process is alive. Add a GET ${healthPath} route in front of what answers every path (${first.file}:${first.position.line}).`;
  return { file: extension.files.has(file) ? file : app.dir, ...position, message };
}

function unclearRoute(extension: Extension, app: ApiApp): Finding[] {
  const liveness = livenessOf(extension, app);
  if (liveness.kind !== 'unknown-path') return [];
  const { file, position } = liveness.route;
  const message =
    'This looks like a health endpoint, but its full path is put together at run time: see that a probe can reach it.';
  return [{ file, ...position, message }];
}
