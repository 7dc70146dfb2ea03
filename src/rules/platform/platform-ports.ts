import type { ComposeFile, Extension, Service } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import { isOnlyForDevelopment } from '../compose/hardened-services.js';
import { publishedPorts } from '../compose/published-ports.js';
import type { PublishedPort } from '../compose/published-ports.js';
import { manifestPort } from '../compose/service-port.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';

/** Host ports of the Platform's own services (Platform, compose.yml and compose.prod.yml). */
export const PLATFORM_PORTS: ReadonlyMap<number, string> = new Map([
  [3000, 'web_nei'],
  [5432, 'db_pg'],
  [8000, 'api_nei'],
  [8002, 'api_family'],
  [27017, 'db_mongo'],
  [587, 'api_nei'],
]);

interface OwnService {
  readonly file: ComposeFile;
  readonly service: Service;
  readonly published: readonly PublishedPort[];
}

/** Ports of the host, and the one that the Platform's proxy asks; what images listen on is image-port's. */
export const platformPorts: Rule = {
  meta: {
    id: 'platform-ports',
    aspect: 'platform',
    severity: 'error',
    fix: null,
    title: 'Ports agree and are free',
    failureTitle: 'Ports disagree or are taken',
    why: "A proxy that asks another port than the service's gets no answer, and a taken port stops the start.",
  },

  check(extension) {
    const own = extension.composeFiles.flatMap((file) =>
      file.services
        .filter(({ role }) => role !== 'platform')
        .map((service) => ({ file, service, published: publishedPorts(service.definition) })),
    );
    if (own.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'no compose file runs a service of the extension',
      };
    }
    return verdict([
      ...own.flatMap((each) => [...wrongContainerPort(extension, each), ...takenByPlatform(each)]),
      ...extension.composeFiles.flatMap((file) =>
        clashes(own.filter((each) => each.file === file)),
      ),
    ]);
  },
};

function at({ file, service }: OwnService, { index }: PublishedPort, message: string): Finding {
  const position = file.locate(['services', service.name, 'ports', index]);
  return { file: file.path, ...position, message };
}

/** The port that Compose publishes is not the manifest's, which a stack for development alone need not know. */
function wrongContainerPort(extension: Extension, own: OwnService): Finding[] {
  const { file, service, published } = own;
  if (isOnlyForDevelopment(file)) return [];
  const declared = manifestPort(extension, file.services, service);
  const [first] = published;
  if (declared === undefined || first === undefined) return [];
  if (published.some(({ container }) => container.includes(declared))) return [];
  const message = `${service.name} publishes the container port ${first.container.join(', ')}, but ${extension.manifest.file} says ${declared}.`;
  return [at(own, first, message)];
}

function takenByPlatform(own: OwnService): Finding[] {
  if (!own.file.override) return [];
  return own.published.flatMap((port) =>
    port.host.flatMap((number) => {
      const owner = PLATFORM_PORTS.get(number);
      if (owner === undefined || port.protocol !== 'tcp') return [];
      const message = `${own.service.name} publishes the host port ${number}, which is ${owner}'s in the Platform.`;
      return [at(own, port, message)];
    }),
  );
}

/** Two services of one file on the same port of the host. */
function clashes(services: readonly OwnService[]): Finding[] {
  const taken: { service: Service; port: PublishedPort; number: number }[] = [];
  return services.flatMap((own) =>
    own.published.flatMap((port) =>
      port.host.flatMap((number) => {
        const { name } = own.service;
        const other = taken.find(
          (each) =>
            each.number === number &&
            each.service.name !== name &&
            overlap(each.port, port) &&
            canRunTogether(each.service, own.service),
        );
        taken.push({ service: own.service, port, number });
        if (other === undefined) return [];
        const message = `${name} publishes the host port ${number}, as ${other.service.name} does.`;
        return [at(own, port, message)];
      }),
    ),
  );
}

/** Not where their profiles are others: what has one is only started when asked for, in the other's place. */
function canRunTogether(a: Service, b: Service): boolean {
  const [ofA, ofB] = [profilesOf(a), profilesOf(b)];
  if (ofA.length === 0 && ofB.length === 0) return true;
  return ofA.some((profile) => ofB.includes(profile));
}

function profilesOf({ definition }: Service): string[] {
  const profiles = get(definition, 'profiles');
  return (Array.isArray(profiles) ? profiles : []).flatMap((profile) => asText(profile) ?? []);
}

function overlap(a: PublishedPort, b: PublishedPort): boolean {
  const everywhere = (address: string | undefined): boolean =>
    address === undefined || address === '0.0.0.0';
  const sameAddress = a.address === b.address || everywhere(a.address) || everywhere(b.address);
  return a.protocol === b.protocol && sameAddress;
}
