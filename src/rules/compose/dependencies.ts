import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import { hasTest, isDisabled } from './existing-healthcheck.js';
import type { HardenedService } from './hardened-services.js';
import { healthcheckNeed } from './healthcheck-need.js';
import type { HealthcheckNeed } from './healthcheck-need.js';
import { databaseProbe } from './probe.js';

/** Platform services that have a healthcheck in the Platform's own compose files. */
const PLATFORM_HEALTHY = new Set(['db_pg', 'db_mongo', 'api_nei']);

export interface Dependency {
  readonly name: string;
  /** The keys to it below `depends_on`. */
  readonly place: string;
  /** Undefined where none is written. */
  readonly condition: unknown;
}

export function dependenciesOf(definition: Data): Dependency[] {
  const dependencies = get(definition, 'depends_on');
  if (Array.isArray(dependencies)) {
    return dependencies.flatMap((name: unknown, index) =>
      typeof name === 'string' ? [{ name, place: String(index), condition: undefined }] : [],
    );
  }
  return Object.entries(isRecord(dependencies) ? dependencies : {}).map(([name, value]) => ({
    name,
    place: name,
    condition: isRecord(value) ? get(value, 'condition') : undefined,
  }));
}

/** Can one wait for a service to be healthy, and what has to be added for it? */
export type Healthiness =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'after'; readonly edits: NonNullable<HealthcheckNeed['edits']> }
  | { readonly kind: 'unknown' };

export function healthinessOf(
  extension: Extension,
  dependent: HardenedService,
  name: string,
  targets: readonly HardenedService[],
): Healthiness {
  const { file } = dependent;
  const owned = file.services.find((service) => service.name === name);
  if (owned === undefined || owned.role === 'platform') {
    const known = file.override && PLATFORM_HEALTHY.has(name);
    return { kind: known ? 'healthy' : 'unknown' };
  }
  const target = targets.find((other) => other.file === file && other.service === owned);
  if (target === undefined || owned.oneShot || !isWaitedFor(target)) return { kind: 'unknown' };
  const healthcheck = get(target.definition, 'healthcheck');
  if (isDisabled(healthcheck)) return { kind: 'unknown' };
  if (hasTest(healthcheck) || owned.dockerfile?.final.healthcheck !== undefined) {
    return { kind: 'healthy' };
  }
  const edits = healthcheckNeed(extension, target)?.edits;
  return edits === undefined ? { kind: 'unknown' } : { kind: 'after', edits };
}

/** Something that is asked while starting: a database, a cache or another API. */
function isWaitedFor(target: HardenedService): boolean {
  const { role } = target.service;
  return role === 'api' || role === 'database' || databaseProbe(target) !== undefined;
}
