import type { FileEdit } from '../../edit/edit.js';
import { commandText } from '../../extension/compose/command.js';
import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import { appOfService } from '../apps.js';
import { addHealthEndpoint } from '../monitoring/health-block.js';
import { canBeAddedTo, livenessOf } from '../monitoring/liveness.js';
import type { Options } from '../options.js';
import { addToService } from './add-to-service.js';
import { hasTest, isDisabled } from './existing-healthcheck.js';
import type { HardenedService } from './hardened-services.js';
import { databaseProbe, httpProbe, variablePort } from './probe.js';
import type { Probe } from './probe.js';
import { listeningPort } from './service-port.js';
import { webPath } from './web-path.js';

/** What a service lacks, and what would give it: nothing where only a person can. */
export interface HealthcheckNeed {
  readonly message: string;
  readonly edits?: (options: Options) => readonly FileEdit[];
}

/** Long enough for an API to migrate its database and load. */
export const SERVER_TIMING = { interval: '30s', timeout: '10s', retries: 3, start_period: '40s' };
const DATABASE_TIMING = { interval: '10s', timeout: '5s', retries: 5, start_period: '30s' };

/** The healthcheck a service should have and has not; undefined where nothing is missing. */
export function healthcheckNeed(
  extension: Extension,
  target: HardenedService,
): HealthcheckNeed | undefined {
  const { service, definition } = target;
  const existing = get(definition, 'healthcheck');
  if (service.oneShot || isDisabled(existing) || hasTest(existing)) return undefined;
  if (service.dockerfile?.final.healthcheck !== undefined) return undefined;
  if (service.role === 'api') return apiNeed(extension, target);
  if (service.role === 'web') return webNeed(extension, target);
  const probe = databaseProbe(target);
  if (probe === undefined) return undefined;
  return {
    message: `${service.name} has no healthcheck: what depends on it starts before it is ready.`,
    edits: () => [addHealthcheck(target, probe, DATABASE_TIMING)],
  };
}

function apiNeed(extension: Extension, target: HardenedService): HealthcheckNeed {
  const { service } = target;
  const app = appOfService(extension, service);
  if (app === undefined) {
    return unsolved(target, 'the application it runs was not found, so its health path is unknown');
  }
  const liveness = livenessOf(extension, app);
  if (liveness.kind === 'unknown-path') {
    return unsolved(target, 'the path of its health endpoint is put together at run time');
  }
  if (liveness.kind === 'none' && !canBeAddedTo(extension, app)) {
    const place = `${app.file}:${app.position.line}`;
    return unsolved(target, `its application (${place}) has no health endpoint to ask yet`);
  }
  const added = (options: Options): FileEdit[] =>
    liveness.kind === 'none' ? [addHealthEndpoint(extension, app, options)] : [];
  const pathOf = (options: Options): string =>
    liveness.kind === 'route' ? liveness.path : options.healthPath;
  return serverNeed(extension, target, (options) => pathOf(options), added);
}

function webNeed(extension: Extension, target: HardenedService): HealthcheckNeed {
  const { final, path } = target.service.dockerfile ?? {};
  if (final === undefined) {
    return unsolved(target, 'its Dockerfile was not found, so what it serves is unknown');
  }
  if (!final.runnable && commandText(target.definition) === '') {
    const place = `${path ?? ''}:${final.position.line}`;
    return {
      message: `${target.service.name} cannot serve: its image is FROM ${final.baseImage} (${place}), with nothing to run, so it gets no healthcheck.`,
    };
  }
  const answers = webPath(extension, target.service);
  return serverNeed(
    extension,
    target,
    () => answers,
    () => [],
  );
}

function serverNeed(
  extension: Extension,
  target: HardenedService,
  pathOf: (options: Options) => string,
  besides: (options: Options) => readonly FileEdit[],
): HealthcheckNeed {
  const { service, definition, file } = target;
  const port = listeningPort(extension, file.services, service, definition) ?? variablePort(target);
  if (port === undefined) return unsolved(target, 'the port it listens on is not known');
  if (httpProbe(target, port, '/') === undefined) {
    const reason = 'no program that could ask it (python, wget, curl, node) is known in its image';
    return unsolved(target, reason);
  }
  return {
    message: `${service.name} has no healthcheck: Docker takes it for healthy while it answers nothing.`,
    edits: (options) => {
      const path = pathOf(options);
      const probe = httpProbe(target, port, path) ?? [];
      return [...besides(options), addHealthcheck(target, probe, SERVER_TIMING)];
    },
  };
}

function unsolved({ service }: HardenedService, reason: string): HealthcheckNeed {
  return { message: `${service.name} has no healthcheck, and none can be written: ${reason}.` };
}

/** Only what is not there yet: a block without a test may have come with an interval. */
function addHealthcheck(
  target: HardenedService,
  test: Probe,
  timing: Readonly<Record<string, string | number>>,
): FileEdit {
  const existing = get(target.definition, 'healthcheck');
  const present = isRecord(existing) ? existing : {};
  const timings = Object.entries(timing).filter(([key]) => get(present, key) === undefined);
  return addToService(target, ['healthcheck'], { test, ...Object.fromEntries(timings) });
}
