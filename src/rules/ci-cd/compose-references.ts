import { asText, get, isRecord, type Data } from '../../extension/records.js';

/** What services refer to by name. */
export interface Names {
  readonly services: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
  readonly configs: ReadonlySet<string>;
}

export type Kind = keyof Names;

/** Names that a stack of compose files uses and none of them defines. */
export function undefinedNames(stack: readonly Data[]): Names {
  const services = stack.flatMap((data) => Object.entries(mapOf(get(data, 'services'))));
  const definitions = services.map(([, definition]) => mapOf(definition));
  const runs = new Set(services.flatMap(([name, definition]) => (isRun(definition) ? [name] : [])));
  const used = [...services.map(([name]) => name), ...definitions.flatMap(otherServices)];
  const named = (kind: Exclude<Kind, 'services'>): Set<string> => {
    const known = new Set(stack.flatMap((data) => Object.keys(mapOf(get(data, kind)))));
    const names = definitions.flatMap((each) => namesIn(kind, get(each, kind)));
    return new Set(names.filter((name) => !known.has(name) && name !== 'default'));
  };
  return {
    services: new Set(used.filter((name) => !runs.has(name))),
    networks: named('networks'),
    volumes: named('volumes'),
    secrets: named('secrets'),
    configs: named('configs'),
  };
}

/** A service that Compose accepts: an entry that only adds to another file's is none. */
function isRun(definition: unknown): boolean {
  return ['image', 'build', 'extends', 'provider'].some(
    (key) => get(mapOf(definition), key) !== undefined,
  );
}

/** Services that one waits for or shares something with. */
function otherServices(definition: Data): string[] {
  const shared = ['network_mode', 'ipc', 'pid'].flatMap(
    (key) => /^service:(.+)$/.exec(asText(get(definition, key)) ?? '')?.[1] ?? [],
  );
  const linked = [...texts(get(definition, 'links')), ...texts(get(definition, 'volumes_from'))];
  return [
    ...keysOrItems(get(definition, 'depends_on')),
    ...linked.map((text) => text.split(':')[0] ?? ''),
    ...shared,
  ].filter((name) => !name.includes('$') && name !== 'container');
}

function namesIn(kind: Kind, value: unknown): string[] {
  if (kind === 'networks') return keysOrItems(value);
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry) => {
    if (isRecord(entry)) {
      if (kind === 'volumes' && (asText(get(entry, 'type')) ?? 'volume') !== 'volume') return [];
      return named(asText(get(entry, 'source')));
    }
    const text = asText(entry);
    // `name:/path`; a path alone is a volume without a name.
    return named(kind === 'volumes' ? /^([^:]+):/.exec(text ?? '')?.[1] : text);
  });
}

/** A name of a volume, secret or config; no path, no variable. */
function named(text: string | undefined): string[] {
  return text !== undefined && /^[A-Za-z0-9][\w.-]*$/.test(text) ? [text] : [];
}

function keysOrItems(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : texts(value);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((item) => asText(item) ?? []) : [];
}

function mapOf(value: unknown): Data {
  return isRecord(value) ? value : {};
}
