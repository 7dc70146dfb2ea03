import { kept } from '../../../extension/kept.js';
import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { filesOfStack } from '../../compose/compose-calls.js';
import { effectiveDefinition } from '../../compose/effective-definition.js';
import { missingSchema } from '../../images/client-schema.js';
import { ownImages } from '../../images/own-images.js';
import { publications } from '../../images/published.js';
import { servedApps } from '../../apps.js';
import { exposedMetrics } from '../../monitoring/exposed-metrics.js';
import { templateOf } from '../environment/names.js';
import type { ComposeCommand } from './compose-commands.js';
import { composeCommand, stagingCommand } from './compose-commands.js';
import { externals } from './externals.js';
import type { MigrationFacts } from './migration-facts.js';
import { migrationsOf } from './migration-facts.js';
import { monitoringNetworks } from './monitoring-networks.js';
import { deployWorkflow, lockCommand } from './repository-facts.js';
import type { DeployWorkflow } from './repository-facts.js';
import { secretsCommand } from './secrets-command.js';
import type { ServiceFacts } from './service-facts.js';
import { servicesIn } from './service-facts.js';
import type { Stacks } from './stacks.js';
import { stacksOf } from './stacks.js';
import type { VariableFacts } from './variable-facts.js';
import { variableFacts } from './variable-facts.js';

const MONITORING = 'deploy/monitoring/compose.monitoring.yml';

/** What the templates of a deployment document know of an extension. */
export interface DeploymentFacts {
  readonly name: string;
  /** As in ENABLE_RALLY. */
  readonly flag: string;
  readonly stacks: Stacks;
  /** The services of the standalone stack, else of the override. */
  readonly services: readonly ServiceFacts[];
  /** How Compose is called for the standalone stack. */
  readonly compose: string;
  /** How it is called for a staging stack. */
  readonly staging: ComposeCommand | undefined;
  /** What has to be there before the stack starts: names as Docker knows them. */
  readonly externals: Readonly<Record<'networks' | 'volumes', readonly string[]>>;
  /** The variable that says which version of the images runs. */
  readonly tag: string;
  /** True for a stack that builds its images from what is checked out and pulls none of them. */
  readonly isBuilt: boolean;
  /** Where the web client answers, asked from the machine. */
  readonly webPath: string;
  readonly api: ServiceFacts | undefined;
  readonly web: ServiceFacts | undefined;
  readonly database: 'PostgreSQL' | 'MongoDB' | undefined;
  /** The PostgreSQL schema of its tables, where they have one of their own. */
  readonly schema: string | undefined;
  readonly migrations: MigrationFacts | undefined;
  readonly variables: VariableFacts;
  /** The template of the variables, if there is one, and what a person makes of it. */
  readonly envTemplate: string | undefined;
  readonly envFile: string;
  /** What makes the secret files; undefined where no script does. */
  readonly createSecrets: string | undefined;
  /** Scopes of the Platform's users that the manifest names. */
  readonly scopes: readonly string[];
  readonly publishWorkflow: string | undefined;
  /** What the client's image is built from and git does not have: `web-rally/openapi.json`. */
  readonly missingSchema: string | undefined;
  readonly deployWorkflow: DeployWorkflow | undefined;
  readonly changelog: string | undefined;
  /** Paths of the API that say whether it can work, and how it does. */
  readonly readyPath: string | undefined;
  readonly metricsPath: string | undefined;
  readonly hasMonitoring: boolean;
  /** The compose file that runs what watches. */
  readonly monitoringStack: string | undefined;
  /** What that has to be told to find the standalone stack. */
  readonly monitoringNetworks: readonly string[];
  /** What brings the lock file of the API up to date: `poetry lock`. */
  readonly lock: string | undefined;
}

