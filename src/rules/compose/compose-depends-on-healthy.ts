import type { FileEdit } from '../../edit/edit.js';
import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { get } from '../../extension/records.js';
import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { Rule } from '../rule.js';
import { dependenciesOf, healthinessOf } from './dependencies.js';
import type { Dependency, Healthiness } from './dependencies.js';
import {
  findingIn,
  hardenedServices,
  routeIn,
  runsOwnImage,
  verdictOn,
} from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { isSwarmStack } from './swarm-stack.js';

/** `depends_on` without a condition waits for a process, not for a database that answers. */
export const composeDependsOnHealthy: Rule = {
  meta: {
    id: 'compose-depends-on-healthy',
    aspect: 'compose',
    severity: 'warning',
    fix: 'safe',
    title: 'The API waits until what it depends on is healthy',
    failureTitle: 'The API starts before what it depends on is ready',
    why: 'An API that connects at start-up crashes, or hangs, when its database is still starting.',
  },

  check(extension) {
    const targets = dependents(extension);
    const findings = targets.flatMap((target) =>
      hasty(extension, target).map(({ name, place }) => {
        const message = `${target.service.name} starts without waiting for ${name} to be healthy.`;
        return findingIn(target, ['depends_on', place], message);
      }),
    );
    return verdictOn(targets, findings);
  },

  fix(extension, options) {
    return dependents(extension)
      .filter((target) => hasty(extension, target).length > 0)
      .map((target) => ({
        summary: `let ${target.service.name} wait for its dependencies`,
        edits: editsFor(extension, target, options),
      }));
  },
};

/** APIs, and workers of the extension's own, that depend on something. */
function dependents(extension: Extension): HardenedService[] {
  return hardenedServices(extension).filter(
    (target) =>
      target.service.role !== 'web' &&
      runsOwnImage(target) &&
      dependsOn(target).length > 0 &&
      !isSwarmStack(target.file),
  );
}

function dependsOn({ service }: HardenedService): Dependency[] {
  return dependenciesOf(service.definition);
}

/** Dependencies that could be waited for and are not. A condition a person wrote is left alone. */
function hasty(
  extension: Extension,
  target: HardenedService,
): (Dependency & { healthiness: Healthiness })[] {
  const targets = hardenedServices(extension);
  return dependsOn(target)
    .filter(({ condition }) => condition === undefined)
    .map((dependency) => ({
      ...dependency,
      healthiness: healthinessOf(extension, target, dependency.name, targets),
    }))
    .filter(({ healthiness }) => healthiness.kind !== 'unknown');
}

/** Waiting for a service without a healthcheck fails, so a missing one comes with the change. */
function editsFor(extension: Extension, target: HardenedService, options: Options): FileEdit[] {
  const waits = hasty(extension, target);
  const healthchecks = waits.flatMap(({ healthiness }) =>
    healthiness.kind === 'after' ? healthiness.edits(options) : [],
  );
  const names = new Set(waits.map(({ name }) => name));
  const operations = conditions(target, names);
  return [...healthchecks, { kind: 'yaml', file: target.file.path, operations }];
}

function conditions(target: HardenedService, waits: ReadonlySet<string>): YamlOperation[] {
  const condition = (name: string): YamlValue => ({
    condition: waits.has(name) ? 'service_healthy' : 'service_started',
  });
  if (!Array.isArray(get(target.service.definition, 'depends_on'))) {
    return [...waits].map((name) => ({
      op: 'ensure',
      route: routeIn(target, 'depends_on', name),
      value: condition(name),
    }));
  }
  const entries = dependsOn(target).map(({ name }) => [name, condition(name)] as const);
  const route = routeIn(target, 'depends_on');
  return [{ op: 'set', route, value: Object.fromEntries(entries) }];
}
