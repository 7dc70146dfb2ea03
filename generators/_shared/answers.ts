import { isOwner, isPlatform } from '../../src/command/options.js';
import { defaultOptions, type Options, type ResourceLimits } from '../../src/rules/options.js';

/** The answers that are kept in .yo-rc.json, as far as they are well-formed. */
export interface Answers {
  readonly healthPath?: string;
  readonly registryOwner?: string;
  readonly platforms?: readonly string[];
  readonly limits: Readonly<Record<string, Partial<ResourceLimits>>>;
}

/** Name of the question for a service's CPU or memory limit; also its key in .yo-rc.json. */
export function limitKey(service: string, resource: 'cpus' | 'memory'): string {
  return `${resource}:${service}`;
}

/** Reads the answers of an earlier run. */
export function readAnswers(stored: Readonly<Record<string, unknown>>): Answers {
  const limits: Record<string, Partial<ResourceLimits>> = {};
  for (const [key, value] of Object.entries(stored)) {
    const match = /^(cpus|memory):(.+)$/.exec(key);
    if (match === null || typeof value !== 'string') continue;
    const [, resource = '', service = ''] = match;
    limits[service] = { ...limits[service], [resource]: value };
  }
  const { healthPath, registryOwner, platforms } = stored;
  return {
    limits,
    ...(typeof healthPath === 'string' ? { healthPath } : {}),
    ...(typeof registryOwner === 'string' && isOwner(registryOwner) ? { registryOwner } : {}),
    ...(isPlatforms(platforms) ? { platforms } : {}),
  };
}

/** The engine's options: the defaults, with the answers in their place. */
export function toOptions({ limits, ...answers }: Answers): Options {
  return { ...defaultOptions, ...answers, serviceLimits: limits };
}

function isPlatforms(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === 'string' && isPlatform(each))
  );
}

/** True for a CPU count such as 0.5 or 2 (Compose Deploy specification, `resources.limits.cpus`). */
export function isCpus(value: string): boolean {
  return /^\d+(\.\d+)?$/.test(value) && Number(value) > 0;
}

/** True for a byte size such as 512M or 1gb (Compose specification, "Specifying byte values"). */
export function isMemory(value: string): boolean {
  return /^[1-9]\d*(b|k|m|g|kb|mb|gb)$/i.test(value);
}
