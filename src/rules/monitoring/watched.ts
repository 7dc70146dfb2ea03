import { posix } from 'node:path';
import type { ApiApp, ComposeKind, Extension } from '../../extension/model.js';
import { get, isRecord, asText } from '../../extension/records.js';
import { appName, appOfService } from '../apps.js';
import { composeCallOf } from '../compose/compose-calls.js';
import { hardenedServices, type HardenedService } from '../compose/hardened-services.js';
import { listeningPort } from '../compose/service-port.js';
import { webPath } from '../compose/web-path.js';
import { exposedMetrics } from './exposed-metrics.js';
import { livenessOf } from './liveness.js';
import { metricNames, type MetricNames } from './metric-names.js';
import { readinessOf } from './readiness.js';

/** An API that Prometheus asks. */
export interface WatchedApi {
  readonly app: ApiApp;
  readonly job: string;
  readonly service: string;
  readonly port: number;
  readonly metricsPath: string;
  readonly metrics: MetricNames | undefined;
  /** What its alerts are called after: `RallyApi`. */
  readonly alert: string;
  readonly title: string;
}

/** A URL that has to answer with 200. */
export interface Probe {
  readonly url: string;
  readonly alert: string;
  readonly summary: string;
}

/** A network of a deployment that monitoring joins. */
export interface JoinedNetwork {
  readonly key: string;
  /** What may name another one. */
  readonly variable: string;
  readonly fallback: string;
}

/** What there is to watch in a deployment. */
export interface Watched {
  readonly apis: readonly WatchedApi[];
  readonly probes: readonly Probe[];
  readonly networks: readonly JoinedNetwork[];
}

const PREFERRED: readonly ComposeKind[] = ['production', 'standalone', 'staging'];

/** The APIs with metrics and what else answers, in the file that production runs. */
export function watched(extension: Extension): Watched {
  const services = deployed(extension).filter(({ service }) => !service.oneShot);
  const apis = services.flatMap((target) => watchedApi(extension, target, services) ?? []);
  const targets = services.filter(
    ({ service }) =>
      apis.some((api) => api.service === service.name) ||
      (service.role === 'web' && service.dockerfile?.final.runnable === true),
  );
  return {
    apis,
    probes: targets.flatMap((target) => probeOf(extension, target, services, apis) ?? []),
    networks: networksOf(extension, targets),
  };
}

/** The services of the first kind of file that has an API. */
function deployed(extension: Extension): HardenedService[] {
  const all = hardenedServices(extension);
  for (const kind of PREFERRED) {
    const paths = all
      .filter(({ file, service }) => file.kind === kind && service.role === 'api')
      .map(({ file }) => file.path);
    if (paths[0] !== undefined) return all.filter(({ file }) => file.path === paths[0]);
  }
  return [];
}

function portOf(
  extension: Extension,
  { service, definition }: HardenedService,
  services: readonly HardenedService[],
): number | undefined {
  const siblings = services.map((each) => each.service);
  return listeningPort(extension, siblings, service, definition);
}

function watchedApi(
  extension: Extension,
  target: HardenedService,
  services: readonly HardenedService[],
): WatchedApi | undefined {
  const { service } = target;
  const app = service.role === 'api' ? appOfService(extension, service) : undefined;
  const exposed = app && exposedMetrics(extension, app);
  const port = portOf(extension, target, services);
  if (app === undefined || exposed === undefined || port === undefined) return undefined;
  const name = appName(extension, app);
  return {
    app,
    job: service.name,
    service: service.name,
    port,
    metricsPath: exposed.path ?? '/metrics',
    metrics: metricNames(extension, app),
    alert: `${pascal(name)}Api`,
    title: `${name} API`,
  };
}

function probeOf(
  extension: Extension,
  target: HardenedService,
  services: readonly HardenedService[],
  apis: readonly WatchedApi[],
): Probe | undefined {
  const { service } = target;
  const port = portOf(extension, target, services);
  if (port === undefined) return undefined;
  const base = `http://${service.name}:${port}`;
  const api = apis.find((each) => each.service === service.name);
  if (api === undefined) {
    return {
      url: base + webPath(extension, service),
      alert: `${pascal(service.name.replace(/^web[_-]/, ''))}WebDown`,
      summary: `${service.name} does not answer`,
    };
  }
  const ready = readinessOf(extension, api.app)?.path;
  const liveness = livenessOf(extension, api.app);
  const path = ready ?? (liveness.kind === 'route' ? liveness.path : undefined);
  if (path === undefined) return undefined;
  const summary =
    ready === undefined
      ? `${service.name} says it is not well`
      : `${service.name} cannot do its work: it is not ready`;
  return { url: base + path, alert: `${api.alert}Unhealthy`, summary };
}

function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function networksOf(extension: Extension, targets: readonly HardenedService[]): JoinedNetwork[] {
  const found = new Map<string, JoinedNetwork>();
  for (const { file, definition } of targets) {
    const declared = get(definition, 'networks');
    const names = Array.isArray(declared)
      ? declared.flatMap((each: unknown) => asText(each) ?? [])
      : isRecord(declared)
        ? Object.keys(declared)
        : [];
    const key = names[0] ?? 'default';
    const networks = get(file.data, 'networks');
    const own = isRecord(networks) ? get(networks, key) : undefined;
    const name = isRecord(own) ? asText(get(own, 'name')) : undefined;
    const fallback =
      name === undefined || name.includes('$') ? `${project(extension, file)}_${key}` : name;
    const joined = key === 'default' ? 'extension' : key;
    const variable = `${joined.toUpperCase().replaceAll(/\W/g, '_')}_NETWORK`;
    found.set(joined, { key: joined, variable, fallback });
  }
  return [...found.values()];
}

/** The project that Compose makes of the file's directory (Compose, "Specify a project name"). */
function project(extension: Extension, file: HardenedService['file']): string {
  const { data, path } = file;
  const own = asText(get(data, 'name'));
  if (own !== undefined && !own.includes('$')) return own;
  const { project: called } = composeCallOf(extension, file);
  if (called !== undefined) return called;
  if (file.override) return 'platform';
  const directory = posix.dirname(path);
  const name =
    directory === '.'
      ? (extension.git.repository ?? posix.basename(extension.root))
      : posix.basename(directory);
  return name.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '');
}