/** Collects what there is to say; undefined for an extension that nothing deploys. */
export const deploymentFacts = kept((extension: Extension): DeploymentFacts | undefined => {
  const stacks = stacksOf(extension);
  const file = stacks.standalone ?? stacks.platform;
  if (file === undefined) return undefined;
  const { manifest, paths } = extension;
  const services = servicesIn(extension, file);
  const command = composeCommand(extension, stacks.standalone);
  const has = (path: string): string | undefined => (paths.has(path) ? path : undefined);
  const tag = versionVariable(file);
  const api = services.find(({ role, isTask }) => role === 'api' && !isTask);
  return {
    name: manifest.name,
    flag: `ENABLE_${manifest.name.toUpperCase().replaceAll('-', '_')}`,
    stacks,
    services,
    compose: command.text,
    staging: stacks.staging && stagingCommand(extension, stacks.staging),
    externals: {
      networks: externals(extension, stacks.standalone, 'networks'),
      volumes: externals(extension, stacks.standalone, 'volumes'),
    },
    tag,
    isBuilt: stacks.standalone !== undefined && buildsAll(extension, stacks.standalone),
    webPath: services.find(({ role }) => role === 'web')?.healthPath ?? `/${manifest.name}/`,
    api,
    web: services.find(({ role }) => role === 'web'),
    database: databaseOf(extension, stacks),
    schema: schemaOf(extension),
    migrations: migrationsOf(extension, file),
    variables: variableFacts(extension, stacks.platform, stacks.standalone),
    envTemplate: has(templateOf(extension)) ?? has('.env.example'),
    envFile: command.envFile,
    createSecrets: secretsCommand(extension, api?.image, tag),
    scopes: scopesOf(manifest.data),
    publishWorkflow: publications(extension).flatMap(({ pushes }) => pushes)[0]?.workflow.path,
    missingSchema: ownImages(extension).flatMap(
      (image) => missingSchema(extension, image) ?? [],
    )[0],
    deployWorkflow: deployWorkflow(extension),
    changelog: has('CHANGELOG.md'),
    readyPath: routeEnding(extension, /\/(readyz?|readiness)\/?$/),
    metricsPath: metricsPath(extension),
    monitoringStack: has(MONITORING),
    monitoringNetworks: monitoringNetworks(extension, stacks.standalone),
    hasMonitoring: paths.has('deploy/monitoring/prometheus.yml'),
    lock: lockCommand(extension),
  };
});

function databaseOf(
  extension: Extension,
  { standalone, platform }: Stacks,
): DeploymentFacts['database'] {
  const files = [standalone, platform].flatMap((file) => file ?? []);
  const text = files.map(({ path }) => extension.files.get(path)?.text ?? '').join('\n');
  if (extension.databases.length > 0 || /\bdb_pg\b|postgres/i.test(text)) return 'PostgreSQL';
  return /\bdb_mongo\b|\bmongo/i.test(text) ? 'MongoDB' : undefined;
}

/** No part of it has an image that could be pulled: it is built where it runs. */
function buildsAll(extension: Extension, top: ComposeFile): boolean {
  const parts = filesOfStack(extension, top).flatMap((file) =>
    file.services
      .filter(({ role, oneShot }) => (role === 'api' || role === 'web') && !oneShot)
      .map((service) => effectiveDefinition(extension, file, service) ?? service.definition),
  );
  return (
    parts.some((definition) => get(definition, 'build') !== undefined) &&
    parts.every((definition) => get(definition, 'image') === undefined)
  );
}

/** `IMAGE_TAG` for `image: ghcr.io/…/api:${IMAGE_TAG:-latest}`. */
function versionVariable({ services }: ComposeFile): string {
  const images = services
    .filter(({ role }) => role === 'api' || role === 'web')
    .map(({ definition }) => asText(get(definition, 'image')) ?? '');
  return images.flatMap((image) => /:\$\{?(\w+)[^/]*$/.exec(image)?.[1] ?? [])[0] ?? 'TAG';
}

function schemaOf({ databases }: Extension): string | undefined {
  return databases.flatMap(({ schema }) => (schema.kind === 'named' ? (schema.name ?? []) : []))[0];
}

function scopesOf(manifest: Readonly<Record<string, unknown>>): string[] {
  const scopes = get(manifest, 'scopes');
  return (Array.isArray(scopes) ? scopes : []).flatMap((scope: unknown) => {
    const name = isRecord(scope) ? get(scope, 'name') : scope;
    return typeof name === 'string' ? [name] : [];
  });
}

function metricsPath(extension: Extension): string | undefined {
  return servedApps(extension).flatMap((app) => exposedMetrics(extension, app)?.path ?? [])[0];
}

function routeEnding(extension: Extension, pattern: RegExp): string | undefined {
  return servedApps(extension)
    .flatMap(({ routes }) => routes)
    .flatMap(({ method, path }) =>
      method.toUpperCase() === 'GET' && path !== undefined ? [path] : [],
    )
    .find((path) => pattern.test(path));
}
