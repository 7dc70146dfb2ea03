import { isOwner, isPlatform, isUrlPath } from '../../src/command/options.js';
import {
  defaultOptions,
  releaseFlows,
  type Options,
  type ReleaseFlow,
  type ResourceLimits,
} from '../../src/rules/options.js';
import { UsageError } from '../../src/usage-error.js';

/** The answers that are kept in .yo-rc.json. */
export interface Answers {
  readonly healthPath?: string;
  readonly registryOwner?: string;
  readonly platforms?: readonly string[];
  readonly releaseFlow?: ReleaseFlow;
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
    const text = requireAnswer(key, value, isRight, wanted);
    limits.set(service, { ...limits.get(service), [resource]: text });
  }
  const { platforms, releaseFlow } = stored;
  return {
    limits: Object.fromEntries(limits),
    ...answer('healthPath', stored, isUrlPath, 'a path such as "/health"'),
    ...answer('registryOwner', stored, isOwner, 'the name of a GitHub account'),
    ...(platforms === undefined ? {} : { platforms: requirePlatforms(platforms) }),
    ...(releaseFlow === undefined ? {} : { releaseFlow: requireFlow(releaseFlow) }),
  };
}

function answer<Key extends string>(
  key: Key,
  stored: Readonly<Record<string, unknown>>,
  isRight: (value: string) => boolean,
  wanted: string,
): Readonly<Partial<Record<Key, string>>> {
  const value = stored[key];
  if (value === undefined) return {};
  return { [key]: requireAnswer(key, value, isRight, wanted) } as Readonly<Record<Key, string>>;
}

function requireAnswer(
  key: string,
  value: unknown,
  isRight: (value: string) => boolean,
  wanted: string,
): string {
  if (typeof value === 'string' && isRight(value)) return value;
  throw wrongAnswer(key, value, wanted);
}

function requirePlatforms(value: unknown): readonly string[] {
  if (isPlatforms(value)) return value;
  throw wrongAnswer('platforms', value, 'a list such as ["linux/amd64"]');
}

function requireFlow(value: unknown): ReleaseFlow {
  const flow = releaseFlows.find((each) => each === value);
  if (flow !== undefined) return flow;
  throw wrongAnswer('releaseFlow', value, '"tag" or "release-please"');
}

function wrongAnswer(key: string, value: unknown, wanted: string): UsageError {
  const found = JSON.stringify(value).slice(0, 40);
  return new UsageError(
    `.yo-rc.json: ${JSON.stringify(key)} is ${found}, not ${wanted}: correct or remove it`,
  );
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
