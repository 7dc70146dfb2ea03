import { isOwner, isPlatform, isUrlPath } from '../command/options.js';
import {
  defaultOptions,
  releaseFlows,
  secretsModes,
  type Options,
  type ReleaseFlow,
  type ResourceLimits,
  type SecretsMode,
} from '../rules/options.js';
import { UsageError } from '../usage-error.js';

/** The answers that are kept in .yo-rc.json. */
export interface Answers {
  readonly healthPath?: string;
  readonly registryOwner?: string;
  readonly platforms?: readonly string[];
  readonly releaseFlow?: ReleaseFlow;
  readonly secretsMode?: SecretsMode;
  readonly limits: Readonly<Record<string, Partial<ResourceLimits>>>;
}

/** Name of the question for a service's CPU or memory limit; also its key in .yo-rc.json. */
export function limitKey(service: string, resource: 'cpus' | 'memory'): string {
  return `${resource}:${service}`;
}

/**
 * Reads the answers of an earlier run; the file may have been edited since.
 * @throws UsageError naming the first answer that is none the prompts would have taken
 */
export function readAnswers(stored: Readonly<Record<string, unknown>>): Answers {
  const limits = new Map<string, Partial<ResourceLimits>>();
  for (const [key, value] of Object.entries(stored)) {
    const match = /^(cpus|memory):(.+)$/s.exec(key);
    if (match === null) continue;
    const [, resource = '', service = ''] = match;
    const isRight = resource === 'cpus' ? isCpus : isMemory;
    const wanted = resource === 'cpus' ? 'a number of CPUs such as "0.5"' : 'a size such as "512M"';
    const limit = required(key, value, text(isRight), wanted);
    limits.set(service, { ...limits.get(service), [resource]: limit });
  }
  return {
    limits: Object.fromEntries(limits),
    ...answer('healthPath', stored, text(isUrlPath), 'a path such as "/health"'),
    ...answer('registryOwner', stored, text(isOwner), 'the name of a GitHub account'),
    ...answer('platforms', stored, isPlatforms, 'a list such as ["linux/amd64"]'),
    ...answer('releaseFlow', stored, isReleaseFlow, releaseFlows.join(' or ')),
    ...answer('secretsMode', stored, isSecretsMode, secretsModes.join(' or ')),
  };
}

/** The answer under `key`, as a part of an object; nothing where there is none. */
function answer<Key extends string, Value>(
  key: Key,
  stored: Readonly<Record<string, unknown>>,
  isRight: (value: unknown) => value is Value,
  wanted: string,
): Readonly<Partial<Record<Key, Value>>> {
  const value = stored[key];
  const found = value === undefined ? {} : { [key]: required(key, value, isRight, wanted) };
  return found as Partial<Record<Key, Value>>;
}

function required<Value>(
  key: string,
  value: unknown,
  isRight: (value: unknown) => value is Value,
  wanted: string,
): Value {
  if (isRight(value)) return value;
  const found = JSON.stringify(value).slice(0, 40);
  throw new UsageError(
    `.yo-rc.json: ${JSON.stringify(key)} is ${found}, not ${wanted}: correct or remove it`,
  );
}

function text(isRight: (value: string) => boolean): (value: unknown) => value is string {
  return (value): value is string => typeof value === 'string' && isRight(value);
}

function isReleaseFlow(value: unknown): value is ReleaseFlow {
  return releaseFlows.some((flow) => flow === value);
}

function isSecretsMode(value: unknown): value is SecretsMode {
  return secretsModes.some((mode) => mode === value);
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
