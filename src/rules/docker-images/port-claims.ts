import type { Position } from '../../edit/refusal.js';
import { commandText } from '../../extension/compose/command.js';
import type { ComposeFile, Extension, Service } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import { effectiveDefinition } from '../compose/effective-definition.js';
import { isOnlyForDevelopment } from '../compose/hardened-services.js';
import { publishedPorts } from '../compose/published-ports.js';
import { manifestPort, startedOn } from '../compose/service-port.js';
import { buildOf } from '../images/build-of.js';
import { gunicornBind } from '../compose/gunicorn-bind.js';
import { mountsConfiguration, nginxListens } from './nginx-listens.js';

/** A place that says which ports a container listens on. */
export interface PortClaim {
  readonly ports: readonly number[];
  readonly file: string;
  readonly position: Position;
  /** "listens on", "exposes", "publishes", "says". */
  readonly verb: string;
}

/** What a service's program listens on, and what other places say of it. */
export interface PortClaims {
  /** Who listens, for people: "api_rally", "The image of api_rally". */
  readonly subject: string;
  readonly listener: PortClaim;
  readonly others: readonly PortClaim[];
}

/**
 * The claims about a service's port. What its command names counts as what it listens on, else what
 * nginx's configuration says, else what the image exposes; undefined where none of them does.
 */
export function portClaims(
  extension: Extension,
  file: ComposeFile,
  service: Service,
): PortClaims | undefined {
  const definition = effectiveDefinition(extension, file, service) ?? service.definition;
  const exposed = exposedPorts(service);
  const own = commandClaim(file, service, definition);
  // A command of its own whose port is not known may be anything: a worker, a task.
  const runsOther = own === undefined && commandText(definition) !== '';
  const listener =
    own ?? (runsOther ? undefined : (imageClaim(extension, file, service, definition) ?? exposed));
  if (listener === undefined) return undefined;
  const declared = manifestClaim(extension, file, service);
  const published = publishedClaim(file, service, definition);
  // Compose and the manifest are compared by platform-ports.
  const known = declared.every(({ ports }) =>
    ports.some((port) => published?.ports.includes(port)),
  );
  // Flower in the image of the API: what that exposes is of the program that it starts by itself.
  const isOther = listener === own && service.role === 'other';
  const others = [
    ...(exposed === undefined || listener === exposed || isOther ? [] : [exposed]),
    ...(published === undefined || !known ? [] : [published]),
    ...declared,
  ];
  return {
    subject: listener === own ? service.name : `The image of ${service.name}`,
    listener,
    others,
  };
}

function commandClaim(
  file: ComposeFile,
  { name }: Service,
  definition: Data,
): PortClaim | undefined {
  const port = startedOn(definition, undefined);
  if (port === undefined) return undefined;
  const key = get(definition, 'command') === undefined ? 'entrypoint' : 'command';
  const position = file.locate(['services', name, key]);
  return { ports: [port], file: file.path, position, verb: 'listens on' };
}

function imageClaim(
  extension: Extension,
  file: ComposeFile,
  service: Service,
  definition: Data,
): PortClaim | undefined {
  const { dockerfile } = service;
  const context = (service.build ?? buildOf(extension, file, service))?.context;
  if (dockerfile === undefined || context === undefined) return undefined;
  const { commandAt, position } = dockerfile.final;
  const started = startedOn({}, dockerfile);
  if (started !== undefined) {
    const at = commandAt ?? position;
    return { ports: [started], file: dockerfile.path, position: at, verb: 'listens on' };
  }
  const bound = gunicornBind(extension, service, definition);
  if (bound !== undefined) return { ...bound, ports: [bound.port], verb: 'listens on' };
  if (mountsConfiguration(definition)) return undefined;
  const listens = nginxListens(extension, dockerfile, context) ?? [];
  const [first] = listens;
  if (first === undefined) return undefined;
  const ports = [...new Set(listens.map(({ port }) => port))];
  return { ports, file: first.file, position: first.position, verb: 'listens on' };
}

function exposedPorts({ dockerfile }: Service): PortClaim | undefined {
  const { exposedPorts: ports = [], exposedAt } = dockerfile?.final ?? {};
  if (dockerfile === undefined || exposedAt === undefined || ports.length === 0) return undefined;
  return { ports, file: dockerfile.path, position: exposedAt, verb: 'exposes' };
}

function publishedClaim(
  file: ComposeFile,
  { name }: Service,
  definition: Data,
): PortClaim | undefined {
  const published = publishedPorts(definition).filter(({ protocol }) => protocol === 'tcp');
  const [first] = published;
  if (first === undefined) return undefined;
  const ports = published.flatMap(({ container }) => container);
  const position = file.locate(['services', name, 'ports', first.index]);
  return { ports, file: file.path, position, verb: 'publishes' };
}

function manifestClaim(extension: Extension, file: ComposeFile, service: Service): PortClaim[] {
  const { manifest } = extension;
  if (isOnlyForDevelopment(file)) return [];
  const port = manifestPort(extension, file.services, service);
  if (port === undefined) return [];
  const position = manifest.locate([service.role, 'port']);
  return [{ ports: [port], file: manifest.file, position, verb: 'says' }];
}
