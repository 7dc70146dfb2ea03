import { asText, get, isRecord } from '../../extension/records.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { mountsOf } from '../compose/mounts.js';
import type { Mount } from '../compose/mounts.js';
import { listeningPort } from '../compose/service-port.js';
import type { Extension } from '../../extension/model.js';
import type { Account } from './image-account.js';

/**
 * What has to be done on the host so that services can use, as another user, what they used as root:
 * directories and volumes that they write to, files that they read.
 */
export function hostSteps(
  extension: Extension,
  services: readonly HardenedService[],
  account: Account,
): string[] {
  return services.flatMap((target) => [
    ...mountsOf(target.definition)
      .filter(({ kind, target: place }) => kind !== 'tmpfs' && !place.endsWith('.sock'))
      .map((mount) => mountStep(target, mount, account)),
    ...secretSteps(target, account),
    ...portStep(extension, target),
  ]);
}

/** What a program is given to read, though nobody wrote `:ro`. */
const CONFIGURATION = /\.(conf|cfg|ini|ya?ml|toml|json|html|template|pem|crt|key)$/;

function mountStep({ service }: HardenedService, mount: Mount, account: Account): string {
  const { name } = service;
  const { kind, source, target, readOnly } = mount;
  const user = numberOf(name, account);
  if (readOnly || (kind === 'bind' && CONFIGURATION.test(target))) {
    const what = kind === 'volume' ? `the volume ${source}` : source;
    return `${name} mounts ${what}${readOnly ? ' read-only' : ''}: user ${user} must be able to read it (chmod a+r, or chown to that user where nobody else may).`;
  }
  if (kind === 'bind') {
    return `${name} mounts ${source} to write to it, as user ${user} from now on: sudo chown -R ${user} ${source}`;
  }
  return `What is in the volume of ${name} at ${target} belongs to root until you run, once: docker compose run --rm --no-deps --user root --cap-add ALL --entrypoint chown ${name} -R ${user} ${target}`;
}

/** Secret files that are there already are root's, or not. */
function secretSteps({ service, definition, file }: HardenedService, account: Account): string[] {
  const granted = get(definition, 'secrets');
  const declared = get(file.data, 'secrets');
  const names = (Array.isArray(granted) ? (granted as unknown[]) : []).flatMap(
    (each) => asText(isRecord(each) ? get(each, 'source') : each) ?? [],
  );
  return names.flatMap((name) => {
    const secret = isRecord(declared) ? get(declared, name) : undefined;
    const path = isRecord(secret) ? asText(get(secret, 'file')) : undefined;
    if (path === undefined) return [];
    const user = numberOf(service.name, account);
    return `${service.name} reads the secret file ${path} as user ${user} from now on: sudo chown ${user} ${path}`;
  });
}

/** Before 20.10, Docker let only root listen on the ports below 1024. */
function portStep(extension: Extension, { service, definition, file }: HardenedService): string[] {
  const port = listeningPort(extension, file.services, service, definition);
  if (port === undefined || port >= 1024) return [];
  return [
    `${service.name} listens on port ${port} without being root: Docker 20.10 or newer lets it, older ones do not.`,
  ];
}

/** A command that tells the number, where the image decides on it. */
function numberOf(service: string, { user }: Account): string {
  const [name = ''] = user.split(':');
  if (/^\d+$/.test(name)) return name;
  return `"$(docker compose run --rm --no-deps --entrypoint id ${service} -u)"`;
}
