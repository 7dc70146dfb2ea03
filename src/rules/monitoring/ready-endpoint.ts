import { renderTemplate } from '../../assets/template.js';
import type { DataStore } from '../../extension/database/model.js';
import { modulesOf } from '../../extension/database/modules.js';
import { reachableFrom } from '../../extension/database/reach.js';
import { databaseLibrary, storesOf } from '../../extension/database/stores.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { servedApps } from '../apps.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { addToApp } from './add-to-app.js';
import { apiPrefix, isTaken, type ApiPrefix } from './api-prefix.js';
import { canBeAddedTo, catchAllOf } from './liveness.js';
import { ownModule, type OwnModule } from './own-module.js';
import { readinessOf } from './readiness.js';
import { storeTemplate, type TemplateStore } from './store-template.js';
import { outageChanges, outageFindings } from './uncaught-outage.js';

const PATHS = ['/ready', '/health/ready'];

/** A process that is alive and cannot reach its database answers nothing but errors. */
export const readyEndpoint: Rule = {
  meta: {
    id: 'ready-endpoint',
    aspect: 'monitoring',
    severity: 'warning',
    fix: 'safe',
    title: 'The API says whether it can do its work',
    failureTitle: 'The API has no readiness endpoint',
    why: 'Only an endpoint that asks the database tells an outage from an API that is fine.',
  },

  check(extension) {
    if (servedApps(extension).length === 0) {
      return { status: 'not-applicable', reason: 'no FastAPI application was found' };
    }
    const apps = withDatabase(extension);
    if (apps.length === 0) {
      return { status: 'not-applicable', reason: 'no API works with a database' };
    }
    const missing = apps.filter((app) => readinessOf(extension, app) === undefined);
    return verdict([
      ...missing.map((app) => describe(extension, app)),
      ...apps.flatMap((app) => outageFindings(extension, app)),
    ]);
  },

  fix(extension) {
    return withDatabase(extension).flatMap((app) =>
      readinessOf(extension, app) === undefined
        ? (addition(extension, app) ?? [])
        : outageChanges(extension, app),
    );
  },
};

function withDatabase(extension: Extension): ApiApp[] {
  return servedApps(extension).filter((app) => databaseLibrary(extension.files, app) !== undefined);
}

function describe(extension: Extension, app: ApiApp): Finding {
  const { file, position, variable, topLevel } = app;
  const { name: library = '' } = databaseLibrary(extension.files, app) ?? {};
  const what = `No GET route of ${variable} says whether its database (${library}) can be reached.`;
  const add = 'a GET route below the API’s prefix that asks it and answers 503 where it fails';
  const first = catchAllOf(app);
  const message =
    !topLevel && !canBeAddedTo(extension, app)
      ? `${what} The application is made in a function: add ${add} there, before it is returned.`
      : first !== undefined
        ? `${what} Add ${add}, in front of what answers every path (${first.file}:${first.position.line}).`
        : route(extension, app) === undefined
          ? `${what} How other modules ask it does not show: add ${add}.`
          : what;
  return { file: extension.files.has(file) ? file : app.dir, ...position, message };
}

/** Does the module of a database load the application's, which is to load the new one? */
function loads({ files }: Extension, { file: start }: DataStore, { file, dir }: ApiApp): boolean {
  const from = files.get(start);
  if (start === file || from === undefined) return start === file;
  return reachableFrom(from, modulesOf(files, dir).project)?.has(file) === true;
}

/** What the route is made of; undefined where it cannot be added. */
function route(extension: Extension, app: ApiApp): Route | undefined {
  if (!canBeAddedTo(extension, app)) return undefined;
  const stores = storesOf(extension.files, app);
  const handles = stores.flatMap(
    (store) => storeTemplate(store, loads(extension, store, app)) ?? [],
  );
  if (stores.length === 0 || handles.length < stores.length) return undefined;
  const module = ownModule(extension, app, ['readiness', 'readiness_endpoint']);
  const prefix = apiPrefix(extension, app);
  const path = PATHS.find((each) => !prefix.paths.some((start) => isTaken(app, start + each)));
  if (module === undefined || path === undefined) return undefined;
  return { handles, module, prefix, path };
}

interface Route {
  readonly handles: readonly TemplateStore[];
  readonly module: OwnModule;
  readonly prefix: ApiPrefix;
  readonly path: string;
}

function addition(extension: Extension, app: ApiApp): Change | undefined {
  const added = route(extension, app);
  if (added === undefined) return undefined;
  const { handles, module, prefix, path } = added;
  const imports = [...new Set(handles.flatMap((each) => each.imports))]
    .map((line) => module.rebased(line))
    .sort();
  const rebased = handles.map((each) => ({
    ...each,
    late: each.late.map((line) => module.rebased(line)),
  }));
  const text = renderTemplate('api/ops/readiness.py', { stores: rebased, imports, path });
  const args = ['readiness_router', ...(prefix.argument === '' ? [] : [prefix.argument])];
  const use = {
    name: 'readiness_router',
    code: `${app.variable}.include_router(${args.join(', ')})`,
    paths: prefix.paths.map((start) => start + path),
  };
  return { summary: `add ${path} to ${app.file}`, edits: addToApp(app, module, text, use) };
}
