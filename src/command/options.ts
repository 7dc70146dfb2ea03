import { releaseFlows, secretsModes, secretsProviders } from '../rules/options.js';
import type { Options, ReleaseFlow, SecretsMode, SecretsProvider } from '../rules/options.js';
import { UsageError } from '../usage-error.js';
import { readList } from './arguments.js';

/**
 * The options with what was given by flags in their place; `flag` knows the value of each.
 * @throws UsageError for a value that cannot be used
 */
export function readOptions(options: Options, flag: (name: string) => string | undefined): Options {
  const healthPath = readPath(flag('health-path'));
  const registryOwner = readOwner(flag('registry-owner'));
  const platforms = readPlatforms(flag('platforms'));
  const releaseFlow = readReleaseFlow(flag('release-flow'));
  const secretsMode = readSecretsMode(flag('secrets-mode'));
  const providers = readProviders(flag('secrets-provider'));
  return {
    ...options,
    ...(healthPath === undefined ? {} : { healthPath }),
    ...(registryOwner === undefined ? {} : { registryOwner }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(releaseFlow === undefined ? {} : { releaseFlow }),
    ...(secretsMode === undefined ? {} : { secretsMode }),
    ...(providers === undefined ? {} : { secretsProviders: providers }),
  };
}

/** Could it be the name of a GitHub account (letters, digits and single hyphens)? */
export function isOwner(value: string): boolean {
  return /^[a-z0-9](?:-?[a-z0-9])*$/i.test(value) && value.length <= 39;
}

/** Is it a platform as Docker names it: `linux/amd64`, `linux/arm/v7`? */
export function isPlatform(value: string): boolean {
  return /^linux\/[a-z0-9]+(?:\/v\d+)?$/.test(value);
}

/** True for an absolute URL path of characters that need no quoting anywhere. */
export function isUrlPath(value: string): boolean {
  return /^\/[A-Za-z0-9._~/-]*$/.test(value);
}

/** @throws UsageError for anything but an absolute URL path */
function readPath(value: string | undefined): string | undefined {
  if (value === undefined || isUrlPath(value)) return value;
  throw new UsageError(`--health-path ${value}: a path like /health is wanted`);
}

/** @throws UsageError for anything but the name of an account */
function readOwner(value: string | undefined): string | undefined {
  if (value === undefined || isOwner(value)) return value;
  throw new UsageError(`--registry-owner ${value}: the name of a GitHub account is wanted`);
}

/** @throws UsageError for anything but a list of platforms */
function readPlatforms(value: string | undefined): readonly string[] | undefined {
  const platforms = readList(value);
  if (platforms === undefined) return undefined;
  if (platforms.length > 0 && platforms.every(isPlatform)) return platforms;
  throw new UsageError(`--platforms ${value ?? ''}: a list like linux/amd64,linux/arm64 is wanted`);
}

/** @throws UsageError for anything but the flows there are */
function readReleaseFlow(value: string | undefined): ReleaseFlow | undefined {
  const flow = releaseFlows.find((each) => each === value);
  if (value === undefined || flow !== undefined) return flow;
  throw new UsageError(`--release-flow ${value}: the flows are ${releaseFlows.join(' and ')}`);
}

/** @throws UsageError for anything but the modes there are */
function readSecretsMode(value: string | undefined): SecretsMode | undefined {
  const mode = secretsModes.find((each) => each === value);
  if (value === undefined || mode !== undefined) return mode;
  throw new UsageError(`--secrets-mode ${value}: the modes are ${secretsModes.join(', ')}`);
}

/** @throws UsageError for anything but a list of the providers there are */
function readProviders(value: string | undefined): readonly SecretsProvider[] | undefined {
  return readList(value)?.map((wanted) => {
    const provider = secretsProviders.find((each) => each === wanted);
    if (provider !== undefined) return provider;
    const known = secretsProviders.join(' and ');
    throw new UsageError(`--secrets-provider ${wanted}: the providers are ${known}`);
  });
}
