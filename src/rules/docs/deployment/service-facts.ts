import { interpolate } from '../../../extension/interpolate.js';
import type { ComposeFile, Extension, Service } from '../../../extension/model.js';
import { parseImage } from '../../../extension/image-reference.js';
import { asText, get } from '../../../extension/records.js';
import type { Data } from '../../../extension/records.js';
import { appOfService } from '../../apps.js';
import { filesOfStack } from '../../compose/compose-calls.js';
import { effectiveDefinition } from '../../compose/effective-definition.js';
import { publishedPorts } from '../../compose/published-ports.js';
import { listeningPort } from '../../compose/service-port.js';
import { webPath } from '../../compose/web-path.js';
import { livenessOf } from '../../monitoring/liveness.js';

/** A service as a person who watches it knows it. */
export interface ServiceFacts {
  readonly name: string;
  readonly role: Service['role'];
  /** True for a task that ends: a migration. */
  readonly isTask: boolean;
  /** The port it listens on. */
  readonly port: number | undefined;
  /** The port of the machine, where it has one. */
  readonly hostPort: number | undefined;
  /** What answers when it is well. */
  readonly healthPath: string | undefined;
  /** The repository of its image, without the tag. */
  readonly image: string | undefined;
}

/** The services that a compose file runs, those of the file it is laid over first. */
export function servicesIn(extension: Extension, top: ComposeFile): ServiceFacts[] {
  const files = filesOfStack(extension, top);
  const all = new Map(
    files.flatMap((file) => file.services.map((service) => [service.name, { file, service }])),
  );
  return [...all.values()]
    .filter(({ service }) => service.role !== 'platform')
    .map(({ file, service }) => {
      const definition = effectiveDefinition(extension, file, service) ?? service.definition;
      const [published] = publishedPorts(definition);
      return {
        name: service.name,
        role: service.role,
        isTask: service.oneShot,
        port: service.oneShot
          ? undefined
          : listeningPort(extension, file.services, service, definition),
        hostPort: published?.host[0],
        healthPath: service.oneShot ? undefined : healthPath(extension, service),
        image: repositoryOf(definition),
      };
    });
}

function healthPath(extension: Extension, service: Service): string | undefined {
  if (service.role === 'web') return webPath(extension, service);
  const app = service.role === 'api' ? appOfService(extension, service) : undefined;
  const liveness = app === undefined ? undefined : livenessOf(extension, app);
  return liveness?.kind === 'route' ? liveness.path : undefined;
}

function repositoryOf(definition: Data): string | undefined {
  const image = asText(get(definition, 'image'));
  return image === undefined ? undefined : parseImage(interpolate(image).text).repository;
}
