/** CPU and memory of a service, in Compose's own notation (`deploy.resources`). */
export interface ResourceLimits {
  readonly cpus: string;
  readonly memory: string;
  readonly reservedCpus: string;
  readonly reservedMemory: string;
}

/** Where containers get their secrets: files on the host, Swarm's own store, or still the environment. */
export const secretsModes = ['files', 'swarm', 'env'] as const;
export type SecretsMode = (typeof secretsModes)[number];

/** Where a script shall fetch secrets from. */
export const secretsProviders = ['aws', 'vault'] as const;
export type SecretsProvider = (typeof secretsProviders)[number];

/** What a person may choose; everything has a default. */
export interface Options {
  readonly apiLimits: ResourceLimits;
  readonly webLimits: ResourceLimits;
  /** Upper limits chosen for single services, by service name; they win over those of the role. */
  readonly serviceLimits: Readonly<Record<string, Partial<ResourceLimits>>>;
  /** Path of the API's health endpoint where the API has none yet. */
  readonly healthPath: string;
  /** Owner of the images on ghcr.io, where no compose file names an image; else that of the remote. */
  readonly registryOwner?: string;
  /** What images are built for, as Docker names it: `linux/amd64`. */
  readonly platforms: readonly string[];
  readonly secretsMode: SecretsMode;
  /** Scripts that fetch the secret files from elsewhere are only added for these. */
  readonly secretsProviders: readonly SecretsProvider[];
  /** How releases are made: from each tag that a person pushes, or prepared by release-please. */
  readonly releaseFlow: ReleaseFlow;
}

export const releaseFlows = ['tag', 'release-please'] as const;
export type ReleaseFlow = (typeof releaseFlows)[number];

export const defaultOptions: Options = {
  apiLimits: { cpus: '1.0', memory: '512M', reservedCpus: '0.5', reservedMemory: '256M' },
  webLimits: { cpus: '0.5', memory: '256M', reservedCpus: '0.25', reservedMemory: '128M' },
  serviceLimits: {},
  healthPath: '/health',
  platforms: ['linux/amd64'],
  secretsMode: 'files',
  secretsProviders: [],
  releaseFlow: 'tag',
};
