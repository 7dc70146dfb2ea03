import { get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { ResourceLimits } from '../options.js';
import { cpuCount, memoryBytes } from './quantity.js';

export type Resource = 'cpus' | 'memory';

export const RESOURCES: readonly Resource[] = ['cpus', 'memory'];

/** The keys of older Compose files. Compose refuses a file that sets both forms to different values. */
const LEGACY_LIMIT: Readonly<Record<Resource, string>> = { cpus: 'cpus', memory: 'mem_limit' };

const READ = { cpus: cpuCount, memory: memoryBytes };

/** The limit of a service, in whichever form it is written. */
export function limitOf(definition: Data, resource: Resource): unknown {
  return deployed(definition, 'limits', resource) ?? get(definition, LEGACY_LIMIT[resource]);
}

export function missingLimits(definition: Data): Resource[] {
  return RESOURCES.filter((resource) => (limitOf(definition, resource) ?? null) === null);
}

/** The part of the older form that completes it; undefined where the service does not use it. */
export function legacyCompletion(
  definition: Data,
  limits: ResourceLimits,
): Readonly<Record<string, string>> | undefined {
  const used = RESOURCES.some((resource) => Object.hasOwn(definition, LEGACY_LIMIT[resource]));
  if (!used) return undefined;
  const additions = allowedLimits(definition, limits);
  return Object.fromEntries(additions.map((key) => [LEGACY_LIMIT[key], limits[key]]));
}

/** What is missing of `deploy.resources`; a reservation that would exceed its limit is left out. */
export function missingResources(
  definition: Data,
  limits: ResourceLimits,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const wanted = { cpus: limits.reservedCpus, memory: limits.reservedMemory };
  const additions = allowedLimits(definition, limits);
  const reservations = RESOURCES.filter((resource) => {
    if (reservationOf(definition, resource) !== undefined) return false;
    const limit = additions.includes(resource) ? limits[resource] : limitOf(definition, resource);
    return isAtMost(resource, wanted[resource], limit);
  });
  const memory = [limitOf(definition, 'memory'), reservationOf(definition, 'memory')];
  const written = (amount: string): string => inUnitsOf(memory, amount);
  return {
    limits: Object.fromEntries(additions.map((key) => [key, written(limits[key])])),
    ...(reservations.length === 0
      ? {}
      : {
          reservations: Object.fromEntries(reservations.map((key) => [key, written(wanted[key])])),
        }),
  };
}

/** `256m` beside `768m`: Docker takes the units in both cases. */
function inUnitsOf(present: readonly unknown[], amount: string): string {
  const isLower = present.some((each) => typeof each === 'string' && /^\d+[a-z]+$/.test(each));
  return isLower ? amount.toLowerCase() : amount;
}

/** Missing limits that do not fall below what the service reserves: Docker would refuse to start it. */
function allowedLimits(definition: Data, limits: ResourceLimits): Resource[] {
  return missingLimits(definition).filter((resource) => {
    const reserved = reservationOf(definition, resource);
    return reserved === undefined || isAtMost(resource, reserved, limits[resource]);
  });
}

function reservationOf(definition: Data, resource: Resource): unknown {
  const legacy = resource === 'memory' ? get(definition, 'mem_reservation') : undefined;
  return deployed(definition, 'reservations', resource) ?? legacy;
}

/** False where it cannot be told (`${LIMIT}`). */
function isAtMost(resource: Resource, smaller: unknown, larger: unknown): boolean {
  const [low, high] = [READ[resource](smaller), READ[resource](larger)];
  return low !== undefined && high !== undefined && low <= high;
}

function deployed(definition: Data, part: string, resource: Resource): unknown {
  let node: unknown = definition;
  for (const key of ['deploy', 'resources', part, resource]) {
    node = isRecord(node) ? get(node, key) : undefined;
  }
  return node;
}
