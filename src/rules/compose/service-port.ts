import { commandText } from '../../extension/compose/command.js';
import { environmentOf } from '../../extension/compose/environment.js';
import { interpolate } from '../../extension/interpolate.js';
import type { Dockerfile, Extension, Service } from '../../extension/model.js';
import type { Data } from '../../extension/records.js';
import { mountsConfiguration, nginxListens } from '../docker-images/nginx-listens.js';
import { gunicornBind } from './gunicorn-bind.js';
import { publishedPorts } from './published-ports.js';

/** Redis with TLS has both: `--port 0 --tls-port 6379`. */
const PORT_FLAG = /(?:^|\s)(?:--(?:tls-)?port|-p)[=\s]+["']?([1-9]\d{0,4})\b/;
/** Servers that listen on port 8000 where nothing else is said (uvicorn, fastapi-cli). */
const DEFAULTS = /(?:^|[\s/])uvicorn\s|\bfastapi (?:run|dev)\b/;
const OTHERWISE = /\bgunicorn\b|--(?:uds|fd|port)\b/;
const DEFAULT_PORT = 8000;
const BIND_FLAG = /(?:^|\s)(?:--bind|-b)[=\s]*["']?[^\s"']*?:(\d{1,5})\b/;

/** The port the manifest declares for a service: for `api_<name>` and `web_<name>`, or the only one. */
export function manifestPort(
  extension: Extension,
  siblings: readonly Service[],
  { name, role }: Service,
): number | undefined {
  if (role !== 'api' && role !== 'web') return undefined;
  const { manifest } = extension;
  const port = role === 'api' ? manifest.apiPort : manifest.webPort;
  const main = `${role}_${manifest.name}`.replaceAll('-', '_');
  if (name.replaceAll('-', '_') === main) return port;
  const only = siblings.filter((sibling) => sibling.role === role && !sibling.oneShot);
  return only.length === 1 ? port : undefined;
}

/**
 * The port a service listens on: what its command says counts, then gunicorn's and nginx's
 * configuration, what its image exposes, the manifest, and what Compose publishes. A debug server in the code does not.
 */
export function listeningPort(
  extension: Extension,
  siblings: readonly Service[],
  service: Service,
  definition: Data = service.definition,
): number | undefined {
  const declared = manifestPort(extension, siblings, service);
  const published = publishedPorts(definition).flatMap(({ container }) => container);
  const exposed = service.dockerfile?.final.exposedPorts ?? [];
  const listened = nginxPorts(extension, service, definition);
  return (
    startedOn(definition, service.dockerfile) ??
    gunicornBind(extension, service, definition)?.port ??
    [declared, ...published, ...exposed, ...listened].find(
      (port) => port !== undefined && listened.includes(port),
    ) ??
    // An image may expose more than one port; the declared one is meant then.
    [declared, ...published].find((port) => port !== undefined && exposed.includes(port)) ??
    exposed[0] ??
    declared ??
    published[0]
  );
}

/** What the nginx of the service's image listens on, as far as its configuration is in the repository. */
function nginxPorts(extension: Extension, service: Service, definition: Data): number[] {
  const { dockerfile, build } = service;
  if (dockerfile === undefined || build === undefined || mountsConfiguration(definition)) return [];
  const listens = nginxListens(extension, dockerfile, build.context) ?? [];
  // What its base image brings along is no decision of anybody's here.
  return listens.filter(({ file }) => file !== dockerfile.path).map(({ port }) => port);
}

/** The port that the container's command line names, or that its server takes where nothing names one. */
export function startedOn(
  definition: Data,
  dockerfile: Dockerfile | undefined,
): number | undefined {
  const own = commandText(definition);
  const command = own === '' ? (dockerfile?.final.command?.join(' ') ?? '') : own;
  const { text } = interpolate(command.replaceAll('$$', '$'));
  const port = PORT_FLAG.exec(text)?.[1] ?? BIND_FLAG.exec(text)?.[1];
  if (port !== undefined) return Number(port);
  const names = [
    ...(dockerfile?.final.environment.keys() ?? []),
    ...environmentOf(definition).map(({ name }) => name),
  ];
  const isOpen = command.includes('$') || names.some((name) => /(^|_)PORT$/.test(name));
  return DEFAULTS.test(text) && !OTHERWISE.test(text) && !isOpen ? DEFAULT_PORT : undefined;
}
