import type { Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { ownRepositories } from '../../docker-images/own-repositories.js';
import { requiredVariables } from '../../docs/environment/required.js';
import { publishedImages } from '../../images/published-images.js';
import { parseImage } from '../../../extension/image-reference.js';
import { interpolate } from '../../../extension/interpolate.js';
import type { HardenedService } from '../../compose/hardened-services.js';
import type { Options } from '../../options.js';
import { SECRETS } from '../../secrets/directories.js';
import { ownDatabases, type OwnDatabase } from './database.js';
import type { HostFile } from './mounts.js';
import { migrates } from './networks.js';
import { routesOf, type Routes } from './routes.js';
import { stackService, type StackService } from './service.js';
import type { Source } from './source.js';

/** Everything that the files of a stack are rendered from. */
export interface StandaloneStack {
  readonly name: string;
  readonly services: readonly StackService[];
  /** The services that run images of the extension's own. */
  readonly own: readonly string[];
  readonly databases: readonly OwnDatabase[];
  readonly routes: Routes;
  readonly files: readonly HostFile[];
  readonly volumes: readonly string[];
  readonly secrets: readonly { readonly name: string; readonly file: string }[];
  /** The task that migrates the database; undefined where nothing does. */
  readonly migrate: string | undefined;
}

/** Derives a stack of its own; undefined where the name of one of the images is not known. */
export function deriveStack(
  extension: Extension,
  source: Source,
  options: Options,
): StandaloneStack | undefined {
  const databases = ownDatabases(extension, source);
  const names = new Set([
    ...source.services.map(({ service }) => service.name),
    ...databases.map(({ engine }) => engine.service),
  ]);
  const required = requiredVariables(extension);
  const isOwn = ownRepositories(extension);
  const services: StackService[] = [];
  const own: string[] = [];
  for (const target of source.services) {
    const image = isOwn.runs(target) ? imageOf(extension, target, options) : undefined;
    if (isOwn.runs(target) && image === undefined) return undefined;
    if (image !== undefined) own.push(target.service.name);
    services.push(stackService(extension, target, { image, databases, names, required }));
  }
  const files = services.flatMap(({ mounts }) => mounts.files);
  return {
    name: extension.manifest.name,
    services,
    own,
    databases,
    routes: routesOf(extension, source),
    files: files.filter(({ name }, index) => files.findIndex((one) => one.name === name) === index),
    volumes: volumesOf(services, databases),
    secrets: secretsOf(source, services, databases),
    migrate: source.services.find(({ service }) => migrates(service))?.service.name,
  };
}

/** The image as it is published, at a version that has to be named. */
function imageOf(
  extension: Extension,
  { service, definition }: HardenedService,
  options: Options,
): string | undefined {
  const named = asText(get(definition, 'image')) ?? '';
  // Whoever pins an image to its bytes means these bytes.
  if (named.includes('@')) return named;
  const { repository } = parseImage(interpolate(named).text);
  const published = publishedImages(extension, options);
  const found = repository || published.find((image) => image.service === service.name)?.repository;
  return found === undefined ? undefined : `${found}:\${TAG:?}`;
}

/** Volumes by name; what the database keeps comes first. */
function volumesOf(services: readonly StackService[], databases: readonly OwnDatabase[]): string[] {
  const named = services.flatMap(({ mounts }) =>
    mounts.volumes.flatMap((entry) => /^([A-Za-z0-9][\w.-]*):/.exec(entry)?.[1] ?? []),
  );
  return [...new Set([...databases.map(({ engine }) => `${engine.service}_data`), ...named])];
}

/** The secrets that services are granted, each with the file it is in. */
function secretsOf(
  { file }: Source,
  services: readonly StackService[],
  databases: readonly OwnDatabase[],
): { name: string; file: string }[] {
  const granted = services.flatMap(({ definition }) => {
    const list: unknown = definition.secrets;
    return (Array.isArray(list) ? (list as unknown[]) : []).flatMap(
      (item) => (isRecord(item) ? asText(get(item, 'source')) : asText(item)) ?? [],
    );
  });
  const passwords = databases.flatMap(({ password }) =>
    password.kind === 'secret' ? [password.secret] : [],
  );
  const defined = get(file.data, 'secrets');
  return [...new Set([...granted, ...passwords])].map((name) => {
    const definition = isRecord(defined) ? get(defined, name) : undefined;
    const written = isRecord(definition) ? asText(get(definition, 'file')) : undefined;
    const isAbsolute = written !== undefined && /^[/$]/.test(written);
    return { name, file: isAbsolute ? written : `${SECRETS}/${name}` };
  });
}
