import type { Extension, Service } from '../../../extension/model.js';
import { appOfService } from '../../apps.js';
import type { HardenedService } from '../../compose/hardened-services.js';
import { listeningPort } from '../../compose/service-port.js';
import { webPath } from '../../compose/web-path.js';
import type { Source } from './source.js';

/** Where the proxy sends what. */
export interface Routes {
  readonly apis: readonly (Upstream & {
    /** `/api/rally`, `/static/rally`: with everything below. */
    readonly prefixes: readonly string[];
  })[];
  readonly web: (Upstream & { readonly path: string }) | undefined;
}

export interface Upstream {
  readonly service: string;
  readonly port: number;
}

/**
 * The routes that the Platform's proxy gives an extension (Platform, dev/proxy/locations.gala.conf:
 * `/api/<name>`, `/static/<name>` and `/<name>`). Everything else of the API stays inside.
 */
export function routesOf(extension: Extension, { services, file }: Source): Routes {
  const upstream = ({ service, definition }: HardenedService): Upstream[] => {
    const port = listeningPort(extension, file.services, service, definition);
    return port === undefined ? [] : [{ service: service.name, port }];
  };
  const serving = services.filter(({ service }) => !service.oneShot);
  const apis = serving
    .filter(({ service }) => service.role === 'api')
    .flatMap((target) =>
      upstream(target).map((each) => ({
        ...each,
        prefixes: prefixesOf(extension, target.service),
      })),
    );
  const web = serving
    .filter(({ service }) => service.role === 'web')
    .flatMap((target) =>
      upstream(target).map((each) => ({ ...each, path: webPath(extension, target.service) })),
    );
  return { apis, web: web[0] };
}

/** Those of the Platform; where an API answers below another one, that too. */
function prefixesOf(extension: Extension, service: Service): string[] {
  const { name } = extension.manifest;
  const paths = (appOfService(extension, service)?.routes ?? []).flatMap(({ path }) => path ?? []);
  const others = paths.flatMap((path) => {
    const first = /^\/(?:api|static)\/[^/{]+/.exec(path)?.[0];
    return first === undefined || isOperational(path) ? [] : [first];
  });
  const own = [`/api/${name}`, `/static/${name}`];
  const isContract = others.length === 0 || others.some((prefix) => own.includes(prefix));
  return [...new Set([...(isContract ? own : []), ...others])];
}

/** FastAPI's own, and what only operators ask. */
function isOperational(path: string): boolean {
  return /\/(docs|redoc|openapi\.json|metrics|healthz?|readyz?)(\/|$)/.test(path);
}
