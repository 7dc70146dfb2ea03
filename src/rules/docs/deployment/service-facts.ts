import { interpolate } from '../../../extension/interpolate.js';
import type { ComposeFile, Extension, Service } from '../../../extension/model.js';
import { parseImage } from '../../../extension/image-reference.js';
import { asText, get } from '../../../extension/records.js';
import { appOfService } from '../../apps.js';
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

/** The services that a compose file adds, in its order. */
export function servicesIn(extension: Extension, file: ComposeFile): ServiceFacts[] {
  return file.services
    .filter(({ role }) => role !== 'platform')
    .map((service) => {
      const [published] = publishedPorts(service.definition);
      return {
        name: service.name,
        role: service.role,
        isTask: service.oneShot,
        port: service.oneShot ? undefined : listeningPort(extension, file.services, service),
        hostPort: published?.host[0],
        healthPath: service.oneShot ? undefined : healthPath(extension, service),
        image: repositoryOf(service),
      };
    });
}

function healthPath(extension: Extension, service: Service): string | undefined {
  if (service.role === 'web') return webPath(extension, service);
  const app = service.role === 'api' ? appOfService(extension, service) : undefined;
  const liveness = app === undefined ? undefined : livenessOf(extension, app);
  return liveness?.kind === 'route' ? liveness.path : undefined;
}

function repositoryOf({ definition }: Service): string | undefined {
  const image = asText(get(definition, 'image'));
  return image === undefined ? undefined : parseImage(interpolate(image).text).repository;
}
