import { posix } from 'node:path';
import type { ComposeFile, Extension, Service } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import { dependenciesOf } from './dependencies.js';
import type { SchemaFinding } from './schema-wording.js';

type Section = 'volumes' | 'networks' | 'secrets' | 'configs';

/**
 * Names a file uses and nothing defines: Compose refuses to start it. Files beside it count, for
 * they may be used together (`-f compose.yml -f compose.prod.yml`); overrides rest on the Platform's.
 */
export function brokenReferences(extension: Extension, file: ComposeFile): SchemaFinding[] {
  if (file.override || get(file.data, 'include') !== undefined) return [];
  const together = extension.composeFiles.filter(
    (other) => !other.override && posix.dirname(other.path) === posix.dirname(file.path),
  );
  // A neighbour that cannot be read could define anything.
  if (together.some(({ problem }) => problem !== undefined)) return [];
  return file.services.flatMap((service) => [
    ...undefinedServices(service, together),
    ...withoutImage(service, together),
    ...withoutDockerfile(extension, file, service),
    ...(['volumes', 'networks', 'secrets', 'configs'] as const).flatMap((section) =>
      undefinedNames(service, section, together),
    ),
  ]);
}

function undefinedServices(service: Service, files: readonly ComposeFile[]): SchemaFinding[] {
  return dependenciesOf(service.definition)
    .filter(({ name }) => !files.some(({ services }) => services.some((one) => one.name === name)))
    .map(({ name, place }) => ({
      route: ['services', service.name, 'depends_on', place],
      message: `${service.name} depends on ${name}, which is no service of this file.`,
    }));
}

function withoutImage({ name }: Service, files: readonly ComposeFile[]): SchemaFinding[] {
  const definitions = files.flatMap(({ services }) =>
    services.flatMap((one) => (one.name === name ? [one.definition] : [])),
  );
  const keys = ['image', 'build', 'extends', 'provider'];
  if (definitions.some((one) => keys.some((key) => get(one, key) !== undefined))) return [];
  return [{ route: ['services', name], message: `${name} has neither an image nor a build.` }];
}

/** A Dockerfile that `build` names, and that is not among those of its directory: nothing is built. */
function withoutDockerfile(
  { dockerfiles }: Extension,
  { path }: ComposeFile,
  { name, definition, dockerfile }: Service,
): SchemaFinding[] {
  const build = get(definition, 'build');
  const map: Data = isRecord(build) ? build : { context: build };
  const [context, file] = [get(map, 'context') ?? '.', get(map, 'dockerfile') ?? 'Dockerfile'];
  if (build === undefined || dockerfile !== undefined) return [];
  if (typeof context !== 'string' || typeof file !== 'string' || /[$:]/.test(context + file)) {
    return [];
  }
  const wanted = posix.join(posix.dirname(path), context, file);
  const others = dockerfiles.filter((each) => posix.dirname(each.path) === posix.dirname(wanted));
  const isThere = others.some((each) => each.path === wanted);
  if (isThere || others.length === 0 || get(map, 'dockerfile_inline') !== undefined) return [];
  const key = get(map, 'dockerfile') === undefined ? [] : ['dockerfile'];
  const names = others.map((each) => each.path).join(', ');
  const message = `${name} is built from ${wanted}, which is not there: there is ${names}.`;
  return [{ route: ['services', name, 'build', ...key], message }];
}

function undefinedNames(
  { name, definition }: Service,
  section: Section,
  files: readonly ComposeFile[],
): SchemaFinding[] {
  const defined = (wanted: string): boolean =>
    (section === 'networks' && wanted === 'default') ||
    files.some(({ data }) => {
      const entries = get(data, section);
      return isRecord(entries) && Object.hasOwn(entries, wanted);
    });
  const singular = section.slice(0, -1);
  return used(definition, section)
    .filter((one) => !one.name.includes('$') && !defined(one.name))
    .map((one) => ({
      route: ['services', name, section, one.place],
      message: `${name} uses the ${singular} ${one.name}, which is not defined under "${section}".`,
    }));
}

interface Use {
  readonly name: string;
  readonly place: string | number;
}

function used(definition: Data, section: Section): Use[] {
  const value = get(definition, section);
  // Only networks have a map form: their names are its keys.
  if (isRecord(value)) return Object.keys(value).map((name) => ({ name, place: name }));
  return (Array.isArray(value) ? value : []).flatMap((item: unknown, place) => {
    const name = section === 'volumes' ? volumeName(item) : plainName(item);
    return name === undefined ? [] : [{ name, place }];
  });
}

function plainName(item: unknown): string | undefined {
  const name = isRecord(item) ? get(item, 'source') : item;
  return typeof name === 'string' ? name : undefined;
}

/** The named volume of an entry; undefined for a path, an anonymous volume and other mounts. */
function volumeName(item: unknown): string | undefined {
  if (isRecord(item)) return get(item, 'type') === 'volume' ? plainName(item) : undefined;
  if (typeof item !== 'string' || !item.includes(':')) return undefined;
  const source = item.split(':')[0] ?? '';
  return /^[A-Za-z0-9][\w.-]*$/.test(source) && !/^[A-Za-z]$/.test(source) ? source : undefined;
}
